using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.Language;

public sealed class CustomLayerTests
{
    [Fact]
    public void Rules_are_expressions_over_input_and_parameters()
    {
        var generated = Generated.From("""
            using Burden;
            /// <summary>A convolution with one filter for each channel.</summary>
            public sealed class DepthwiseAttribute(object size) : LayerAttribute
            {
                public object Bias { get; set; } = false;
                private const int One = 1;
                public const string Output = "(Input.Channels, Input.Height-size+One, Input.Width-size+One)";
                public const string Parameters = "Input.Channels*size*size + (Bias ? Input.Channels : 0)";
                public const string Macs = "Output.Elements*size*size";
                public const string Flops = "Macs + (Bias ? Output.Elements : 0)";
            }
            [Network(4, 8, 8)]
            public partial class Net
            {
                [Depthwise(3), ReLU] public static partial Layer A { get; }
                [Depthwise("1+2", Bias = true)] public static partial Layer B { get; }
            }
            """).Compiles();
        Assert.Equal("4x6x6", generated.Constant("Net.Cost.A.OutputShape"));
        Assert.Equal(36, generated.Figure("Net.Cost.A.Parameters"));
        Assert.Equal(40, generated.Figure("Net.Cost.B.Parameters"));
        Assert.Equal(4 * 16 * 9, generated.Figure("Net.Cost.B.Macs"));
        Assert.Equal((4 * 16 * 9) + (4 * 16), generated.Figure("Net.Cost.B.Flops"));
        Assert.Equal(4 * 36, generated.Figure("Net.Cost.A.FeatureElements"));
    }

    [Fact]
    public void Optional_rules_state_buffers_memory_and_in_place()
    {
        var generated = Generated.From("""
            using Burden;
            public sealed class StatisticsAttribute : LayerAttribute
            {
                public const string Output = "Input";
                public const string Parameters = "0";
                public const string Buffers = "2*Input.Channels";
                public const string FeatureElements = "Output.Elements*3";
                public const string Macs = "0";
                public const string Flops = "Input.Elements";
            }
            public sealed class ClipAttribute : LayerAttribute
            {
                public const string Output = "Input";
                public const string Parameters = "0";
                public const string Macs = "0";
                public const string Flops = "2*Input.Elements";
                public const string InPlace = "true";
            }
            public sealed class LookAttribute : LayerAttribute
            {
                public const string Output = "Input.Elements";
                public const string Parameters = "0";
                public const string Macs = "0";
                public const string Flops = "0";
                public const string FeatureElements = "0";
            }
            [Network(4, 8, 8)]
            public partial class Net
            {
                [Statistics] public static partial Layer A { get; }
                [Clip] public static partial Layer B { get; }
                [Look] public static partial Layer C { get; }
            }
            """).Compiles();
        Assert.Equal(8, generated.Figure("Net.Cost.A.Buffers"));
        Assert.Equal(3 * 256, generated.Figure("Net.Cost.A.FeatureElements"));
        Assert.Equal(0, generated.Figure("Net.Cost.B.FeatureElements"));
        Assert.Equal(512, generated.Figure("Net.Cost.B.Flops"));
        Assert.Equal(0, generated.Figure("Net.Cost.C.FeatureElements"));
        Assert.Equal("256", generated.Constant("Net.Cost.C.OutputShape"));
    }

    [Fact]
    public void The_rules_of_a_merge_see_all_inputs()
    {
        var generated = Generated.From("""
            using Burden;
            public sealed class BilinearAttribute(object features, params string[] layers) : MergeAttribute(layers)
            {
                public const string Output = "features";
                public const string Parameters = "Inputs[0].Features*Inputs[1].Features*features";
                public const string Macs = "Parameters";
                public const string Flops = "Macs";
            }
            [Network(4)]
            public partial class Net
            {
                [Linear(5)] public static partial Layer A { get; }
                [Linear(6, From = Layer.Input)] public static partial Layer B { get; }
                [Bilinear(7, nameof(A), nameof(B))] public static partial Layer C { get; }
                [Linear(3), Bilinear(2, nameof(A))] public static partial Layer D { get; }
            }
            """).Compiles();
        Assert.Equal(5 * 6 * 7, generated.Figure("Net.Cost.C.Parameters"));
        Assert.Equal("2", generated.Constant("Net.Cost.D.OutputShape"));
        Assert.Equal((7 * 3) + 3 + (3 * 5 * 2), generated.Figure("Net.Cost.D.Parameters"));
    }

    [Fact]
    public void A_custom_layer_works_in_modules_and_with_Repeat_and_SharesWith()
    {
        var generated = Generated.From("""
            using Burden;
            public sealed class GainAttribute : LayerAttribute
            {
                public const string Output = "Input";
                public const string Parameters = "Input.Channels";
                public const string Macs = "0";
                public const string Flops = "Output.Elements";
            }
            public sealed class TwiceAttribute : ModuleAttribute { [Gain(Repeat = 2)] Layer Only { get; } }
            [Network(4, 2, 2)]
            public partial class Net
            {
                [Twice] public static partial Layer A { get; }
                [Gain] public static partial Layer B { get; }
                [Gain(SharesWith = nameof(B))] public static partial Layer C { get; }
            }
            """).Compiles();
        Assert.Equal(8, generated.Figure("Net.Cost.A.Parameters"));
        Assert.Equal(12, generated.Figure("Net.Cost.Parameters"));
        Assert.Equal(64, generated.Figure("Net.Cost.Flops"));
        Assert.Equal(["A.Gain", "A.Gain_2", "B.Gain", "C.Gain"], generated.Paths("Net"));
    }
}
