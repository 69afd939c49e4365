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
    public void Attention_in_a_buffer_that_past_and_present_share_sees_what_is_kept()
    {
        var g = new GraphWriter();
        g.Nodes(
            "com.microsoft::Attention",
            2,
            [g.Float("x", 1, 1, 16), g.Weight("w", 16, 48), g.Weight("b", 48), "", g.Float("past", 2, 1, 4, 100, 4), "", g.Input("kept", ElementType.Int32, 1)],
            ("num_heads", 4L), ("past_present_share_buffer", 1L), ("unidirectional", 1L));
        var reading = Reading.Of(g, "kept:value=9", domains: "com.microsoft");
        Assert.Equal((16 * 48) + (4 * 10 * (4 + 4)), reading.Sound().Macs);
        Assert.Equal("2x1x4x100x4", ((TensorValue)reading.Values["attention1_1"]!).Text);
        Assert.Contains("how many positions the past has follows from data", Assert.Single(Reading.Of(g, domains: "com.microsoft").Faults).ToString());
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
    public void Scales_of_weights_are_buffers_where_the_input_is_quantized_at_run_time()
    {
        var g = new GraphWriter();
        var input = g.Nodes("DynamicQuantizeLinear", 3, [g.Float("x", 2, 8)]);
        var product = g.Node("MatMulInteger", [input[0], g.Weight("w", ElementType.Int8, 8, 6), input[2], g.Weight("zero", ElementType.Int8, 1)]);
        var scale = g.Node("Mul", [g.Weight("w_scale", 6), input[1]]);
        g.Node("Mul", [g.Node("Cast", [product], ("to", (long)ElementType.Float)), scale]);
        var figures = Reading.Of(g).Sound();
        Assert.Equal((8 * 6, 6 + 1), (figures.Parameters, figures.Of(Figure.Buffers)));
    }

    [Fact]
    public void Packed_weights_and_zero_points_count_as_their_bytes_hold()
    {
        // 40 values a row are two blocks of 32.
        var g = new GraphWriter();
        g.Node(
            "com.microsoft::MatMulNBits",
            [g.Float("x", 2, 40), g.Weight("w", ElementType.UInt8, 16, 2, 16), g.Weight("s", 32), g.Weight("z", ElementType.UInt8, 16), "", g.Weight("b", 16)],
            ("K", 40), ("N", 16), ("bits", 4), ("block_size", 32));
        var figures = Reading.Of(g, domains: "com.microsoft").Sound();
        Assert.Equal(((16 * 64) + 16, 32 + 32), (figures.Parameters, figures.Of(Figure.Buffers)));
        Assert.Equal((16 * 2 * 16) + (32 * 4) + 16 + (16 * 4), figures.ParameterBytes);
        Assert.Equal((2 * 40 * 16, (2 * 40 * 16) + (2 * 16)), (figures.Macs, figures.Flops));
    }

    [Fact]
    public void Scales_and_zero_points_of_a_recurrent_layer_are_buffers()
    {
        var g = new GraphWriter();
        string[] scales = [g.Weight("ws", 20), g.Weight("wz", ElementType.UInt8, 20), g.Weight("rs", 20), g.Weight("rz", ElementType.UInt8, 20)];
        g.Node(
            "com.microsoft::DynamicQuantizeLSTM",
            [g.Float("x", 7, 2, 4), g.Weight("w", ElementType.UInt8, 1, 4, 20), g.Weight("r", ElementType.UInt8, 1, 5, 20), g.Weight("b", 1, 40), "", "", "", "", .. scales],
            ("hidden_size", 5));
        var figures = Reading.Of(g, domains: "com.microsoft").Sound();
        Assert.Equal((80 + 100 + 40, 4 * 20), (figures.Parameters, figures.Of(Figure.Buffers)));
    }

    [Fact]
    public void Tables_of_rotations_are_buffers()
    {
        (string Operator, string[] Inputs, int Opset, (string, object)[] Attributes)[] operators =
        [
            ("RotaryEmbedding", ["x", "cos", "sin", "at"], 23, []),
            ("com.microsoft::RotaryEmbedding", ["x", "at", "cos", "sin"], 17, []),
            ("com.microsoft::GroupQueryAttention", ["q", "k", "v", "", "", "lengths", "total", "cos", "sin"], 17, [("num_heads", 4L), ("kv_num_heads", 2L), ("do_rotary", 1L)]),
        ];
        foreach (var (name, inputs, opset, attributes) in operators)
        {
            var g = new GraphWriter();
            g.Float("x", 1, 2, 3, 8);
            g.Float("q", 1, 3, 32);
            g.Float("k", 1, 3, 16);
            g.Float("v", 1, 3, 16);
            g.Input("lengths", ElementType.Int32, 1);
            g.Input("total", ElementType.Int32);
            g.Weight("at", ElementType.Int64, 1, 3);
            g.Weight("cos", 10, 4);
            g.Weight("sin", 10, 4);
            g.Node(name, inputs, attributes);
            var figures = Reading.Of(g, opset: opset, domains: "com.microsoft").Sound();
            Assert.Equal((name, 0, 80), (name, figures.Parameters, figures.Of(Figure.Buffers)));
        }
    }

    [Fact]
    public void Weights_of_wider_integers_count()
    {
        var g = new GraphWriter();
        g.Node("com.microsoft::MatMulInteger16", [g.Input("x", ElementType.Int16, 2, 3), g.Weight("w", ElementType.Int16, 3, 4)]);
        var figures = Reading.Of(g, domains: "com.microsoft").Sound();
        Assert.Equal((12, 24), (figures.Parameters, figures.ParameterBytes));

        // Eight values of 4 bits in each integer.
        g = new GraphWriter();
        g.Node("com.microsoft::MatMulNBits", [g.Float("x", 4, 64), g.Weight("w", ElementType.Int32, 16, 2, 4), g.Weight("s", 32)], ("K", 64), ("N", 16), ("bits", 4), ("block_size", 32));
        figures = Reading.Of(g, domains: "com.microsoft").Sound();
        Assert.Equal((16 * 64, (16 * 64 / 2) + (32 * 4)), (figures.Parameters, figures.ParameterBytes));
    }

    [Fact]
    public void A_look_up_reads_the_values_that_it_is_asked_for()
    {
        const int ids = 6 * 8;
        (string Operator, Action<GraphWriter> Write, long Bytes)[] lookUps =
        [
            // Tables of 100 rows of 4 cosines and sines, of which 6 positions look up one each.
            ("RotaryEmbedding", static g => g.Node("com.microsoft::RotaryEmbedding", [g.Float("x", 1, 2, 6, 8), g.Input("i", ElementType.Int64, 1, 6), g.Weight("c", 100, 4), g.Weight("s", 100, 4)]), ids + (2 * 2 * 6 * 8 * 4) + (6 * 8 * 4)),
            ("Gather", static g => g.Node("Gather", [g.Weight("w", 100, 5), g.Input("i", ElementType.Int64, 6)]), ids + (2 * 6 * 5 * 4)),
            ("Gather of matrices", static g => g.Node("Gather", [g.Weight("w", 100, 5, 2), g.Input("i", ElementType.Int64, 6)]), ids + (2 * 6 * 10 * 4)),
            ("GatherElements", static g => g.Node("GatherElements", [g.Weight("w", 100, 5), g.Input("i", ElementType.Int64, 6, 1)]), ids + (2 * 6 * 4)),
            ("GatherND", static g => g.Node("GatherND", [g.Weight("w", 100, 5), g.Input("i", ElementType.Int64, 6, 1)]), ids + (2 * 6 * 5 * 4)),
            ("GatherBlockQuantized", static g => g.Node("com.microsoft::GatherBlockQuantized", [g.Weight("w", ElementType.UInt4, 100, 16), g.Input("i", ElementType.Int64, 6), g.Weight("s", 100, 1)], ("block_size", 16)), ids + (6 * 16 / 2) + (6 * 16 * 4)),
            ("EmbedLayerNormalization", static g => g.Node("com.microsoft::EmbedLayerNormalization", [g.Input("i", ElementType.Int64, 1, 6), "", g.Weight("w", 100, 4), g.Weight("p", 50, 4), "", g.Weight("g", 4), g.Weight("b", 4)]), ids + (2 * 6 * 4 * 4) + (6 * 4 * 4)),
        ];
        foreach (var (name, write, bytes) in lookUps)
        {
            var g = new GraphWriter();
            write(g);
            Assert.Equal((name, bytes), (name, Reading.Of(g, domains: "com.microsoft").Sound().Of(Figure.TrafficBytes)));
        }
    }

    [Fact]
    public void Peepholes_of_an_LSTM_are_three_operations_for_each_hidden_value_and_step()
    {
        long Flops(bool hasPeepholes)
        {
            var g = new GraphWriter();
            g.Node("LSTM", [g.Float("x", 7, 2, 4), g.Weight("w", 1, 20, 4), g.Weight("r", 1, 20, 5), "", "", "", "", .. hasPeepholes ? [g.Weight("p", 1, 15)] : Array.Empty<string>()], ("hidden_size", 5));
            return Reading.Of(g).Sound().Flops;
        }

        Assert.Equal(7 * 2 * 3 * 5, Flops(true) - Flops(false));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_mixture_of_experts_computes_each_position_with_those_it_chooses(bool isPacked)
    {
        // 8 experts of 16 features and 24 hidden values, gated; 2 for each of 5 positions.
        var g = new GraphWriter();
        string Matrix(string name, long rows, long columns) => isPacked ? g.Weight(name, ElementType.UInt8, 8, rows, columns / 2) : g.Weight(name, 8, rows, columns);
        string[] Operands(string name, long rows, long columns) => isPacked ? [Matrix(name, rows, columns), g.Weight($"{name}s", 8, rows), ""] : [Matrix(name, rows, columns), ""];
        g.Node(
            isPacked ? "com.microsoft::QMoE" : "com.microsoft::MoE",
            [g.Float("x", 5, 16), g.Float("r", 5, 8), .. Operands("up", 24, 16), .. Operands("down", 16, 24), .. Operands("gate", 24, 16)],
            ("k", 2), ("activation_type", "silu"), ("expert_weight_bits", 4));
        var figures = Reading.Of(g, domains: "com.microsoft").Sound();
        const long expert = 3 * 16 * 24;
        Assert.Equal(8 * expert, figures.Parameters);
        Assert.Equal(isPacked ? 8 * (24 + 16 + 24) : 0, figures.Of(Figure.Buffers));
        Assert.Equal(isPacked ? (8 * expert / 2) + (8 * 64 * 4) : 8 * expert * 4, figures.ParameterBytes);
        Assert.Equal(5 * 2 * expert, figures.Macs);
        Assert.Equal(5 * 2 * (expert + (2 * 24) + 16), figures.Flops);
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
