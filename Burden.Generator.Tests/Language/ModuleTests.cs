using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.Language;

public sealed class ModuleTests
{
    private const string Bottleneck = """
        using Burden;
        public sealed class BottleneckAttribute(int width) : ModuleAttribute
        {
            public object Stride { get; set; } = 1;

            [Conv2d(nameof(width), 1, Bias = false), BatchNorm2d, ReLU]                                       Layer Reduce { get; }
            [Conv2d(nameof(width), 3, Stride = nameof(Stride), Padding = 1, Bias = false), BatchNorm2d, ReLU] Layer Spatial { get; }
            [Conv2d($"4*{nameof(width)}", 1, Bias = false), BatchNorm2d]                                      Layer Expand { get; }
            [When($"{nameof(Stride)} > 1 || Input.Channels != 4*{nameof(width)}")]
            [Conv2d($"4*{nameof(width)}", 1, Stride = nameof(Stride), Bias = false, From = Input), BatchNorm2d] Layer Shortcut { get; }
            [Add(nameof(Expand), nameof(Shortcut)), ReLU]                                                     Layer Output { get; }
        }
        """;

    private static long Parameters(int input, int width, bool shortcut)
        => (input * width) + (2 * width) + (9 * width * width) + (2 * width) + (4 * width * width) + (8 * width) + (shortcut ? (4 * width * input) + (8 * width) : 0);

    [Fact]
    public void A_bottleneck_has_the_expected_figures()
    {
        var generated = Generated.From(Bottleneck + """
            [Network(16, 8, 8)]
            public partial class Net
            {
                [Bottleneck(8, Stride = 2), Bottleneck(8, Repeat = 3)] public static partial Layer Stage { get; }
                [Bottleneck(8)] public static partial Layer Same { get; }
            }
            """).Compiles();
        Assert.Equal("32x4x4", generated.Constant("Net.Cost.Stage.OutputShape"));
        Assert.Equal(Parameters(16, 8, true) + (3 * Parameters(32, 8, false)), generated.Figure("Net.Cost.Stage.Parameters"));
        Assert.Equal(Parameters(32, 8, false), generated.Figure("Net.Cost.Same.Parameters"));
        Assert.DoesNotContain(generated.Paths("Net"), static p => p.StartsWith("Same.Shortcut", StringComparison.Ordinal));
    }

    [Fact]
    public void Parameters_are_passed_on_as_expressions_through_nested_modules()
    {
        var generated = Generated.From("""
            using Burden;
            public sealed class ConvAttribute(object width, object size) : ModuleAttribute
            {
                public object Wide { get; set; } = false;
                [Conv2d($"{nameof(Wide)} ? 2*{nameof(width)} : {nameof(width)}", nameof(size), Padding = $"{nameof(size)}/2", Bias = nameof(Wide))] Layer Only { get; }
            }
            public sealed class PairAttribute(object width) : ModuleAttribute
            {
                [Conv($"{nameof(width)}+1", 3)] Layer First { get; }
                [Conv($"{nameof(First)}.Channels*2", 5, Wide = $"{nameof(width)} > 3")] Layer Second { get; }
            }
            [Network(3, 8, 8)]
            public partial class Net
            {
                [Pair(3)] public static partial Layer A { get; }
                [Pair("Input.Width/2")] public static partial Layer B { get; }
            }
            """).Compiles();
        Assert.Equal("8x8x8", generated.Constant("Net.Cost.A.OutputShape"));
        Assert.Equal((4 * 3 * 9) + (8 * 4 * 25), generated.Figure("Net.Cost.A.Parameters"));
        Assert.Equal("20x8x8", generated.Constant("Net.Cost.B.OutputShape"));
        Assert.Equal((5 * 8 * 9) + (20 * 5 * 25) + 20, generated.Figure("Net.Cost.B.Parameters"));
    }

    [Fact]
    public void Defaults_may_be_expressions_over_other_parameters()
    {
        var generated = Generated.From("""
            using Burden;
            public sealed class ConvAttribute(object width, object size = null!) : ModuleAttribute
            {
                public object Padding { get; set; } = nameof(Half);
                public object Half { get; set; } = "Kernel/2";
                public object Kernel { get; set; } = "Input.Height > 4 ? 5 : 3";
                [Conv2d(nameof(width), nameof(Kernel), Padding = nameof(Padding))] Layer Only { get; }
            }
            [Network(1, 8, 8)]
            public partial class Net
            {
                [Conv(2)] public static partial Layer A { get; }
                [Conv(2, Padding = 0)] public static partial Layer B { get; }
                [Conv(2, Kernel = 1)] public static partial Layer C { get; }
                [MaxPool2d(2), Conv(2)] public static partial Layer D { get; }
            }
            """).Compiles();
        Assert.Equal("2x8x8", generated.Constant("Net.Cost.A.OutputShape"));
        Assert.Equal(50 + 2, generated.Figure("Net.Cost.A.Parameters"));
        Assert.Equal("2x4x4", generated.Constant("Net.Cost.B.OutputShape"));
        Assert.Equal("2x4x4", generated.Constant("Net.Cost.C.OutputShape"));
        Assert.Equal("2x2x2", generated.Constant("Net.Cost.D.OutputShape"));
        Assert.Equal((2 * 2 * 9) + 2, generated.Figure("Net.Cost.D.Parameters"));
    }

    [Fact]
    public void A_module_may_take_a_layer()
    {
        var generated = Generated.From("""
            using Burden;
            public sealed class FuseAttribute(string skip) : ModuleAttribute
            {
                [Conv2d(4, 1, From = nameof(skip))] Layer Side { get; }
                [Conv2d(4, 1, From = Input)] Layer Main { get; }
                [Add(nameof(Side), nameof(Main), nameof(skip))] Layer Sum { get; }
            }
            [Network(3, 8, 8)]
            public partial class Net
            {
                [Conv2d(4, 1)] public static partial Layer Skip { get; }
                [Conv2d(5, 1)] public static partial Layer Way { get; }
                [Fuse(nameof(Skip))] public static partial Layer A { get; }
            }
            """).Compiles();
        Assert.Equal((4 * 4) + 4 + (4 * 5) + 4, generated.Figure("Net.Cost.A.Parameters"));
    }

    [Fact]
    public void A_params_array_is_a_tuple()
    {
        var generated = Generated.From("""
            using Burden;
            public sealed class TowerAttribute(object size, params object[] widths) : ModuleAttribute
            {
                [Conv2d($"{nameof(widths)}[0]", nameof(size))] Layer First { get; }
                [When($"{nameof(widths)}.Count > 1")]
                [Conv2d($"{nameof(widths)}[-1]", 1)] Layer Last { get; }
            }
            [Network(3, 8, 8)]
            public partial class Net
            {
                [Tower(3, 4)] public static partial Layer A { get; }
                [Tower(1, 4, "2*3")] public static partial Layer B { get; }
                [Tower(1, new object[] { 5, 6, 7 })] public static partial Layer C { get; }
                [Tower(1, [5, "Input.Channels+1"])] public static partial Layer D { get; }
            }
            """).Compiles();
        Assert.Equal("4x6x6", generated.Constant("Net.Cost.A.OutputShape"));
        Assert.Equal("6x6x6", generated.Constant("Net.Cost.B.OutputShape"));
        Assert.Equal("7x6x6", generated.Constant("Net.Cost.C.OutputShape"));
        Assert.Equal("4x6x6", generated.Constant("Net.Cost.D.OutputShape"));
    }

    [Fact]
    public void A_module_may_have_an_ordinary_constructor()
    {
        var generated = Generated.From("""
            using Burden;
            public sealed class ConvAttribute : ModuleAttribute
            {
                private const int Size = 3;
                public ConvAttribute(int width) { }
                [Conv2d("width", "Size")] public Layer Only { get; }
            }
            [Network(3, 8, 8)]
            public partial class Net { [Conv(4)] public static partial Layer A { get; } }
            """).Compiles();
        Assert.Equal("4x6x6", generated.Constant("Net.Cost.A.OutputShape"));
    }

    [Fact]
    public void Arguments_may_be_named()
    {
        var generated = Generated.From("""
            using Burden;
            public sealed class ConvAttribute(object width, object size) : ModuleAttribute
            {
                [Conv2d(kernelSize: nameof(size), outChannels: nameof(width))] Layer Only { get; }
            }
            [Network(3, 8, 8)]
            public partial class Net { [Conv(size: 3, width: 4)] public static partial Layer A { get; } }
            """).Compiles();
        Assert.Equal("4x6x6", generated.Constant("Net.Cost.A.OutputShape"));
    }

    [Fact]
    public void A_module_may_inherit_layers_and_parameters()
    {
        var generated = Generated.From("""
            using Burden;
            public abstract class BodyAttribute : ModuleAttribute
            {
                public object Width { get; set; } = 4;
                [Conv2d(nameof(Width), 1)] protected Layer Body { get; }
            }
            public sealed class HeadAttribute : BodyAttribute { [Conv2d($"2*{nameof(Width)}", 1)] Layer Head { get; } }
            [Network(3, 8, 8)]
            public partial class Net
            {
                [Head] public static partial Layer A { get; }
                [Head(Width = 5)] public static partial Layer B { get; }
            }
            """).Compiles();
        Assert.Equal((3 * 4) + 4 + (4 * 8) + 8, generated.Figure("Net.Cost.A.Parameters"));
        Assert.Equal("10x8x8", generated.Constant("Net.Cost.B.OutputShape"));
    }

    [Fact]
    public void A_public_field_is_a_parameter()
    {
        var generated = Generated.From("""
            using Burden;
            public sealed class MAttribute : ModuleAttribute
            {
                public object Width = 4, Size = "Width - 1";
                public static object Shared = 1;
                [Conv2d(nameof(Width), nameof(Size))] Layer Only { get; }
            }
            [Network(3, 8, 8)]
            public partial class Net
            {
                [M] public static partial Layer A { get; }
                [M(Width = 5, Size = 1)] public static partial Layer B { get; }
            }
            """).Compiles();
        Assert.Equal((3 * 9 * 4) + 4, generated.Figure("Net.Cost.A.Parameters"));
        Assert.Equal((4 * 5) + 5, generated.Figure("Net.Cost.B.Parameters"));
    }
}
