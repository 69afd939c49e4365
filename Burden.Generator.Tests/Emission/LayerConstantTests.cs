using Burden.Generator.Analyzers;
using Burden.Generator.Costs;
using Burden.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.Tests.Emission;

/// <summary>A project that leaves the constants of layers out.</summary>
public sealed class LayerConstantTests
{
    private const string Source = """
        using Burden;
        [Network(3, 8, 8)]
        public partial class Net
        {
            [Conv2d(4, 3), ReLU] public static partial Layer Conv { get; }
            [Flatten, Linear(10)] public static partial Layer Output { get; }
        }
        [Network(3, 8, 8), ReceptiveFields]
        public partial class Seen
        {
            [Conv2d(4, 3), Conv2d(4, 3)] public static partial Layer Conv { get; }
        }
        """;

    private static ProjectFiles With(string value) => new() { Properties = { ["BurdenLayerConstants"] = value } };

    private static Generated Generate(string value) => Generated.From(Compile.Sources([Source]), With(value)).Compiles();

    [Theory]
    [InlineData("false")]
    [InlineData("False")]
    [InlineData(" false ")]
    public void A_project_can_leave_them_out(string value)
    {
        var without = Generate(value);
        Assert.Empty(Cost(without, "Net").GetTypeMembers());

        var with = Generated.From(Source).Compiles();
        Assert.Equal(2, Cost(with, "Net").GetTypeMembers().Length);
        Assert.All(Figure.All, f => Assert.Equal(with.Constant($"Net.Cost.{f.Name}"), without.Constant($"Net.Cost.{f.Name}")));
        Assert.Equal(with.Constant("Net.Cost.LayerRows"), without.Constant("Net.Cost.LayerRows"));
    }

    /// <summary>A path is read from the rows before: not from all of a large network's.</summary>
    [Fact]
    public void A_row_has_its_path_whole_at_least_every_256_rows()
    {
        var generated = Generated.From(
            """
            using Burden;
            public sealed class PairAttribute : ModuleAttribute { [Linear(4), ReLU] Layer A { get; } }
            [Network(4)] public sealed partial class Long { [Pair(Repeat = 400)] public static partial Layer Pairs { get; } }
            """).Compiles();
        var rows = ((string)generated.Constant("Long.Cost.LayerRows")!).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(800, rows.Length);
        Assert.Equal([0, 256, 512, 768], Enumerable.Range(0, rows.Length).Where(i => rows[i][0] != '.'));
        Assert.Equal(
            Enumerable.Range(0, 400).SelectMany(static i => new[] { $"Pairs.{i}.Linear", $"Pairs.{i}.ReLU" }),
            new LayerTable(string.Join('\n', rows) + "\n", rows.Length, 32, 32).Select(static l => l.Path));
    }

    [Fact]
    public void Properties_keep_their_values()
    {
        var net = Generate("false").Load().GetType("Net")!;
        var layer = (Layer)net.GetProperty("Conv")!.GetValue(null)!;
        Assert.Equal(("Conv", "4x6x6", (3 * 4 * 9) + 4L, 4L * 3 * 9 * 36), (layer.Name, layer.OutputShape, layer.Parameters, layer.Macs));
    }

    [Fact]
    public void What_an_analysis_tells_of_layers_stays()
    {
        var without = Generate("false");
        Assert.Equal("4x4x4", without.Constant("Seen.Cost.Conv.OutputShape"));
        Assert.Equal(Generated.From(Source).Constant("Seen.Cost.Conv.ReceptiveField"), without.Constant("Seen.Cost.Conv.ReceptiveField"));
        Assert.NotNull(without.Constant("Seen.Cost.Conv.ReceptiveField"));
        Assert.DoesNotContain(Cost(without, "Seen").GetTypeMembers("Conv").Single().GetMembers(), static m => m.Name == "Flops");
    }

    [Theory]
    [InlineData("true")]
    [InlineData("")]
    [InlineData("no")]
    public void They_are_there_unless_the_property_is_false(string value) => Assert.Equal(2, Cost(Generate(value), "Net").GetTypeMembers().Length);

    [Fact]
    public async Task A_value_that_is_neither_true_nor_false_is_reported()
    {
        var files = With("no");
        var found = Assert.Single(await Generated.From(Compile.Sources([Source]), files).Diagnostics(files, new BudgetAnalyzer()));
        Assert.Equal("BRD1011", found.Id);
        Assert.Equal("BurdenLayerConstants = no (as MSBuild property) is neither true nor false", found.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("")]
    [InlineData("true")]
    [InlineData("FALSE")]
    public async Task Other_values_are_not_reported(string value)
    {
        var files = With(value);
        Assert.Empty(await Generated.From(Compile.Sources([Source]), files).Diagnostics(files, new BudgetAnalyzer()));
    }

    private static INamedTypeSymbol Cost(Generated generated, string network)
        => generated.Compilation.GetTypeByMetadataName(network)!.GetTypeMembers("Cost").Single();
}
