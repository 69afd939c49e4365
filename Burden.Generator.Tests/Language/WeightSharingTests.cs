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

    [Theory]
    [InlineData("4, 8, 8", "Conv2d(36, 1)", "Conv2d(4, 3, Padding = 1, Bias = false, SharesWith = nameof(A))", "its weight 4x36x3x3, the other's weight 36x4x1x1")]
    [InlineData("4, 8, 8", "Conv2d(4, \"(1,7)\", Padding = \"same\", Bias = false)", "Conv2d(4, \"(7,1)\", Padding = \"same\", Bias = false, SharesWith = nameof(A))", "its weight 4x4x7x1, the other's weight 4x4x1x7")]
    [InlineData("4, 8, 8", "Conv2d(16, 1, Groups = 4, Bias = false), Conv2d(4, 1)", "Conv2d(4, 1, Bias = false, SharesWith = nameof(A))", "its weight 4x4x1x1, the other's weight 16x1x1x1")]
    [InlineData("64", "Embedding(128, 64)", "Linear(32, Bias = false), Linear(64, Bias = false, SharesWith = nameof(A))", "its weight 64x32, the other's weight 128x64")]
    [InlineData("64", "Embedding(32, 64), Linear(32)", "Linear(64, Bias = false, SharesWith = nameof(A))", "its weight 64x32, the other's weight 32x64")]
    public async Task Weights_of_different_shapes_can_not_be_shared(string input, string first, string second, string difference)
    {
        var messages = await Markup.Verify($$"""
            using Burden;
            [Network({{input}})]
            public partial class Net
            {
                [{{first}}] public static partial Layer A { get; }
                [Output, {{second.Replace("nameof(A)", "{|BRD0019:nameof(A)|}")}}] public static partial Layer B { get; }
            }
            """);
        Assert.EndsWith($"can't share with 'A': {difference}", Assert.Single(messages));
    }

    [Fact]
    public void A_tied_head_keeps_its_own_bias()
    {
        var generated = Generated.From("""
            using Burden;
            [Network(16)]
            public partial class Net
            {
                [Embedding(1000, 64)] public static partial Layer Tokens { get; }
                [Linear(1000, SharesWith = nameof(Tokens))] public static partial Layer Next { get; }
            }
            """).Compiles();
        Assert.Equal(1000, generated.Figure("Net.Cost.Next.Parameters"));
        Assert.Equal((1000 * 64) + 1000, generated.Figure("Net.Cost.Parameters"));
    }

    [Fact]
    public void SharesBias_false_keeps_biases_separate()
    {
        var generated = Generated.From("""
            using Burden;
            [Network(16)]
            public partial class Net
            {
                [Linear(16)] public static partial Layer A { get; }
                [Linear(16, SharesWith = nameof(A), SharesBias = false)] public static partial Layer B { get; }
                [Linear(16, SharesWith = nameof(A))] public static partial Layer C { get; }
            }
            """).Compiles();
        Assert.Equal(16, generated.Figure("Net.Cost.B.Parameters"));
        Assert.Equal(0, generated.Figure("Net.Cost.C.Parameters"));
    }

    [Fact]
    public void A_batch_norm_keeps_statistics_that_the_other_lacks()
    {
        var generated = Generated.From("""
            using Burden;
            [Network(4, 8, 8)]
            public partial class Net
            {
                [BatchNorm2d(TrackRunningStats = false)] public static partial Layer A { get; }
                [BatchNorm2d(SharesWith = nameof(A))] public static partial Layer B { get; }
            }
            """).Compiles();
        Assert.Equal((0, 8), (generated.Figure("Net.Cost.B.Parameters"), generated.Figure("Net.Cost.B.Buffers")));
    }
}
