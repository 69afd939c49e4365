using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.Language;

public sealed class WhenAndRepeatTests
{
    [Fact]
    public void A_false_When_passes_the_input_through()
    {
        var generated = Generated.From("""
            using Burden;
            public sealed class MaybeAttribute(object on) : ModuleAttribute
            {
                [Conv2d(4, 3)] Layer First { get; }
                [When(nameof(on)), Conv2d(5, 3)] Layer Second { get; }
                [When($"!{nameof(on)}"), Conv2d(6, 1, From = Input)] Layer Third { get; }
                [Conv2d(7, 1)] Layer Last { get; }
            }
            [Network(3, 8, 8)]
            public partial class Net
            {
                [Output, Maybe(true, From = Layer.Input)] public static partial Layer On { get; }
                [Output, Maybe(false, From = Layer.Input)] public static partial Layer Off { get; }
            }
            """);
        // On: First, Second, Third passes the input through, Last takes it.
        Assert.Equal("7x8x8", generated.Constant("Net.Cost.On.OutputShape"));
        Assert.Equal((4 * 27) + 4 + (5 * 36) + 5 + (7 * 3) + 7, generated.Figure("Net.Cost.On.Parameters"));
        // Off: First, Second passes First through, Third takes the input, Last takes Third.
        Assert.Equal("7x8x8", generated.Constant("Net.Cost.Off.OutputShape"));
        Assert.Equal((4 * 27) + 4 + (6 * 3) + 6 + (7 * 6) + 7, generated.Figure("Net.Cost.Off.Parameters"));
    }

    [Fact]
    public void When_is_allowed_in_networks_and_may_be_a_constant()
    {
        var generated = Generated.From("""
            using Burden;
            [Network(3, 8, 8)]
            public partial class Net
            {
                private const bool Deep = false;
                [Conv2d(4, 3)] public static partial Layer A { get; }
                [When(Deep), Conv2d(5, 3)] public static partial Layer B { get; }
                [When("Input.Width > 4"), Conv2d(6, 3)] public static partial Layer C { get; }
            }
            """).Compiles();
        Assert.Equal("4x6x6", generated.Constant("Net.Cost.B.OutputShape"));
        Assert.Equal(0, generated.Figure("Net.Cost.B.Flops"));
        Assert.Equal("6x4x4", generated.Constant("Net.Cost.C.OutputShape"));
    }

    [Fact]
    public void Repeat_chains_copies_of_a_built_in_layer()
    {
        var generated = Generated.From("""
            using Burden;
            [Network(3, 8, 8)]
            public partial class Net
            {
                private const int Depth = 2;
                [Conv2d(4, 1, Repeat = 3)] public static partial Layer A { get; }
                [Conv2d(5, 1, Repeat = Depth + 1)] public static partial Layer B { get; }
                [Conv2d(6, 1, Repeat = "Depth*2")] public static partial Layer C { get; }
            }
            """).Compiles();
        Assert.Equal((3 * 4) + 4 + (2 * ((4 * 4) + 4)), generated.Figure("Net.Cost.A.Parameters"));
        Assert.Equal((4 * 5) + 5 + (2 * ((5 * 5) + 5)), generated.Figure("Net.Cost.B.Parameters"));
        Assert.Equal((5 * 6) + 6 + (3 * ((6 * 6) + 6)), generated.Figure("Net.Cost.C.Parameters"));
        Assert.Contains("A.Conv2d_3", generated.Paths("Net"));
    }

    [Fact]
    public void Repeat_chains_copies_of_a_module()
    {
        var generated = Generated.From("""
            using Burden;
            public sealed class GrowAttribute(object growth) : ModuleAttribute
            {
                [Conv2d(nameof(growth), 3, Padding = 1)] Layer New { get; }
                [Concat(Input, nameof(New))] Layer All { get; }
            }
            public sealed class DenseAttribute(object count) : ModuleAttribute { [Grow(2, Repeat = nameof(count))] Layer All { get; } }
            [Network(3, 8, 8)]
            public partial class Net { [Dense(4)] public static partial Layer A { get; } }
            """).Compiles();
        Assert.Equal("11x8x8", generated.Constant("Net.Cost.A.OutputShape"));
        Assert.Equal((2 * 9 * (3 + 5 + 7 + 9)) + (4 * 2), generated.Figure("Net.Cost.A.Parameters"));
    }
}
