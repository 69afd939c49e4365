using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.Language;

public sealed class MergeTests
{
    [Fact]
    public void First_in_a_chain_a_merge_combines_only_the_layers_it_names()
    {
        var generated = Generated.From("""
            using Burden;
            [Network(3, 8, 8)]
            public partial class Net
            {
                [Conv2d(4, 1)] public static partial Layer A { get; }
                [Conv2d(5, 1, From = Layer.Input)] public static partial Layer B { get; }
                [Conv2d(6, 1)] public static partial Layer Between { get; }
                [Output, Concat(nameof(A), nameof(B)), ReLU] public static partial Layer C { get; }
                [Output, Conv2d(1, 1, From = nameof(Between))] public static partial Layer D { get; }
            }
            """).Compiles();
        Assert.Equal("9x8x8", generated.Constant("Net.Cost.C.OutputShape"));
    }

    [Fact]
    public void Later_in_a_chain_a_merge_combines_the_previous_layer_too()
    {
        var generated = Generated.From("""
            using Burden;
            [Network(3, 8, 8)]
            public partial class Net
            {
                [Conv2d(4, 1)] public static partial Layer A { get; }
                [Conv2d(5, 1), Concat(nameof(A), Layer.Input)] public static partial Layer B { get; }
                [Conv2d(4, 1), Add(nameof(A))] public static partial Layer C { get; }
            }
            """).Compiles();
        Assert.Equal("12x8x8", generated.Constant("Net.Cost.B.OutputShape"));
        Assert.Equal("4x8x8", generated.Constant("Net.Cost.C.OutputShape"));
        Assert.Equal((4L * 64 * 12) + (4 * 64) + (4 * 64), generated.Figure("Net.Cost.C.Flops"));
    }

    [Fact]
    public void Names_may_be_given_as_an_array()
    {
        var generated = Generated.From("""
            using Burden;
            [Network(3, 8, 8)]
            public partial class Net
            {
                [Conv2d(4, 1)] public static partial Layer A { get; }
                [Conv2d(4, 1)] public static partial Layer B { get; }
                [Concat(new[] { nameof(A), nameof(B) })] public static partial Layer C { get; }
                [Concat(new string[] { nameof(A), nameof(C) }, Axis = 0)] public static partial Layer D { get; }
                [Concat([nameof(A), nameof(D)])] public static partial Layer E { get; }
            }
            """).Compiles();
        Assert.Equal("8x8x8", generated.Constant("Net.Cost.C.OutputShape"));
        Assert.Equal("12x8x8", generated.Constant("Net.Cost.D.OutputShape"));
        Assert.Equal("16x8x8", generated.Constant("Net.Cost.E.OutputShape"));
    }

    [Fact]
    public void Concat_takes_an_axis()
    {
        var generated = Generated.From("""
            using Burden;
            [Network(3, 8, 6)]
            public partial class Net
            {
                [Conv2d(4, 1)] public static partial Layer A { get; }
                [Concat(nameof(A), nameof(A), Axis = -1)] public static partial Layer B { get; }
            }
            """).Compiles();
        Assert.Equal("4x8x12", generated.Constant("Net.Cost.B.OutputShape"));
    }
}
