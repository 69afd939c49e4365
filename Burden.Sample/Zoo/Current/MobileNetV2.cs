namespace Burden.Sample.Zoo;

// M. Sandler, A. Howard, M. Zhu, A. Zhmoginov, L.-C. Chen: MobileNetV2: Inverted Residuals and Linear Bottlenecks, CVPR 2018.

/// <summary>
/// The inverted residual: 1x1 to many channels, 3x3 on each alone, 1x1 back to few without ReLU, added to the block's input
/// where the shape is kept.
/// </summary>
/// <param name="outChannels">The channels that it yields.</param>
internal sealed class InvertedResidualAttribute(object outChannels) : ModuleAttribute
{
    /// <summary>How many times more channels are inside.</summary>
    public object Expansion { get; set; } = 6;

    /// <summary>The stride of the 3x3.</summary>
    public object Stride { get; set; } = 1;

    [When($"{nameof(Expansion)} != 1")]
    [ConvBN($"{nameof(Expansion)} * Input.Channels", 1), ReLU6]
    Layer Expand { get; }

    [DepthwiseConvBN(3, Stride = nameof(Stride)), ReLU6]
    Layer Depthwise { get; }

    [ConvBN(nameof(outChannels), 1)]
    Layer Project { get; }

    [When($"{nameof(Stride)} == 1 && Input.Channels == Project.Channels")]
    [Add(nameof(Project), Input)]
    Layer Output { get; }
}

/// <summary>Inverted residuals that follow each other, the first of which changes the shape.</summary>
/// <param name="outChannels">The channels that each yields.</param>
/// <param name="blocks">How many there are, at least 2.</param>
internal sealed class InvertedResidualsAttribute(object outChannels, object blocks) : ModuleAttribute
{
    /// <summary>The stride of the first block.</summary>
    public object Stride { get; set; } = 1;

    [InvertedResidual(nameof(outChannels), Stride = nameof(Stride)), InvertedResidual(nameof(outChannels), Repeat = $"{nameof(blocks)} - 1")]
    Layer Output { get; }
}

/// <summary>The layers of MobileNet v2 up to the average, the paper's table 2.</summary>
internal sealed class MobileNetV2FeaturesAttribute : ModuleAttribute
{
    /// <summary>The factor of all widths; the last is never narrower than 1,280.</summary>
    public object Width { get; set; } = 1;

    [ConvBN($"divisible(32 * {nameof(Width)}, 8)", 3, Stride = 2, Padding = 1), ReLU6]
    Layer Stem { get; }

    [InvertedResidual($"divisible(16 * {nameof(Width)}, 8)", Expansion = 1)]
    Layer Stage1 { get; }

    [InvertedResiduals($"divisible(24 * {nameof(Width)}, 8)", 2, Stride = 2)]
    Layer Stage2 { get; }

    [InvertedResiduals($"divisible(32 * {nameof(Width)}, 8)", 3, Stride = 2)]
    Layer Stage3 { get; }

    [InvertedResiduals($"divisible(64 * {nameof(Width)}, 8)", 4, Stride = 2)]
    Layer Stage4 { get; }

    [InvertedResiduals($"divisible(96 * {nameof(Width)}, 8)", 3)]
    Layer Stage5 { get; }

    [InvertedResiduals($"divisible(160 * {nameof(Width)}, 8)", 3, Stride = 2)]
    Layer Stage6 { get; }

    [InvertedResidual($"divisible(320 * {nameof(Width)}, 8)")]
    Layer Stage7 { get; }

    [ConvBN($"divisible(1280 * max(1, {nameof(Width)}), 8)", 1), ReLU6]
    Layer Head { get; }
}

/// <summary>MobileNet v2, torchvision's.</summary>
/// <remarks>M. Sandler et al.: MobileNetV2: Inverted Residuals and Linear Bottlenecks, CVPR 2018.</remarks>
[Network(3, 224, 224, Name = "mobilenet_v2")]
public sealed partial class MobileNetV2
{
    [MobileNetV2Features]
    public static partial Layer Features { get; }

    [PooledClassifier]
    public static partial Layer Scores { get; }
}
