using Burden.Generator.Tests.Harness;
using Burden.Generator.Tests.Robustness;

namespace Burden.Generator.Tests.Analyses;

/// <summary>What the zoo's networks keep for the backward pass, against torchvision's.</summary>
public sealed class TrainedZooTests
{
    private static readonly Lazy<Generated> Zoo = new(static () => Generated.From(
    [
        "global using System; global using Burden; global using Burden.Sample.Zoo;",
        .. ZooFiles.Names().Select(static f => ZooFiles.Text(f).Replace("[Network(", "[Training(Batch = 2), Network(", StringComparison.Ordinal)),
    ]));

    /// <summary>
    /// Bytes of all storages that <c>torch.autograd.graph.saved_tensors_hooks</c> saw on torchvision 0.14 at a batch of 2, those
    /// of parameters and buffers left out, dropout and stochastic depth switched off as in the zoo. A mean is taken to keep
    /// nothing, as from PyTorch 2.0 on.
    /// </summary>
    [Theory]
    [InlineData("ResNet50Torch", 172_031_488)]
    [InlineData("WideResNet50_2", 224_676_352)]
    [InlineData("ResNeXt50_32x4d", 224_676_352)]
    [InlineData("Vgg16BN", 254_993_408)]
    [InlineData("MobileNetV2", 157_047_040 - (4 * 2 * 1280 * 7 * 7))]
    [InlineData("MobileNetV3Large", 88_315_264)]
    [InlineData("MobileNetV3Small", 32_379_904)]
    [InlineData("DenseNet121", 261_057_280)]
    [InlineData("EfficientNetB0", 176_545_856)]
    // The factor of the queries, a number of 8 bytes, in each of 12 blocks.
    [InlineData("SwinT", 213_268_352 - (12 * 8))]
    [InlineData("ConvNeXtTiny", 218_311_616)]
    [InlineData("ShuffleNetV2", 40_834_640)]
    [InlineData("MnasNet1_0", 88_672_384)]
    [InlineData("RegNetY400MF", 67_370_304)]
    [InlineData("RegNetX8GF", 221_126_528)]
    [InlineData("ResNet18", 44_398_080)]
    [InlineData("ResNet34", 64_498_176)]
    [InlineData("DenseNet161", 486_425_472)]
    [InlineData("DenseNet169", 315_250_432)]
    [InlineData("DenseNet201", 406_855_424)]
    [InlineData("EfficientNetB4", 1_309_554_368 - (4 * 2 * 1792 * 12 * 12))]
    [InlineData("EfficientNetV2S", 906_568_640 - (4 * 2 * 1280 * 12 * 12))]
    [InlineData("ConvNeXtBase", 464_435_264 - (4 * 2 * 1024 * 7 * 7))]
    [InlineData("SwinB", 453_205_856 - (4 * 2 * 1024 * 7 * 7) - (24 * 8))]
    [InlineData("R3D18", 337_626_624)]
    [InlineData("LRAsppMobileNetV3Large", 619_271_104)]
    [InlineData("DeepLabV3MobileNetV3Large", 650_645_440)]
    // The zoo keeps the dropout before the last convolution: a byte for each value of its mask.
    [InlineData("SqueezeNet1_0", 70_842_432 + (2 * 512 * 13 * 13))]
    [InlineData("SqueezeNet1_1", 41_447_232 + (2 * 512 * 13 * 13))]
    public void The_zoo_keeps_what_torchvision_keeps(string network, long measured)
        => Assert.Equal(measured, Zoo.Value.Figure($"Burden.Sample.Zoo.{network}.Cost.Training.SavedBytes"));

    /// <summary>
    /// By hand, with fused attention: a block keeps its input, what both norms yield, queries, keys, values, what is gathered and
    /// its copy in the projection's order, the sum, and four times the features before and behind GELU.
    /// </summary>
    [Fact]
    public void A_vision_transformer_keeps_what_fused_attention_needs()
    {
        const long Tokens = 4 * 2 * 197 * 768;
        const long Norm = 2 * 4 * 2 * 197;
        const long Block = (17 * Tokens) + (2 * Norm) + (4 * 2 * 12 * 197);
        // The image; the last norm's input and output, of which the classifier reads one token.
        Assert.Equal((4 * 2 * 3 * 224 * 224) + (12 * Block) + (2 * Tokens) + Norm, Zoo.Value.Figure("Burden.Sample.Zoo.ViTB16.Cost.Training.SavedBytes"));
    }
}
