using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.Precision;

/// <summary>What the types that are stated cost: values, scales, zero points, biases and conversions.</summary>
public sealed class PrecisionTests
{
    private static Generated Of(string source) => Generated.From("using Burden;\n" + source).Compiles();

    private static Generated Net(string attributes, string layers, string input = "3, 8, 8") => Of($"[Network({input}){attributes}] public partial class Net {{ {layers} }}");

    private const string Small = """
        [Conv2d(4, 3, Padding = 1), ReLU]                          public static partial Layer A { get; }
        [Flatten, Linear(10)]                                      public static partial Layer B { get; }
        [Precision(Features = DataType.Float32), Softmax]          public static partial Layer C { get; }
        """;

    private const string Int8 = ", Precision(Parameters = DataType.Int8, Features = DataType.Int8)";

    [Fact]
    public void A_network_of_8_bits_has_a_byte_a_weight_biases_of_32_bits_a_scale_a_channel_and_a_scale_and_zero_point_a_feature()
    {
        var net = Net(Int8, Small);
        // The convolution: 108 weights with 4 scales, 4 biases; the input's scale and zero point, and its output's.
        Assert.Equal(108 + (4 * 4) + (4 * 4) + 5 + 5, net.Figure("Net.Cost.A.ParameterBytes"));
        // The linear layer: 2,560 weights with 10 scales, 10 biases; its output's scale and zero point.
        Assert.Equal(2560 + (10 * 4) + (10 * 4) + 5, net.Figure("Net.Cost.B.ParameterBytes"));
        Assert.Equal(0, net.Figure("Net.Cost.C.ParameterBytes"));
        Assert.Equal(150 + 2645, net.Figure("Net.Cost.ParameterBytes"));
    }

    [Fact]
    public void Scales_are_buffers_and_parameters_stay_as_many_as_they_are()
    {
        var (net, plain) = (Net(Int8, Small), Net("", Small));
        Assert.Equal(plain.Figure("Net.Cost.Parameters"), net.Figure("Net.Cost.Parameters"));
        Assert.Equal((4 + 2 + 2) + (10 + 2), net.Figure("Net.Cost.Buffers"));
        Assert.Equal((14 * 4) + (3 * 5), net.Figure("Net.Cost.Precision.ScaleBytes"));
        Assert.Equal(2668L, net.Constant("Net.Cost.Precision.QuantizedParameters"));
        Assert.Equal(16L + 10, net.Constant("Net.Cost.A.ScaleBytes"));
    }

    [Fact]
    public void A_layer_of_another_type_reads_a_converted_copy()
    {
        var net = Net(Int8, Small);
        Assert.Equal(["A.Conv2d", "A.ReLU", "B.Flatten", "B.Linear", "C.Dequantize", "C.Softmax"], net.Paths("Net"));
        // 256 and 10 bytes; the copy and the softmax have 10 values of 4 bytes.
        Assert.Equal(256 + 10 + 40 + 40, net.Figure("Net.Cost.FeatureBytes"));
        // A difference and a product for each value.
        Assert.Equal(20, net.Figure("Net.Cost.C.Flops"));
        Assert.Equal("float32", net.Constant("Net.Cost.C.FeatureType"));
        Assert.Equal("int8", net.Constant("Net.Cost.B.FeatureType"));
        Assert.Equal(1L, net.Constant("Net.Cost.Precision.Conversions"));
    }

    [Fact]
    public void Peak_arena_and_traffic_follow()
    {
        var net = Net(Int8, Small);
        // The image and the convolution's output, of a byte each.
        Assert.Equal(192 + 256, net.Figure("Net.Cost.PeakFeatureBytes"));
        Assert.Equal(192 + 256, net.Figure("Net.Cost.ArenaBytes"));
        Assert.Equal((150 + 192 + 256) + (256 + 256), net.Figure("Net.Cost.A.TrafficBytes"));
        Assert.Equal((10 + 40) + (40 + 40), net.Figure("Net.Cost.C.TrafficBytes"));
    }

    [Fact]
    public void A_copy_serves_all_layers_of_its_type()
    {
        var net = Net(Int8, """
            [Linear(6)] public static partial Layer A { get; }
            [Precision(Features = DataType.Float16), Linear(6, Bias = false)] public static partial Layer B { get; }
            [Precision(Features = DataType.Float16), Linear(6, Bias = false, From = nameof(A))] public static partial Layer C { get; }
            [Add(nameof(B), nameof(C)), Output] public static partial Layer D { get; }
            """, "6");
        Assert.Equal(["A.Linear", "B.Dequantize", "B.Linear", "C.Linear", "D.Quantize", "D.Quantize_2", "D.Add"], net.Paths("Net"));
        Assert.Equal(6 + (12 + 12) + 12 + (6 + 6 + 6), net.Figure("Net.Cost.FeatureBytes"));
    }

    [Theory]
    [InlineData("Int16", "Int8", "Requantize")]
    [InlineData("Float16", "Float32", "Cast")]
    [InlineData("Float32", "Int8", "Quantize")]
    [InlineData("UInt8", "BFloat16", "Dequantize")]
    public void A_conversion_is_called_after_what_it_does(string from, string to, string kind)
    {
        var net = Net($", Precision(Features = DataType.{from})", $"[ReLU] public static partial Layer A {{ get; }} [Precision(Features = DataType.{to}), Sigmoid] public static partial Layer B {{ get; }}", "5");
        Assert.Equal(["A.ReLU", $"B.{kind}", "B.Sigmoid"], net.Paths("Net"));
        Assert.Equal(kind == "Cast" ? 0 : 10, net.Figure("Net.Cost.B.Flops"));
    }

    /// <summary>GGUF's Q4_0: 32 weights and a scale of 16 bits are 18 bytes. Q8_0: 34. Q4_1 has a minimum of 16 bits besides: 20.</summary>
    [Theory]
    [InlineData("Int4, GroupSize = 32, Scales = DataType.Float16", 18)]
    [InlineData("Int8, GroupSize = 32, Scales = DataType.Float16", 34)]
    [InlineData("Int4, GroupSize = 32, Scales = DataType.Float16, ZeroPoints = DataType.Float16", 20)]
    public void Groups_of_weights_are_as_large_as_the_blocks_of_GGUF(string stated, int block)
    {
        var net = Net($", Precision(Parameters = DataType.{stated}, Features = DataType.Float16)", "[Linear(96, Bias = false)] public static partial Layer A { get; }", "64");
        Assert.Equal(96 * 64 / 32 * block, net.Figure("Net.Cost.ParameterBytes"));
    }

    /// <summary>GPTQ's and AWQ's layout: groups of 128, scales of 16 bits, zero points of 4.</summary>
    [Fact]
    public void Weights_of_4_bits_have_packed_zero_points_and_biases_of_the_features_type()
    {
        var net = Net(
            ", Precision(Parameters = DataType.Int4, Features = DataType.Float16, GroupSize = 128, Scales = DataType.Float16, Symmetric = false)",
            "[Linear(64)] public static partial Layer A { get; } [LayerNorm] public static partial Layer B { get; }", "5, 256");
        Assert.Equal((64 * 256 / 2) + (128 * 2) + (128 / 2) + (64 * 2), net.Figure("Net.Cost.A.ParameterBytes"));
        Assert.Equal(2 * 64 * 2, net.Figure("Net.Cost.B.ParameterBytes"));
        Assert.Equal(2 * 5 * 64 * 2, net.Figure("Net.Cost.FeatureBytes"));
    }

    [Fact]
    public void Odd_4_bit_tensors_round_up_one_by_one()
    {
        // 15 weights and 3 zero points: 8 and 2 bytes; 3 features of 5 values.
        var net = Net(", Precision(Parameters = DataType.Int4, Symmetric = false)", "[Linear(3, Bias = false)] public static partial Layer A { get; }", "5");
        Assert.Equal(8 + (3 * 4) + 2, net.Figure("Net.Cost.ParameterBytes"));
        Assert.Equal(2 + 4 + 1, Net(", Precision(Features = DataType.Int4)", "[Linear(3, Bias = false)] public static partial Layer A { get; }", "5").Figure("Net.Cost.FeatureBytes") + 5);
    }

    [Theory]
    [InlineData("Granularity = Granularity.PerTensor", 4)]
    [InlineData("Granularity = Granularity.PerChannel", 4 * 8)]
    [InlineData("Scales = DataType.Float64", 8 * 8)]
    [InlineData("Symmetric = false", (4 + 1) * 8)]
    public void Scales_are_as_many_as_is_stated(string stated, int scales)
        => Assert.Equal(
            (8 * 5) + scales,
            Net($", Precision(Parameters = DataType.Int8, {stated})", "[Linear(8, Bias = false)] public static partial Layer A { get; }", "5").Figure("Net.Cost.ParameterBytes"));

    [Fact]
    public void The_output_channels_of_a_transposed_convolution_are_its_second_size()
        => Assert.Equal(
            (3 * 16 * 4) + (16 * 4),
            Net(", Precision(Parameters = DataType.Int8)", "[ConvTranspose2d(16, 2, Bias = false)] public static partial Layer A { get; }").Figure("Net.Cost.ParameterBytes"));

    [Theory]
    [InlineData("Features = DataType.Int8", 4)]
    [InlineData("Features = DataType.Int16", 8)]
    [InlineData("Features = DataType.Float16", 2)]
    [InlineData("Features = DataType.Int8, Biases = DataType.Int16", 2)]
    public void Biases_are_added_to_sums_of_products(string stated, int bytes)
    {
        var net = Net($", Precision(Parameters = DataType.Int8, {stated})", "[Linear(3)] public static partial Layer A { get; }", "5");
        var features = stated.Contains("Float16", StringComparison.Ordinal) ? 0 : stated.Contains("Features = DataType.Int16", StringComparison.Ordinal) ? 2 * 4 : 2 * 5;
        Assert.Equal(15 + (3 * 4) + (3 * bytes) + features, net.Figure("Net.Cost.ParameterBytes"));
    }

    [Fact]
    public void A_layer_goes_before_its_module_and_that_before_what_is_around_it()
    {
        var net = Of("""
            [Precision(Parameters = DataType.Float16)]
            public sealed class BlockAttribute : ModuleAttribute
            {
                [Linear(4, Bias = false)] Layer A { get; }
                [Precision(Parameters = DataType.Float64), Linear(4, Bias = false)] Layer B { get; }
            }

            [Network(4), Precision(Parameters = DataType.BFloat16, Features = DataType.Float16)]
            public partial class Net
            {
                [Block] public static partial Layer Plain { get; }
                [Precision(Parameters = DataType.Float32), Block] public static partial Layer Stated { get; }
                [Linear(4, Bias = false)] public static partial Layer Last { get; }
            }
            """);
        Assert.Equal((16 * 2) + (16 * 8), net.Figure("Net.Cost.Plain.ParameterBytes"));
        Assert.Equal((16 * 4) + (16 * 8), net.Figure("Net.Cost.Stated.ParameterBytes"));
        Assert.Equal(16 * 2, net.Figure("Net.Cost.Last.ParameterBytes"));
        Assert.Equal(5 * 4 * 2, net.Figure("Net.Cost.FeatureBytes"));
    }

    [Fact]
    public void A_module_is_expanded_anew_for_other_types()
    {
        var net = Of("""
            public sealed class BlockAttribute : ModuleAttribute { [Linear(4, Bias = false)] Layer A { get; } [ReLU] Layer B { get; } }
            [Network(4)]
            public partial class Net
            {
                [Block] public static partial Layer A { get; }
                [Precision(Parameters = DataType.Int4), Block(Repeat = 2)] public static partial Layer B { get; }
                [Block] public static partial Layer C { get; }
            }
            """);
        Assert.Equal((64, 2 * (8 + 16), 64), (net.Figure("Net.Cost.A.ParameterBytes"), net.Figure("Net.Cost.B.ParameterBytes"), net.Figure("Net.Cost.C.ParameterBytes")));
    }

    [Fact]
    public void Conversions_are_a_part_of_the_module_that_reads()
    {
        var net = Of("""
            public sealed class BlockAttribute : ModuleAttribute
            {
                [Linear(4, Bias = false)] Layer A { get; }
                [Precision(Features = DataType.Float32), Sigmoid] Layer B { get; }
                [Add(nameof(A), nameof(B))] Layer C { get; }
            }
            [Network(4), Precision(Features = DataType.Int8)]
            public partial class Net { [Block(Repeat = 2)] public static partial Layer A { get; } [ReLU] public static partial Layer B { get; } }
            """);
        Assert.Equal(
            ["A.0.A.Linear", "A.0.B.Dequantize", "A.0.B.Sigmoid", "A.0.C.Quantize", "A.0.C.Add", "A.1.A.Linear", "A.1.B.Dequantize", "A.1.B.Sigmoid", "A.1.C.Quantize", "A.1.C.Add", "B.ReLU"],
            net.Paths("Net"));
        Assert.Equal(2 * (4 + 16 + 16 + 4 + 4), net.Figure("Net.Cost.A.FeatureBytes"));
        Assert.Equal(net.Figure("Net.Cost.A.FeatureBytes"), net.Figure("Net.Cost.FeatureBytes"));
    }

    [Fact]
    public void A_derived_network_has_its_bases_types_as_far_as_it_states_none()
    {
        var net = Of("""
            [Network(4), Precision(Parameters = DataType.Int8, Features = DataType.Float16)]
            public partial class Base { [Linear(4, Bias = false)] public static partial Layer A { get; } }
            [Network] public partial class Same : Base;
            [Network, Precision(Parameters = DataType.Float64)] public partial class Other : Base;
            """);
        Assert.Equal((16 + 16, 8), (net.Figure("Same.Cost.ParameterBytes"), net.Figure("Same.Cost.FeatureBytes")));
        Assert.Equal((16 * 8, 8), (net.Figure("Other.Cost.ParameterBytes"), net.Figure("Other.Cost.FeatureBytes")));
    }

    [Fact]
    public void An_inputs_type_is_stated_where_it_is()
    {
        var net = Net(", Precision(Features = DataType.Int8)", """
            [Linear(8, Bias = false)] public static partial Layer A { get; }
            [Input(8), Precision(Features = DataType.Float32)] public static partial Layer B { get; }
            [Add(nameof(A), nameof(B))] public static partial Layer C { get; }
            """, "4");
        Assert.Equal(["A.Linear", "C.Quantize", "C.Add"], net.Paths("Net"));
        // A's and the copy's 8 bytes, and the sum's: the input of 32 bytes lives until it is converted.
        Assert.Equal(8 + 32 + 8, net.Figure("Net.Cost.PeakFeatureBytes"));
    }

    [Fact]
    public void Ids_of_an_embedding_are_no_features()
    {
        var net = Net(Int8, "[Embedding(100, 16)] public static partial Layer A { get; }", "7");
        Assert.Equal(["A.Embedding"], net.Paths("Net"));
        // Ids of 32 bits, vectors of 8; rows of 16 weights with a scale each.
        Assert.Equal((7 * 4) + (7 * 16), net.Figure("Net.Cost.PeakFeatureBytes"));
        Assert.Equal((100 * 16) + (100 * 4) + 5, net.Figure("Net.Cost.ParameterBytes"));
        // What is read: 7 rows with their scales, and the output's scale and zero point.
        Assert.Equal((7 * 16) + (7 * 4) + 4 + 1 + (7 * 4) + (7 * 16), net.Figure("Net.Cost.TrafficBytes"));
    }

    [Fact]
    public void A_custom_layers_parameters_are_one_tensor()
    {
        var net = Of("""
            public sealed class GainAttribute : LayerAttribute { public const string Output = "Input", Parameters = "Input.Elements", Macs = "0", Flops = "0"; }
            [Network(10), Precision(Parameters = DataType.Int8)] public partial class Net { [Gain] public static partial Layer A { get; } }
            [Network(10), Precision(Features = DataType.Int8)] public partial class Other { [Gain] public static partial Layer A { get; } }
            """);
        Assert.Equal((10 + 4, 10), (net.Figure("Net.Cost.ParameterBytes"), net.Figure("Net.Cost.Parameters")));
        Assert.Equal((40 + 10, 10), (net.Figure("Other.Cost.ParameterBytes"), net.Figure("Other.Cost.Parameters")));
    }

    [Fact]
    public void Shared_weights_share_their_scales()
    {
        var net = Net(", Precision(Parameters = DataType.Int8)", """
            [Linear(4, Bias = false)] public static partial Layer A { get; }
            [Linear(4, Bias = false, SharesWith = nameof(A))] public static partial Layer B { get; }
            """, "4");
        Assert.Equal((16 + 16, 0), (net.Figure("Net.Cost.A.ParameterBytes"), net.Figure("Net.Cost.B.ParameterBytes")));
    }

    [Fact]
    public void What_is_never_run_is_stored_in_its_type()
    {
        var net = Net(Int8, """
            [Linear(4, Bias = false)] public static partial Layer A { get; }
            [Precision(Features = DataType.Float32), Linear(2, Bias = false, ParametersOnly = true)] public static partial Layer B { get; }
            [ReLU(From = nameof(A))] public static partial Layer C { get; }
            """, "4");
        Assert.Equal((8 + 8, 0), (net.Figure("Net.Cost.B.ParameterBytes"), net.Figure("Net.Cost.B.FeatureBytes")));
        Assert.Equal(["A.Linear", "B.Linear", "C.ReLU"], net.Paths("Net"));
    }

    [Fact]
    public void A_device_runs_each_layer_at_the_rate_of_its_type_and_holds_the_quantised_bytes()
    {
        var net = Net(Int8 + ", Device(\"Chip\", Flops = 1e6, Int8Flops = 4e6, Bandwidth = 1e12, Memory = 448, Flash = 2795)", Small);
        var flops = new[] { "A", "B" }.Sum(l => net.Figure($"Net.Cost.{l}.Flops")) / 4.0 + net.Figure("Net.Cost.C.Flops");
        Assert.Equal(flops / 1000, (double)net.Constant("Net.Cost.OnChip.ComputeMilliseconds")!, 4);
        Assert.Equal(true, net.Constant("Net.Cost.OnChip.Fits"));
    }

    [Fact]
    public void A_cache_of_keys_and_values_has_the_features_type()
    {
        const string Layers = "[MultiheadAttention(2, Causal = true, Bias = false)] public static partial Layer A { get; }";
        Assert.Equal(2 * 8, Net(", Precision(Features = DataType.Int8), Decoding", Layers, "5, 8").Figure("Net.Cost.Decoding.CacheBytesPerToken"));
        Assert.Equal(2 * 8 * 2, Net(", Precision(Features = DataType.Float16), Decoding", Layers, "5, 8").Figure("Net.Cost.Decoding.CacheBytesPerToken"));
    }

    [Fact]
    public void Training_computes_with_real_numbers_for_integers()
    {
        var net = Net(Int8 + ", Training(Optimizer = Optimizer.Adam)", "[Linear(4, Bias = false)] public static partial Layer A { get; } [Linear(2, Bias = false)] public static partial Layer B { get; }", "6");
        var plain = Net(", Training(Optimizer = Optimizer.Adam)", "[Linear(4, Bias = false)] public static partial Layer A { get; } [Linear(2, Bias = false)] public static partial Layer B { get; }", "6");
        Assert.Equal(plain.Constant("Net.Cost.Training.GradientBytes"), net.Constant("Net.Cost.Training.GradientBytes"));
        Assert.Equal(plain.Constant("Net.Cost.Training.OptimizerBytes"), net.Constant("Net.Cost.Training.OptimizerBytes"));
        Assert.Equal(plain.Constant("Net.Cost.Training.SavedBytes"), net.Constant("Net.Cost.Training.SavedBytes"));
        // Six scales of weights, and three of features with their zero points.
        Assert.Equal((32 * 4) + (6 * 4) + (3 * 5), net.Figure("Net.Cost.Training.ParameterBytes"));
    }

    [Fact]
    public void Receptive_fields_pass_through_conversions()
    {
        var net = Net(", Precision(Features = DataType.Int8), ReceptiveFields", """
            [Conv2d(4, 3)] public static partial Layer A { get; }
            [Precision(Features = DataType.Float32), Conv2d(4, 3)] public static partial Layer B { get; }
            """);
        Assert.Equal("3x5x5", net.Constant("Net.Cost.B.ReceptiveField"));
    }

    [Fact]
    public void A_report_counts_in_the_stated_types()
    {
        var net = Net(Int8 + ", Report(At = nameof(A), Batch = 1, Scales = [2])", "[Conv2d(4, 3, Padding = 1), ReLU] public static partial Layer A { get; } [GlobalAvgPool2d, Flatten] public static partial Layer B { get; }");
        Assert.Equal(4 * 16 * 16, net.Figure("Net.Cost.Report.Scale2.FeatureBytes"));
    }

    [Fact]
    public void Programs_read_the_same_bytes_of_each_layer()
    {
        var net = Net(Int8, Small);
        Assert.Equal(net.Figure("Net.Cost.ParameterBytes"), net.Rows("Net").Sum(static r => r.ParameterBytes));
        Assert.Equal(net.Figure("Net.Cost.FeatureBytes"), net.Rows("Net").Sum(static r => r.FeatureBytes));
    }

    [Fact]
    public void Another_assembly_sees_the_types_of_a_module()
    {
        var library = Generated.From("""
            using Burden;
            [Precision(Parameters = DataType.Int8)]
            public sealed class BlockAttribute : ModuleAttribute
            {
                [Linear(4, Bias = false)] public Layer A { get; }
                [Precision(Parameters = DataType.Float16), Linear(4, Bias = false)] public Layer B { get; }
            }
            """).Compiles();
        var net = Generated.From(Compile.Sources(["using Burden; [Network(4)] public partial class Net { [Block] public static partial Layer A { get; } }"], references: [library.Reference()])).Compiles();
        Assert.Equal(16 + 16 + 32, net.Figure("Net.Cost.ParameterBytes"));
    }

    /// <summary>What a converter makes of a convolution and its batch norm is one convolution with a bias.</summary>
    [Theory]
    [InlineData("Bias = false", 0)]
    [InlineData("Bias = true", 4)]
    public void A_batch_norm_is_merged_into_the_convolution_before_it(string bias, int more)
    {
        var net = Net(Int8, $"[Conv2d(4, 3, Padding = 1, {bias}), BatchNorm2d, ReLU] public static partial Layer A {{ get; }}");
        var merged = Net(Int8, "[Conv2d(4, 3, Padding = 1), ReLU] public static partial Layer A { get; }");
        foreach (var figure in new[] { "ParameterBytes", "FeatureBytes", "PeakFeatureBytes", "ArenaBytes", "Macs" })
        {
            Assert.Equal((figure, merged.Figure($"Net.Cost.{figure}")), (figure, net.Figure($"Net.Cost.{figure}")));
        }

        // Parameters and buffers are as many as they are without types.
        Assert.Equal((108 + 8 + more, 8 + 4 + 4), (net.Figure("Net.Cost.Parameters"), net.Figure("Net.Cost.Buffers")));
    }

    [Theory]
    [InlineData("Precision(Parameters = DataType.Int8, Features = DataType.Float16)", "")]
    [InlineData("Precision(Parameters = DataType.Int8, Features = DataType.Int8)", "[Add(nameof(B), nameof(A)), Output] public static partial Layer C { get; }")]
    public void A_batch_norm_stays_where_it_can_not_be_merged(string attribute, string layer)
    {
        // Features are no integers; another layer reads what the convolution yields.
        var net = Net(", " + attribute, $"[Conv2d(4, 3, Padding = 1, Bias = false)] public static partial Layer A {{ get; }} [BatchNorm2d] public static partial Layer B {{ get; }} {layer}");
        Assert.Equal(256, net.Figure("Net.Cost.B.FeatureElements"));
        var scale = attribute.EndsWith("Int8)", StringComparison.Ordinal);
        Assert.Equal((16 * (scale ? 4 : 2)) + (scale ? 5 : 0), net.Figure("Net.Cost.B.ParameterBytes"));
    }

    [Fact]
    public void The_editor_shows_types_where_a_network_and_a_layer_are_declared()
    {
        var text = Net(Int8, Small).Text("Net");
        Assert.Contains("/// <para>Parameters are int8 and features int8 where no layer says otherwise; scales and zero points take 71 B.</para>", text);
        Assert.Contains("/// <para>The type of its output: float32.</para>", text);
        Assert.Contains("/// <para>26 B of scales and zero points.</para>", text);
    }

    [Fact]
    public void A_network_without_types_has_no_constants_of_them() => Assert.DoesNotContain("Precision", Net("", "[ReLU] public static partial Layer A { get; }").Text("Net"));
}
