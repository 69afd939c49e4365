using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.Language;

public sealed class RankTests
{
    [Fact]
    public void Linear_layers_take_a_vector()
    {
        var generated = Generated.From("""
            using Burden;
            [Network(10)]
            public partial class Net
            {
                [Linear(5), ReLU] public static partial Layer A { get; }
                [Linear(2)] public static partial Layer B { get; }
            }
            """).Compiles();
        Assert.Equal("5", generated.Constant("Net.Cost.A.OutputShape"));
        Assert.Equal((10 * 5) + 5 + (5 * 2) + 2, generated.Figure("Net.Cost.Parameters"));
        Assert.Equal(50 + 10, generated.Figure("Net.Cost.Macs"));
    }

    [Fact]
    public void Linear_layers_transform_the_last_dimension_of_a_sequence()
    {
        var generated = Generated.From("""
            using Burden;
            [Network(128, 768)]
            public partial class Net { [Linear(10, Bias = false)] public static partial Layer A { get; } }
            """).Compiles();
        Assert.Equal("128x10", generated.Constant("Net.Cost.A.OutputShape"));
        Assert.Equal(7680, generated.Figure("Net.Cost.Parameters"));
        Assert.Equal(128 * 7680, generated.Figure("Net.Cost.Macs"));
    }

    [Fact]
    public void Conv1d_convolves_along_the_length()
    {
        var generated = Generated.From("""
            using Burden;
            [Network(2, 100)]
            public partial class Net { [Conv1d(4, 5, Stride = 2), ReLU] public static partial Layer A { get; } }
            """).Compiles();
        Assert.Equal("4x48", generated.Constant("Net.Cost.A.OutputShape"));
        Assert.Equal((4 * 2 * 5) + 4, generated.Figure("Net.Cost.Parameters"));
    }

    [Fact]
    public void Conv3d_convolves_along_three_axes()
    {
        var generated = Generated.From("""
            using Burden;
            [Network(3, 8, 16, 16)]
            public partial class Net { [Conv3d(4, 3, Padding = 1), MaxPool3d(2)] public static partial Layer A { get; } }
            """).Compiles();
        Assert.Equal("4x4x8x8", generated.Constant("Net.Cost.A.OutputShape"));
        Assert.Equal((4 * 3 * 27) + 4, generated.Figure("Net.Cost.Parameters"));
        Assert.Equal(4L * 8 * 16 * 16 * 81, generated.Figure("Net.Cost.Macs"));
    }
}
