using System.Reflection;
using Burden.Generator.Graphs;
using Burden.Generator.Layers;
using Burden.Generator.Summaries;
using CsCheck;
using EngineType = Burden.Generator.Model.DataType;

namespace Burden.Onnx.Tests.Build;

/// <summary>The summaries that a build writes for the generator: nothing is lost, and damage is an error.</summary>
public sealed class SummaryTests
{
    private static readonly LayerCosts Full = Filled(new LayerCosts(new Shape([3, 4], 2)) { Weights = [Filled(new Weight("w", [3, 5]), "Name", "Shape", "IsTrainable")] }, "Output", "Weights", "Reach");

    private static readonly string Text = SummaryWriter.Write(Summary(Graph(Full)));

    [Fact]
    public void Every_figure_of_a_node_survives()
    {
        var read = Read(Text);
        Assert.Equal(Full, read.Code!.Nodes[1].Costs);
        // A property that stays at its default would be lost unseen.
        Assert.All(Properties(typeof(LayerCosts)).Where(static p => p.Name is not "Reach"), p => Assert.NotEqual(p.GetValue(new LayerCosts(Shape.Of(1))), p.GetValue(Full)));
    }

    [Fact]
    public void Every_kind_of_reach_survives()
    {
        Reach[] all =
        [
            Reach.Same, Reach.All, Reach.Vector, Reach.Reshaped, Reach.Along(-1, 2), new WindowReach([new AxisWindow(3, 2, 1, -1), new AxisWindow(1, 1, 1, 0)], true),
            new TransposedReach([new AxisWindow(4, 2, 1, 1)], false), new ResizedReach(2, 4), new ShiftedReach([0, -2, 5]), new JoinedReach(-3), new PermutedReach([-1, -2]),
        ];
        Assert.Equal(
            Types().Where(static t => t.BaseType == typeof(Reach)).Select(static t => t.Name).Order(StringComparer.Ordinal),
            all.Select(static r => r.GetType().Name).Distinct().Order(StringComparer.Ordinal));
        Assert.All(all, static reach => Assert.Equal(reach, Read(SummaryWriter.Write(Summary(Graph(Full with { Reach = reach })))).Code!.Nodes[1].Costs.Reach));
    }

    [Fact]
    public void Every_setting_of_a_weight_survives()
    {
        Weight[] weights = [new("a", []), new("b", [2]) { Type = EngineType.Int4 }, new("c", [3], IsTrainable: false), new("d\t\\\n", [4, 4]) { IsShared = true, OutputChannels = 5 }, new("e", [1]) { IsMerged = true }, new("f", [2]) { IsScale = true }];
        Assert.Equal(["IsMerged", "IsScale", "IsShared", "IsTrainable", "Name", "OutputChannels", "Shape", "Type"], Properties(typeof(Weight)).Select(static p => p.Name).Order(StringComparer.Ordinal));
        Assert.Equal(weights, Read(SummaryWriter.Write(Summary(Graph(new LayerCosts(Shape.Of(1)) { Weights = weights.ToEquatableArray() })))).Code!.Nodes[1].Costs.Weights);
    }

    [Fact]
    public void Figures_that_do_not_follow_from_the_weights_survive()
    {
        var costs = new LayerCosts(Shape.Of(1)) { Weights = [new("w", [5])], Parameters = 0, Buffers = 9 };
        Assert.Equal(costs, Read(SummaryWriter.Write(Summary(Graph(costs)))).Code!.Nodes[1].Costs);
    }

    [Fact]
    public void Item_modules_errors_and_settings_survive()
    {
        var summary = Summary(new CodeGraph(
            [new("x", "Input", [], new LayerCosts(Shape.Of(1)), -1), new("a.b.c", "my.ops::Gain", [0], new LayerCosts(Shape.Of(2, 3)), 0), new("d.e", "ReLU", [1, 0], Full, 1)],
            [
                new("a", "Module", "2x3", [1], [new CodeModule("b", "Gain", "2x3", [1], [])]),
                new("d", "Module", "", [0, 1, 2], []),
            ],
            [2, 1],
            IsComplete: true)) with
        {
            Faults = [new ModelFault("Dimensions", "a\tb\\n\r\nc"), new ModelFault("", "ä")],
            UnusedDimensions = ["n", "m:1"],
            Settings = new NetworkSettings([3, 8], "a name", 4, EngineType.Float16, EngineType.Int8, CountExponentials: true),
        };
        Assert.Equal(summary, Read(SummaryWriter.Write(summary)));
    }

    [Fact]
    public void Line_breaks_of_Windows_change_nothing_but_the_checksum()
        => Assert.Equal("it is damaged", Fault(Text.Replace("\n", "\r\n", StringComparison.Ordinal)));

    [Theory]
    [InlineData("", "it does not begin with 'Burden model summary, format 1'")]
    [InlineData("Burden model summary, format 2\n", "it has format 2; this version of Burden reads format 1")]
    [InlineData("Burden model summary, format 1", "it is cut off")]
    [InlineData("Burden model summary, format 1\nhello\n", "'hello' begins no line of a summary")]
    [InlineData("Burden model summary, format 1\nitem\ta\n", "'item' lacks a field")]
    public void What_is_no_summary_is_told(string text, string fault) => Assert.Equal(fault, Fault(text));

    [Theory]
    [InlineData("Macs=", "Mac=")]
    [InlineData("Storage=View", "Storage=Own2")]
    [InlineData("Storage=View", "Storage=2")]
    [InlineData("OutputType=Float64", "OutputType=7")]
    [InlineData("\t0\t-1\t2,3,4", "\t1\t-1\t2,3,4")]
    [InlineData("\t0\t-1\t2,3,4", "\t0\t0\t2,3,4")]
    [InlineData("\t0\t-1\t2,3,4", "\t\t-1\t2,3,4")]
    [InlineData("\t0\t-1\t2,3,4", "\t0\t-1\t2,3,-4")]
    [InlineData("\t0\t-1\t2,3,4", "\t0\t-1\t")]
    [InlineData("outputs\t1", "outputs\t2")]
    [InlineData("node\tlayer", "node\tlay\"er")]
    [InlineData("weight\tw\t3,5", "weight\tz\t9223372036854775807,5\nweight\tw\t3,5")]
    [InlineData("network\t", "setting\t")]
    public void A_summary_that_contradicts_itself_is_no_summary(string found, string replaced)
    {
        Assert.Contains(found, Text, StringComparison.Ordinal);
        Assert.NotNull(Fault(Signed(Text.Replace(found, replaced, StringComparison.Ordinal))));
    }

    [Fact]
    public void Modules_nest_at_most_so_deep()
    {
        var deep = string.Concat(Enumerable.Range(0, 100_000).Select(static i => $"module\t{i}\tm\tModule\t\t0\n"));
        Assert.NotNull(Fault(Signed(Text.Replace("outputs\t", deep + "outputs\t", StringComparison.Ordinal))));
    }

    [Fact]
    public void A_cut_off_summary_is_an_error()
    {
        for (var length = 0; length < Text.Length; length++)
        {
            Assert.NotNull(Fault(Text[..length]));
        }
    }

    [Fact]
    public void A_changed_character_is_an_error()
        => Gen.Select(Gen.Int[0, Text.Length - 1], Gen.Char).Where(static (at, c) => Text[at] != c).Sample(static (at, c) =>
        {
            // What follows the checksum is not read.
            Assert.True(at == Text.Length - 1 || Fault(Text[..at] + c + Text[(at + 1)..]) is not null);
        });

    [Fact]
    public void Whatever_stands_in_a_summary_nothing_is_thrown()
        => Gen.Select(Gen.Int[0, Text.Length - 1], Gen.Int[0, 12], Gen.OneOf(Gen.String["0123456789,-=\t\n:|"], Gen.String)).Sample(static (at, length, inserted) =>
            SummaryParser.Parse(Signed(Text[..at] + inserted + Text[Math.Min(Text.Length, at + length)..]), out _, out _));

    private static ModelSummary Read(string text)
    {
        var summary = SummaryParser.Parse(text, out var fault, out _);
        Assert.Null(fault);
        return summary!;
    }

    private static string? Fault(string text)
    {
        var summary = SummaryParser.Parse(text, out var fault, out _);
        Assert.Equal(summary is null, fault is not null);
        return fault;
    }

    /// <summary>The engine's types, without those that need Roslyn, which isn't here.</summary>
    private static IEnumerable<Type> Types()
    {
        try
        {
            return typeof(Reach).Assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException some)
        {
            return some.Types.OfType<Type>();
        }
    }

    /// <summary>The text with the checksum that it should have.</summary>
    private static string Signed(string text)
    {
        var end = text.LastIndexOf("end\t", StringComparison.Ordinal);
        return end < 0 ? text : $"{text[..end]}end\t{SummaryFields.Checksum(text, end)}\n";
    }

    private static ModelSummary Summary(CodeGraph graph) => new(
        new ModelItem("models/ä model.onnx", "/src/my app/App.csproj", new TextPlace(4, 5), [new ModelSetting("Class", "App.Model", new TextPlace(5, 0)), new ModelSetting("Dimensions", "a=1;\n b=2", null)]),
        NetworkSettings.Default with { Name = "model", Input = [4] },
        graph,
        [],
        []);

    private static CodeGraph Graph(LayerCosts costs) => new([new("x", "Input", [], new LayerCosts(new Shape([4], 2)), -1), new("layer", "Kind", [0], costs, -1)], [], [1], IsComplete: true);

    private static IEnumerable<PropertyInfo> Properties(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(static p => p.SetMethod is not null);

    /// <summary>An object of whose properties none has its default, so that one which a summary forgets is missed.</summary>
    private static T Filled<T>(T target, params string[] done)
    {
        var number = 7L;
        foreach (var property in Properties(typeof(T)).Where(p => !done.Contains(p.Name)))
        {
            var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            property.SetValue(target, type == typeof(long) ? number++
                : type == typeof(bool) ? true
                : type == typeof(EngineType) ? EngineType.Float64
                : type == typeof(Storage) ? Storage.View
                : type == typeof(AttentionProducts) ? new AttentionProducts(true, true, 3, 4, 5)
                : throw new NotSupportedException($"a summary must hold {property.Name}: say here what it may be"));
        }

        return target;
    }
}
