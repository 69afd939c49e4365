namespace Burden.Sample.Zoo;

// M. Tan et al.: MnasNet: Platform-Aware Neural Architecture Search for Mobile, CVPR 2019.

/// <summary>MnasNet's inverted residual: 1x1 to many channels, a convolution of each alone, 1x1 back to few.</summary>
/// <param name="outChannels">The channels that it yields.</param>
/// <param name="kernelSize">The kernel of the convolution between.</param>
/// <param name="expansion">How many times more channels are inside.</param>
internal sealed class MnasBlockAttribute(object outChannels, object kernelSize, object expansion) : ModuleAttribute
{
    /// <summary>The stride of the convolution between.</summary>
    public object Stride { get; set; } = 1;

    [ConvBNReLU($"{nameof(expansion)} * Input.Channels", 1)]
    Layer Expand { get; }

    [DepthwiseConvBN(nameof(kernelSize), Stride = nameof(Stride)), ReLU]
    Layer Depthwise { get; }

    [ConvBN(nameof(outChannels), 1)]
    Layer Project { get; }

    [When($"{nameof(Stride)} == 1 && Input.Channels == Project.Channels")]
    [Add(nameof(Project), Input)]
    Layer Output { get; }
}

/// <summary>Blocks that follow each other, the first of which changes the shape.</summary>
/// <param name="outChannels">The channels that each yields.</param>
/// <param name="kernelSize">The kernel of the convolution between.</param>
/// <param name="expansion">How many times more channels are inside.</param>
/// <param name="blocks">How many there are, at least 2.</param>
internal sealed class MnasStageAttribute(object outChannels, object kernelSize, object expansion, object blocks) : ModuleAttribute
{
    /// <summary>The stride of the first block.</summary>
    public object Stride { get; set; } = 1;

    [MnasBlock(nameof(outChannels), nameof(kernelSize), nameof(expansion), Stride = nameof(Stride))]
    Layer First { get; }

    [MnasBlock(nameof(outChannels), nameof(kernelSize), nameof(expansion), Repeat = $"{nameof(blocks)} - 1")]
    Layer Rest { get; }
}

/// <summary>The layers of MnasNet-B1 up to the average.</summary>
internal sealed class MnasNetFeaturesAttribute : ModuleAttribute
{
    /// <summary>The factor of all widths but the last, 1,280.</summary>
    public object Width { get; set; } = 1;

    [ConvBNReLU($"divisible(32 * {nameof(Width)}, 8)", 3, Stride = 2, Padding = 1)]
    Layer Stem { get; }

    [DepthwiseConvBN(3), ReLU, ConvBN($"divisible(16 * {nameof(Width)}, 8)", 1)]
    Layer Separable { get; }

    [MnasStage($"divisible(24 * {nameof(Width)}, 8)", 3, 3, 3, Stride = 2)]
    Layer Stage1 { get; }

    [MnasStage($"divisible(40 * {nameof(Width)}, 8)", 5, 3, 3, Stride = 2)]
    Layer Stage2 { get; }

    [MnasStage($"divisible(80 * {nameof(Width)}, 8)", 5, 6, 3, Stride = 2)]
    Layer Stage3 { get; }

    [MnasStage($"divisible(96 * {nameof(Width)}, 8)", 3, 6, 2)]
    Layer Stage4 { get; }

    [MnasStage($"divisible(192 * {nameof(Width)}, 8)", 5, 6, 4, Stride = 2)]
    Layer Stage5 { get; }

    [MnasBlock($"divisible(320 * {nameof(Width)}, 8)", 3, 6)]
    Layer Stage6 { get; }

    [ConvBNReLU(1280, 1)]
    Layer Head { get; }
}

/// <summary>MnasNet-B1, torchvision's.</summary>
/// <remarks>M. Tan et al.: MnasNet: Platform-Aware Neural Architecture Search for Mobile, CVPR 2019.</remarks>
[Network(3, 224, 224, Name = "mnasnet1_0")]
public sealed partial class MnasNet1_0
{
    [MnasNetFeatures]
    public static partial Layer Features { get; }

    [PooledClassifier]
    public static partial Layer Scores { get; }
}
