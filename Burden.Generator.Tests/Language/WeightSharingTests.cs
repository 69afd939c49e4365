using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.Language;

public sealed class WeightSharingTests
{
    [Fact]
    public void A_layer_that_shares_is_computed_again_and_counted_once()
    {
        var generated = Generated.From("""
            using Burden;
            [Network(4, 8, 8)]
            public partial class Net
            {
                [Conv2d(4, 3, Padding = 1)] public static partial Layer A { get; }
                [Conv2d(4, 3, Padding = 1, SharesWith = nameof(A))] public static partial Layer B { get; }
            }
            """).Compiles();
        Assert.Equal((4 * 36) + 4, generated.Figure("Net.Cost.Parameters"));
        Assert.Equal(0, generated.Figure("Net.Cost.B.Parameters"));
        Assert.Equal(generated.Figure("Net.Cost.A.Flops"), generated.Figure("Net.Cost.B.Flops"));
        Assert.Equal(2 * generated.Figure("Net.Cost.A.FeatureElements"), generated.Figure("Net.Cost.FeatureElements"));
    }

    [Fact]
    public void A_module_shares_all_its_layers()
    {
        var generated = Generated.From("""
            using Burden;
            public sealed class HeadAttribute(object width) : ModuleAttribute
            {
                [Conv2d(nameof(width), 3, Padding = 1), BatchNorm2d, ReLU] Layer Hidden { get; }
                [Conv2d(2, 1)] Layer Output { get; }
            }
            [Network(4, 8, 8)]
            public partial class Net
            {
                [MaxPool2d(2)] public static partial Layer Pool { get; }
                [Output, Head(6, From = Layer.Input)] public static partial Layer A { get; }
                [Output, Head(6, From = nameof(Pool), SharesWith = nameof(A))] public static partial Layer B { get; }
            }
            """).Compiles();
        Assert.Equal((6 * 36) + 6 + 12 + (2 * 6) + 2, generated.Figure("Net.Cost.Parameters"));
        Assert.Equal(12, generated.Figure("Net.Cost.Buffers"));
        Assert.Equal(generated.Figure("Net.Cost.A.Macs") / 4, generated.Figure("Net.Cost.B.Macs"));
    }
}
