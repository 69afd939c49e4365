using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.Language;

public sealed class ChainTests
{
    [Fact]
    public void The_first_layer_of_a_chain_reads_the_previous_property()
    {
        var generated = Generated.From("""
            using Burden;
            [Network(3, 8, 8)]
            public partial class Net
            {
                [Conv2d(4, 3), ReLU, MaxPool2d(2)] public static partial Layer A { get; }
                [Flatten, Linear(7)] public static partial Layer B { get; }
            }
            """).Compiles();
        Assert.Equal("4x3x3", generated.Constant("Net.Cost.A.OutputShape"));
        Assert.Equal((36 * 7) + 7, generated.Figure("Net.Cost.B.Parameters"));
    }

    [Fact]
    public void Several_attribute_lists_are_one_chain()
    {
        var generated = Generated.From("""
            using Burden;
            [Network(3, 8, 8)]
            public partial class Net
            {
                [Conv2d(4, 3)]
                [ReLU]
                [property: Conv2d(2, 1)]
                public static partial Layer A { get; }
            }
            """).Compiles();
        Assert.Equal("2x6x6", generated.Constant("Net.Cost.A.OutputShape"));
        Assert.Equal((4 * 27) + 4 + (2 * 4) + 2, generated.Figure("Net.Cost.A.Parameters"));
    }

    [Fact]
    public void From_reads_another_layer()
    {
        var generated = Generated.From("""
            using Burden;
            [Network(3, 8, 8)]
            public partial class Net
            {
                [Conv2d(4, 3)] public static partial Layer A { get; }
                [Conv2d(5, 3)] public static partial Layer B { get; }
                [Conv2d(6, 1, From = nameof(A))] public static partial Layer C { get; }
                [Conv2d(7, 1, From = Layer.Input)] public static partial Layer D { get; }
                [Output, Concat(nameof(C), nameof(A))] public static partial Layer E { get; }
                [Output, Conv2d(1, 1, From = nameof(D))] public static partial Layer F { get; }
                [Output, ReLU(From = nameof(B))] public static partial Layer G { get; }
            }
            """).Compiles();
        Assert.Equal((6 * 4) + 6, generated.Figure("Net.Cost.C.Parameters"));
        Assert.Equal("7x8x8", generated.Constant("Net.Cost.D.OutputShape"));
        Assert.Equal("10x6x6", generated.Constant("Net.Cost.E.OutputShape"));
        Assert.Equal("1x8x8", generated.Constant("Net.Cost.F.OutputShape"));
        Assert.Equal("5x4x4", generated.Constant("Net.Cost.G.OutputShape"));
    }

    [Fact]
    public void Expanded_layers_are_named_by_their_path()
    {
        var generated = Generated.From("""
            using Burden;
            public sealed class InnerAttribute : ModuleAttribute { [Conv2d(4, 1)] Layer Only { get; } }
            [Network(3, 8, 8)]
            public partial class Net
            {
                [Conv2d(4, 1), Conv2d(5, 1)] public static partial Layer A { get; }
                [Inner, ReLU] public static partial Layer B { get; }
                [Inner, Inner(Repeat = 2)] public static partial Layer C { get; }
            }
            """).Compiles();
        Assert.Equal(
            ["A.Conv2d", "A.Conv2d_2", "B.Conv2d", "B.ReLU", "C.0.Conv2d", "C.1.Conv2d", "C.2.Conv2d"],
            generated.Paths("Net"));
    }

    [Fact]
    public async Task From_inside_a_chain_is_an_error()
    {
        var messages = await Markup.Verify("""
            using Burden;
            [Network(3, 8, 8)]
            public partial class Net
            {
                [Conv2d(3, 1)] public static partial Layer A { get; }
                [Conv2d(3, 1, From = Layer.Input, Repeat = 2), ReLU(From = {|BRD0010:nameof(A)|})] public static partial Layer B { get; }
            }
            """);
        Assert.Equal(["ReLU: From stands inside a chain; expected it on the first layer, or a property of its own"], messages);
    }
}
