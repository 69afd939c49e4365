using Burden.Generator.Costs;
using Burden.Generator.Emission;
using Burden.Generator.Graphs;
using Burden.Generator.Layers;
using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.Costs;

/// <summary>Weights and features with types of their own beside those that have the network's.</summary>
public sealed class TypedCostsTests
{
    private static readonly Shape Vector = Shape.Of(10);

    // Input (float32) -> half: weights of float16 and int4, output float16 -> back: the network's types -> in place.
    private static readonly CodeNode[] Nodes =
    [
        new("Input", GraphNode.InputKind, [], new LayerCosts(Vector), -1),
        new("half", "Linear", [0], new LayerCosts(Vector)
        {
            Weights = [new("weight", [10, 10]) { Type = Model.DataType.Float16 }, new("scale", [5]) { Type = Model.DataType.Int4 }, new("bias", [10])],
            OutputType = Model.DataType.Float16,
            ExtraElements = 3,
        }, 0),
        new("back", "Linear", [1], new LayerCosts(Vector) { Weights = [new("weight", [10, 10])] }, 1),
        new("same", "ReLU", [2], new LayerCosts(Vector) { Storage = Storage.InPlace }, 1),
        new("other", "ReLU", [3], new LayerCosts(Vector) { Storage = Storage.InPlace, OutputType = Model.DataType.Int8 }, 1),
    ];

    private static CostTable Table(Model.DataType parameters = Model.DataType.Float32, Model.DataType features = Model.DataType.Float32)
        => CostTable.Of(CodeGraphs.Of(Network(parameters, features), Code));

    private static readonly CodeGraph Code = new(
        [.. Nodes], [new CodeModule("half", "Linear", "10", [1], []), new CodeModule("back", "Back", "10", [2, 3, 4], [])], [4], IsComplete: true);

    private static NetworkDeclaration Network(Model.DataType parameters, Model.DataType features) => new(
        new ClassDeclaration("Typed", "Typed", ClassRole.Network, Signature.Of(), [], []),
        [],
        NetworkSettings.Default with { Input = [10], ParameterType = parameters, FeatureType = features },
        null,
        new TypeSource("", [new TypePart("class", "Typed")], "Typed", CanGenerate: true, HidesBaseCost: false, HasOwnCost: false, IsVisible: true),
        Code);

    [Fact]
    public void Weights_count_in_their_own_types()
    {
        var figures = Table().Nodes[1]!;
        Assert.Equal(100 + 5 + 10, figures.Parameters);
        // Half a byte for each of five values is three bytes; the bias has the network's type.
        Assert.Equal((100 * 2) + 3 + (10 * 4), figures.ParameterBytes);
        Assert.Equal((100 * 2) + 3 + (10 * 1), Table(parameters: Model.DataType.Int8).Nodes[1]!.ParameterBytes);
    }

    [Fact]
    public void Shared_weights_count_in_no_type()
    {
        var costs = new LayerCosts(Vector) { Weights = [new("weight", [10]) { Type = Model.DataType.Float16, IsShared = true }, new("bias", [3])] };
        Assert.Equal((3, 3 * 4), (costs.Parameters, costs.StoredBytes(Model.DataType.Float32)));
    }

    [Fact]
    public void Features_count_in_their_own_types()
    {
        Assert.Equal([0, 13 * 2, 10 * 4, 0, 10], Enumerable.Range(0, 5).Select(static i => Table().Nodes[i]!.FeatureBytes));
        Assert.Equal([0, 13 * 2, 10 * 8, 0, 10], Enumerable.Range(0, 5).Select(static i => Table(features: Model.DataType.Float64).Nodes[i]!.FeatureBytes));
    }

    [Fact]
    public void The_peak_follows_the_types()
    {
        // At the first layer: the input in 4 bytes, the output and the extras in 2. At the second: 2 and 4.
        Assert.Equal((10 * 4) + (13 * 2), Table().PeakFeatureBytes);
        Assert.Equal((10 * 8) + (13 * 2), Table(features: Model.DataType.Float64).PeakFeatureBytes);
    }

    [Fact]
    public void Values_of_another_type_are_not_written_over_the_input()
        => Assert.Equal([10, 10, 0, 10], Table().Nodes.Skip(1).Select(static f => f![Figure.FeatureElements] - (f.Parameters == 115 ? 3 : 0)));

    [Fact]
    public void The_table_that_programs_read_has_the_same_bytes()
    {
        var output = NetworkEmitter.Emit(Network(Model.DataType.Float32, Model.DataType.Float32), true, default)!;
        var generated = Generated.From(output.Text, """
            public partial class Typed { }
            public static class Run { public static System.Collections.Generic.List<Burden.LayerCost> Rows { get { var rows = new System.Collections.Generic.List<Burden.LayerCost>(); foreach (var row in Typed.Cost.Layers) { rows.Add(row); } return rows; } } }
            """).Compiles();
        var rows = (List<LayerCost>)generated.Load().GetType("Run")!.GetProperty("Rows")!.GetValue(null)!;
        Assert.Equal(Table().Nodes.Skip(1).Select(static f => (f!.ParameterBytes, f.FeatureBytes)), rows.Select(static r => (r.ParameterBytes, r.FeatureBytes)));
        Assert.Equal(rows.Sum(static r => r.ParameterBytes), generated.Figure("Typed.Cost.ParameterBytes"));
        Assert.Equal(rows.Sum(static r => r.FeatureBytes), generated.Figure("Typed.Cost.FeatureBytes"));
    }
}
