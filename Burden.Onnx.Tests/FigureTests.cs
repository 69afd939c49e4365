using Burden.Generator.Costs;
using Burden.Onnx.Tests.Models;
using Burden.Onnx.Values;

namespace Burden.Onnx.Tests;

/// <summary>What is counted, by hand.</summary>
public sealed class FigureTests
{
    [Fact]
    public void A_small_network_has_the_figures_of_its_declaration()
    {
        // The network of docs/counting.md.
        var g = new GraphWriter();
        var a = g.Node("Relu", [g.Node("BatchNormalization", [g.Node("Conv", [g.Float("x", 1, 3, 8, 8), g.Weight("a.weight", 4, 3, 3, 3)], ("pads", new long[] { 1, 1, 1, 1 })), g.Weight("s", 4), g.Weight("o", 4), g.Weight("m", 4), g.Weight("v", 4)])]);
        var b = g.Node("Conv", [a, g.Weight("b.weight", 4, 4, 1, 1), g.Weight("b.bias", 4)]);
        g.Node("MaxPool", [g.Node("Add", [a, b])], ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 }));
        var figures = Reading.Of(g).Sound();
        Assert.Equal(136, figures.Parameters);
        Assert.Equal(8, figures.Of(Figure.Buffers));
        Assert.Equal(576, figures.ParameterBytes);
        Assert.Equal(4352, figures.FeatureBytes);
        Assert.Equal(3072, figures.Of(Figure.PeakFeatureBytes));
        Assert.Equal(7936, figures.Macs);
        Assert.Equal(9472, figures.Flops);
    }

    [Theory]
    [InlineData(-1, 6 * 7 / 2)]
    [InlineData(2, 1 + (5 * 2))]
    [InlineData(9, 6 * 7 / 2)]
    public void Attention_within_a_window_has_the_products_of_the_window(long window, long pairs)
    {
        var g = new GraphWriter();
        g.Node(
            "com.microsoft::GroupQueryAttention",
            [g.Float("q", 1, 6, 16), g.Float("k", 1, 6, 8), g.Float("v", 1, 6, 8), "", "", g.Input("lengths", ElementType.Int32, 1), g.Input("total", ElementType.Int32)],
            ("num_heads", 4L), ("kv_num_heads", 2L), ("local_window_size", window));

        Assert.Equal(pairs * 4 * (4 + 4), Reading.Of(g, domains: "com.microsoft").Sound().Macs);
    }

    [Fact]
    public void Values_count_as_stored()
    {
        var g = new GraphWriter();
        var half = g.Node("MatMul", [g.Input("x", ElementType.Float16, 2, 10), g.Weight("w", ElementType.Float16, 10, 20)]);
        g.Node("Cast", [half], ("to", (long)ElementType.Double));
        var figures = Reading.Of(g).Sound();
        Assert.Equal((200, 400), (figures.Parameters, figures.ParameterBytes));
        Assert.Equal((2 * 20 * 2) + (2 * 20 * 8), figures.FeatureBytes);
        Assert.Equal((2 * 10 * 2) + (2 * 20 * 2), Reading.Of(g).Costs!.Timeline!.At(1).Sum(static u => u.Bytes));
    }

    [Fact]
    public void A_quantized_layer_has_the_weights_of_its_file()
    {
        var g = new GraphWriter();
        var weight = g.Node("DequantizeLinear", [g.Weight("w", ElementType.Int8, 16, 8), g.Weight("scale", 16), g.Weight("zero", ElementType.Int8, 16)], ("axis", 0L));
        g.Node("Gemm", [g.Float("x", 1, 8), weight, g.Node("DequantizeLinear", [g.Weight("b", ElementType.Int32, 16), g.Weight("bias_scale", 16)])], ("transB", 1L));
        var figures = Reading.Of(g).Sound();
        Assert.Equal((16 * 8) + 16, figures.Parameters);
        Assert.Equal(16 + 16 + 16, figures.Of(Figure.Buffers));
        Assert.Equal((16 * 8) + (16 * 4) + (16 * 4) + 16 + (16 * 4), figures.ParameterBytes);
        // What follows from the file alone is worked out when it is loaded.
        Assert.Equal(16 * 4, figures.FeatureBytes);
        Assert.Equal((16 * 8) + 16, figures.Flops);
    }

    [Fact]
    public void Packed_weights_count_the_values_they_hold()
    {
        var g = new GraphWriter();
        g.Node("com.microsoft::MatMulNBits", [g.Float("x", 1, 4, 64), g.Weight("w", ElementType.UInt8, 16, 2, 16), g.Weight("s", 32)], ("K", 64), ("N", 16), ("bits", 4), ("block_size", 32));
        var figures = Reading.Of(g, domains: "com.microsoft").Sound();
        Assert.Equal((16 * 64, 32), (figures.Parameters, figures.Of(Figure.Buffers)));
        Assert.Equal((16 * 64 / 2) + (32 * 4), figures.ParameterBytes);
        Assert.Equal(4 * 64 * 16, figures.Macs);
    }

    [Fact]
    public void A_tensor_that_two_nodes_read_counts_once()
    {
        var g = new GraphWriter();
        g.Node("MatMul", [g.Node("MatMul", [g.Float("x", 1, 8), g.Weight("w", 8, 8)]), "w"]);
        Assert.Equal((64, 128), (Reading.Of(g).Sound().Parameters, Reading.Of(g).Sound().Macs));
    }

    [Fact]
    public void Unread_weights_are_stored()
    {
        var g = new GraphWriter();
        g.Weight("unused", 3, 5);
        g.Node("Relu", [g.Float("x", 1, 8)]);
        var reading = Reading.Of(g);
        Assert.Equal(15, reading.Sound().Parameters);
        Assert.Equal("unused", reading.Code!.Nodes[^1].Path);
    }

    [Fact]
    public void A_branch_that_is_not_taken_is_stored_and_not_run()
    {
        var g = new GraphWriter();
        g.Float("x", 1, 8);
        g.Node("If", [g.Bool(true)], ("then_branch", Branch("a", 4)), ("else_branch", Branch("b", 16)));
        var figures = Reading.Of(g).Sound();
        Assert.Equal((8 * 4) + (8 * 16), figures.Parameters);
        Assert.Equal(8 * 4, figures.Macs);

        static GraphWriter Branch(string name, long size)
        {
            var branch = new GraphWriter();
            branch.Node("MatMul", ["x", branch.Weight(name, 8, size)]);
            return branch.Output(branch.LastOutput);
        }
    }

    [Fact]
    public void A_loop_counts_each_round_and_its_weights_once()
    {
        var body = new GraphWriter();
        body.Input("i", ElementType.Int64);
        body.Input("go", ElementType.Bool);
        body.Float("state", 1, 8);
        var go = body.Node("Identity", ["go"]);
        var next = body.Node("MatMul", ["state", body.Weight("w", 8, 8)]);
        body.Output(go, ElementType.Bool).Output(next, ElementType.Float, 1, 8);
        var g = new GraphWriter();
        g.Node("Loop", [g.Integer(3), g.Bool(true), g.Float("x", 1, 8)], ("body", body));
        var figures = Reading.Of(g).Sound();
        Assert.Equal((64, 3 * 64), (figures.Parameters, figures.Macs));
    }

    [Fact]
    public void Shapes_and_bounds_are_no_weights()
    {
        var g = new GraphWriter();
        var clipped = g.Node("Clip", [g.Float("x", 1, 1, 4, 4), g.Real(0), g.Real(6)]);
        g.Node("Reshape", [g.Node("Resize", [clipped, "", g.Reals(1, 1, 2, 2)]), g.Integers(1, 64)]);
        var figures = Reading.Of(g).Sound();
        Assert.Equal((0, 0), (figures.Parameters, figures.Of(Figure.Buffers)));
    }

    [Theory]
    [InlineData("Relu", 0)]
    [InlineData("Sigmoid", 24)]
    public void Operators_in_place_need_no_memory(string op, long elements)
    {
        var g = new GraphWriter();
        g.Node(op, [g.Node("MatMul", [g.Float("x", 1, 8), g.Weight("w", 8, 24)])]);
        Assert.Equal(4 * (24 + elements), Reading.Of(g).Sound().FeatureBytes);
    }

    [Fact]
    public void Views_need_no_memory_and_a_shape_keeps_nothing_alive()
    {
        var g = new GraphWriter();
        var wide = g.Node("Tile", [g.Float("x", 1, 8), g.Integers(1, 10)]);
        var narrow = g.Node("ReduceSum", [wide, g.Integers(1)]);
        var size = g.Node("Gather", [g.Node("Shape", [wide]), g.Integers(0)]);
        g.Node("Reshape", [g.Node("Transpose", [narrow]), g.Node("Concat", [size, g.Integers(-1)], ("axis", 0))]);
        var reading = Reading.Of(g);
        Assert.Equal(4 * (80 + 1), reading.Sound().FeatureBytes);
        Assert.Equal(4 * (80 + 8), reading.Costs!.PeakFeatureBytes);
    }

    [Fact]
    public void A_tree_costs_its_longest_way()
    {
        var g = new GraphWriter();
        // A comparison, then a leaf or another comparison and its leaves.
        g.Node(
            "ai.onnx.ml::TreeEnsembleRegressor",
            [g.Float("x", 4, 3)],
            ("nodes_treeids", new long[] { 0, 0, 0, 0, 0 }), ("nodes_nodeids", new long[] { 0, 1, 2, 3, 4 }), ("nodes_featureids", new long[5]), ("nodes_values", new float[5]),
            ("nodes_modes", new[] { "BRANCH_LEQ", "LEAF", "BRANCH_LEQ", "LEAF", "LEAF" }), ("nodes_truenodeids", new long[] { 1, 0, 3, 0, 0 }), ("nodes_falsenodeids", new long[] { 2, 0, 4, 0, 0 }),
            ("target_treeids", new long[3]), ("target_nodeids", new long[] { 1, 3, 4 }), ("target_ids", new long[3]), ("target_weights", new float[3]));
        var figures = Reading.Of(g, domains: "ai.onnx.ml").Sound();
        Assert.Equal(2 + 3, figures.Parameters);
        Assert.Equal(4 * (2 + 1), figures.Flops);
    }

    [Fact]
    public void Figures_sum_to_the_networks()
    {
        var g = new GraphWriter();
        var x = g.Float("x", 2, 3, 16, 16);
        for (var i = 0; i < 4; i++)
        {
            x = g.Node("Relu", [g.Node("Conv", [x, g.Weight($"layer{i}.conv.weight", 3, 3, 3, 3)], ("pads", new long[] { 1, 1, 1, 1 }))]);
        }

        var reading = Reading.Of(g);
        var total = reading.Sound();
        Assert.Equal(total.Macs, reading.Costs!.Nodes.Sum(static n => n!.Macs));
        Assert.Equal(2L * 16 * 16 * 3 * 27 * 4, total.Macs);
        Assert.Equal(["layer0", "layer1", "layer2", "layer3"], reading.Code!.Modules.Select(static m => m.Name));
    }
}
