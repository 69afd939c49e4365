using Burden.Generator.Analyzers;
using Burden.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.Tests.Language;

/// <summary>A network's figures are constants, which other networks of the project may use.</summary>
public sealed class FiguresOfOtherNetworksTests
{
    // 3 x 4 weights and 4 biases, 12 MACs; then 4 x 2 and 2.
    private const string Other = """
        namespace Zoo
        {
            [Network(3)]
            public partial class Other
            {
                [Linear(4)] public static partial Layer First { get; }
                [Linear(2)] public static partial Layer Last { get; }
                [Network(2)] public partial class Inner { [Linear(7)] public static partial Layer Flops { get; } }
            }
        }
        """;

    private static async Task<Generated> Sound(string source, params string[] more)
    {
        var generated = Generated.From([source, "using Burden; " + Other, .. more]).Compiles();
        Assert.Empty(await generated.Diagnostics(new DeclarationAnalyzer(), new BudgetAnalyzer()));
        return generated;
    }

    [Theory]
    [InlineData("Zoo.Other.Cost.Parameters", 26)]
    [InlineData("global::Zoo.Other.Cost.Parameters", 26)]
    [InlineData("Other.Cost.Parameters", 26)]
    [InlineData("Alias.Cost.First.Macs", 12)]
    [InlineData("Costs.First.Macs", 12)]
    [InlineData("FirstCost.Macs", 12)]
    [InlineData("Far.Macs", 12)]
    [InlineData("Macs", 20)]
    [InlineData("First.Parameters", 16)]
    [InlineData("Zoo.Other.Inner.Cost.Flops_.Parameters", 21)]
    [InlineData("Other.Cost.PeakFeatureBytes", 28)]
    [InlineData("(int)Other.Cost.Parameters / 2", 13)]
    [InlineData("Other.Cost.Parameters > 20 ? 5 : 6", 5)]
    [InlineData("Constants.Twice", 52)]
    [InlineData("Constants.Next + 1", 54)]
    [InlineData("Own", 26)]
    [InlineData("nameof(Own)", 26)]
    [InlineData("\"Own * 2\"", 52)]
    [InlineData("Other.Cost.First.OutputShape", 4)]
    public async Task A_figure_is_allowed_wherever_a_constant_is(string width, long features)
    {
        var generated = await Sound($$"""
            using Burden;
            using Zoo;
            using Alias = Zoo.Other;
            using Costs = Zoo.Other.Cost;
            using FirstCost = Zoo.Other.Cost.First;
            using static Zoo.Other.Cost;
            internal static class Constants { public const long Twice = 2 * Zoo.Other.Cost.Parameters; public const int Next = (int)Twice + 1; }
            [Network(5)]
            public partial class Net
            {
                private const int Own = (int)Zoo.Other.Cost.Parameters;
                [Linear({{width}})] public static partial Layer A { get; }
            }
            """, "global using Far = Zoo.Other.Cost.First;");
        Assert.Equal($"{features}", generated.Constant("Net.Cost.A.OutputShape"));
        Assert.Equal(6 * features, generated.Figure("Net.Cost.Parameters"));
    }

    [Theory]
    [InlineData("(int)Sizes.Wide", 26)]
    [InlineData("(int)Sizes.Wider", 27)]
    [InlineData("(int)Sizes.Widest", 56)]
    [InlineData("Sizes.Wide | Sizes.One", 27)]
    [InlineData("Constants.Size", 26)]
    [InlineData("Constants.Letter == 26 ? 5 : 6", 5)]
    [InlineData("Constants.Endless > 1 ? 5 : 6", 5)]
    [InlineData("Constants.Name", 7)]
    [InlineData("Constants.Of<int>.Twice", 52)]
    public async Task Figures_may_be_used_through_any_constant(string width, long features)
    {
        var generated = await Sound($$"""
            using Burden;
            using Zoo;
            internal enum Sizes : byte { None, One, Wide = (byte)Other.Cost.Parameters, Wider, Widest = (Wide + 2) * 2 }
            internal static class Constants
            {
                public const Sizes Size = (Sizes)Zoo.Other.Cost.Parameters;
                public const char Letter = (char)Zoo.Other.Cost.Parameters;
                public const double Endless = Zoo.Other.Cost.Parameters / 0.0;
                public const string Name = nameof(Zoo.Other.Cost.Parameters);
                public static class Of<T> { public const long Twice = 2 * Zoo.Other.Cost.Parameters; }
            }
            [Network(5, Name = Constants.Name)]
            public partial class Net
            {
                private const int Parameters = 7;
                [Linear({{width}})] public static partial Layer A { get; }
            }
            """);
        Assert.Equal(6 * features, generated.Figure("Net.Cost.Parameters"));
    }

    [Fact]
    public async Task A_figure_is_allowed_in_the_attributes_of_a_network()
    {
        var generated = await Sound("""
            using Burden;
            using Zoo;
            [Network((int)Other.Cost.Parameters, Size, 2, Batch = (int)Other.Cost.First.Parameters)]
            [Report(Batch = (int)Other.Cost.Macs, Scales = new double[] { 1 })]
            [Budget(Parameters = 2 * Other.Cost.Parameters)]
            public partial class Net { private const int Size = 2; [Conv2d(1, 1)] public static partial Layer A { get; } }
            [Network(new[] { (int)Other.Cost.Last.Parameters })] public partial class Array { [Linear(1)] public static partial Layer A { get; } }
            """.Replace("Size, 2,", "Net2.Size, 2,", StringComparison.Ordinal), "internal static class Net2 { public const int Size = (int)Zoo.Other.Cost.Last.Macs; }");
        Assert.Equal("1x8x2", generated.Constant("Net.Cost.A.OutputShape"));
        Assert.Equal(16 * 16, generated.Figure("Net.Cost.FeatureElements"));
        Assert.Equal(20, generated.Figure("Net.Cost.Report.Batch"));
        Assert.Equal(11, generated.Figure("Array.Cost.Parameters"));
    }

    [Fact]
    public async Task Figures_are_allowed_in_modules_and_across_a_chain_of_networks()
    {
        var generated = await Sound("""
            using Burden;
            using Zoo;
            public sealed class MAttribute(int width = (int)Other.Cost.Parameters) : ModuleAttribute
            {
                public object More { get; set; } = Other.Cost.First.Parameters;
                [Linear(nameof(width)), Linear(Other.Cost.Macs)] Layer A { get; }
                [Linear(nameof(More))] Layer B { get; }
            }
            [Network(5)] public partial class X { [M] public static partial Layer A { get; } }
            [Network(5)] public partial class Y { [Linear(X.Cost.A.Parameters)] public static partial Layer A { get; } }
            [Network(5)] public partial class Z { [Linear(Y.Cost.Parameters)] public static partial Layer A { get; } }
            """);
        const long X = (6 * 26) + (27 * 20) + (21 * 16);
        Assert.Equal(X, generated.Figure("X.Cost.Parameters"));
        Assert.Equal(6 * X, generated.Figure("Y.Cost.Parameters"));
        Assert.Equal(6 * 6 * X, generated.Figure("Z.Cost.Parameters"));
    }

    [Fact]
    public async Task A_cycle_is_reported_on_each_network_in_it()
    {
        var generated = Generated.From("""
            using Burden;
            [Network(3)] public partial class X { [Linear(Y.Cost.Parameters)] public static partial Layer A { get; } [Linear(2)] public static partial Layer B { get; } }
            [Network(3)] public partial class Y { private const int W = (int)Z.Cost.Parameters; [M] public static partial Layer A { get; } [Linear("W")] public static partial Layer B { get; } }
            [Network(3, Batch = (int)X.Cost.Parameters)] public partial class Z { [Linear(3)] public static partial Layer A { get; } }
            [Network(3)] public partial class Itself { [Linear(4)] public static partial Layer A { get; } [Linear(Cost.A.Parameters)] public static partial Layer B { get; } }
            [Network(3)] public partial class Reader { [Linear(X.Cost.B.Parameters)] public static partial Layer A { get; } }
            public sealed class MAttribute : ModuleAttribute { [Linear(4)] Layer A { get; } }
            """);
        foreach (var network in (string[])["X", "Y", "Z", "Itself", "Reader"])
        {
            Assert.Equal(-1, generated.Figure($"{network}.Cost.Parameters"));
        }

        Assert.Equal(
            [
                "BRD0026 outFeatures is Y.Cost.Parameters, which follows from itself: Y -> Z -> X -> Y",
                "BRD0026 W is Z.Cost.Parameters, which follows from itself: Z -> X -> Y -> Z",
                "BRD0026 Batch is X.Cost.Parameters, which follows from itself: X -> Y -> Z -> X",
                "BRD0026 outFeatures is Itself.Cost.A.Parameters, which follows from itself: Itself -> Itself",
                "BRD0026 outFeatures is X.Cost.B.Parameters, which follows from itself: X -> Y -> Z -> X",
            ],
            (await generated.Diagnostics()).Select(static d => $"{d.Id} {d.GetMessage()}"));
    }

    [Fact]
    public async Task An_unknown_figure_is_reported_where_it_is_used()
    {
        var generated = Generated.From("""
            using Burden;
            [Network(3)] public partial class X { [Linear(4)] public static partial Layer A { get; } [Linear(0)] public static partial Layer B { get; } }
            [Network(3)] public partial class Y { [Linear(X.Cost.Parameters)] public static partial Layer A { get; } }
            [Network(3)] public partial class Z { [Linear(X.Cost.A.Parameters)] public static partial Layer A { get; } }
            """);
        Assert.Equal(-1, generated.Figure("Y.Cost.Parameters"));
        Assert.Equal(4 * 16, generated.Figure("Z.Cost.Parameters"));
        Assert.Equal(
            ["BRD0010 Linear: outFeatures is 0; expected at least 1", "BRD0026 outFeatures is X.Cost.Parameters, which is not known: 'X' has a fault"],
            (await generated.Diagnostics()).Select(static d => $"{d.Id} {d.GetMessage()}"));
    }

    [Fact]
    public async Task A_figure_of_another_assemblys_network_is_a_constant()
    {
        var library = Generated.From(Compile.Sources(["using Burden; " + Other], assembly: "Library")).Compiles();
        var generated = Generated.From(Compile.Sources(
            ["using Burden; [Network(5)] public partial class Net { [Linear(Zoo.Other.Cost.Parameters)] public static partial Layer A { get; } }"], references: [library.Reference()])).Compiles();
        Assert.Equal(6 * 26, generated.Figure("Net.Cost.Parameters"));
        Assert.Empty(await generated.Diagnostics());
    }

    [Fact]
    public async Task Stale_generated_constants_are_not_read()
    {
        // As in an editor, which runs the generator when a file is saved.
        var compilation = Compile.Sources(["using Burden; " + Other, "using Burden; using Zoo; [Network(5)] [Budget(Parameters = 156)] public partial class Net { [Linear(Other.Cost.Parameters)] public static partial Layer A { get; } }"]);
        var stale = Generated.From(compilation).Compilation;
        var edited = stale.ReplaceSyntaxTree(stale.SyntaxTrees.First(), stale.SyntaxTrees.First().WithChangedText(
            Microsoft.CodeAnalysis.Text.SourceText.From(("using Burden; " + Other).Replace("Linear(2)", "Linear(1)", StringComparison.Ordinal))));
        Assert.Empty(edited.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error));
        var network = Burden.Generator.Analysis.NetworkAnalysis.Of(edited.GetTypeByMetadataName("Net")!, edited, default)!;
        Assert.Equal(6 * 21, network.Table.Total!.Parameters);
        await Task.CompletedTask;
    }

    [Fact]
    public async Task A_peak_that_overflows_is_unknown()
    {
        var generated = Generated.From("using Burden; [Network(2, int.MaxValue, int.MaxValue)] public partial class Net { [Slice(0, 1, Axis = 1), Slice(0, 1, Axis = 2)] public static partial Layer A { get; } }");
        Assert.Equal(-1, generated.Figure("Net.Cost.PeakFeatureBytes"));
        Assert.Equal("BRD0015", Assert.Single(await generated.Diagnostics()).Id);
    }
}
