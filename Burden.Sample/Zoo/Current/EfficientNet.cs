namespace Burden.Sample.Zoo;

// M. Tan, Q. V. Le: EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks, ICML 2019, and EfficientNetV2:
// Smaller Models and Faster Training, ICML 2021. torchvision's networks; all SiLUs work in place.

/// <summary>EfficientNet's block: an inverted residual with squeeze-and-excitation between.</summary>
/// <param name="outChannels">The channels that it yields.</param>
/// <param name="kernelSize">The kernel of the convolution of each channel alone.</param>
internal sealed class MBConvAttribute(object outChannels, object kernelSize) : ModuleAttribute
{
    /// <summary>How many times more channels are inside.</summary>
    public object Expansion { get; set; } = 6;

    /// <summary>The stride of the convolution between.</summary>
    public object Stride { get; set; } = 1;

    [When($"{nameof(Expansion)} != 1")]
    [ConvBN($"divisible({nameof(Expansion)} * Input.Channels, 8)", 1), SiLU(InPlace = true)]
    Layer Expand { get; }

    [DepthwiseConvBN(nameof(kernelSize), Stride = nameof(Stride)), SiLU(InPlace = true)]
    Layer Depthwise { get; }

    [SqueezeExcite("max(1, Input.Channels / 4)", Smooth = true)]
    Layer Gated { get; }

    [ConvBN(nameof(outChannels), 1)]
    Layer Project { get; }

    [When($"{nameof(Stride)} == 1 && Input.Channels == Project.Channels")]
    [Add(nameof(Project), Input)]
    Layer Output { get; }
}

/// <summary>The block of EfficientNet v2's early stages: a full 3x3 does what the first two convolutions of <see cref="MBConvAttribute"/> do.</summary>
/// <param name="outChannels">The channels that it yields.</param>
internal sealed class FusedMBConvAttribute(object outChannels) : ModuleAttribute
{
    /// <summary>How many times more channels are inside.</summary>
    public object Expansion { get; set; } = 4;

    /// <summary>The stride of the 3x3.</summary>
    public object Stride { get; set; } = 1;

    [ConvBN($"{nameof(Expansion)} == 1 ? {nameof(outChannels)} : divisible({nameof(Expansion)} * Input.Channels, 8)", 3, Stride = nameof(Stride), Padding = 1), SiLU(InPlace = true)]
    Layer Fused { get; }

    [When($"{nameof(Expansion)} != 1")]
    [ConvBN(nameof(outChannels), 1)]
    Layer Project { get; }

    [When($"{nameof(Stride)} == 1 && Input.Channels == Project.Channels")]
    [Add(nameof(Project), Input)]
    Layer Output { get; }
}

/// <summary>Blocks that follow each other, the first of which changes the shape.</summary>
/// <param name="outChannels">The channels that each yields.</param>
/// <param name="kernelSize">The kernel of the convolutions of each channel alone.</param>
/// <param name="blocks">How many there are.</param>
internal sealed class MBConvStageAttribute(object outChannels, object kernelSize, object blocks) : ModuleAttribute
{
    /// <summary>How many times more channels are inside.</summary>
    public object Expansion { get; set; } = 6;

    /// <summary>The stride of the first block.</summary>
    public object Stride { get; set; } = 1;

    [MBConv(nameof(outChannels), nameof(kernelSize), Expansion = nameof(Expansion), Stride = nameof(Stride))]
    Layer First { get; }

    [When($"{nameof(blocks)} > 1")]
    [MBConv(nameof(outChannels), nameof(kernelSize), Expansion = nameof(Expansion), Repeat = $"{nameof(blocks)} - 1")]
    Layer Rest { get; }
}

/// <summary>The layers of an EfficientNet up to the average: table 1 of the paper, scaled in width and depth.</summary>
internal sealed class EfficientNetFeaturesAttribute : ModuleAttribute
{
    /// <summary>The factor of all widths.</summary>
    public object Width { get; set; } = 1;

    /// <summary>The factor of the number of blocks in each stage.</summary>
    public object Depth { get; set; } = 1;

    [ConvBN($"divisible(32 * {nameof(Width)}, 8)", 3, Stride = 2, Padding = 1), SiLU(InPlace = true)]
    Layer Stem { get; }

    [MBConvStage($"divisible(16 * {nameof(Width)}, 8)", 3, $"ceil(1 * {nameof(Depth)})", Expansion = 1)]
    Layer Stage1 { get; }

    [MBConvStage($"divisible(24 * {nameof(Width)}, 8)", 3, $"ceil(2 * {nameof(Depth)})", Stride = 2)]
    Layer Stage2 { get; }

    [MBConvStage($"divisible(40 * {nameof(Width)}, 8)", 5, $"ceil(2 * {nameof(Depth)})", Stride = 2)]
    Layer Stage3 { get; }

    [MBConvStage($"divisible(80 * {nameof(Width)}, 8)", 3, $"ceil(3 * {nameof(Depth)})", Stride = 2)]
    Layer Stage4 { get; }

    [MBConvStage($"divisible(112 * {nameof(Width)}, 8)", 5, $"ceil(3 * {nameof(Depth)})")]
    Layer Stage5 { get; }

    [MBConvStage($"divisible(192 * {nameof(Width)}, 8)", 5, $"ceil(4 * {nameof(Depth)})", Stride = 2)]
    Layer Stage6 { get; }

    [MBConvStage($"divisible(320 * {nameof(Width)}, 8)", 3, $"ceil(1 * {nameof(Depth)})")]
    Layer Stage7 { get; }

    [ConvBN("4 * Stage7.Channels", 1), SiLU(InPlace = true)]
    Layer Head { get; }
}

/// <summary>EfficientNet-B0, torchvision's.</summary>
/// <remarks>M. Tan, Q. V. Le: EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks, ICML 2019.</remarks>
[Network(3, 224, 224, Name = "efficientnet_b0")]
public sealed partial class EfficientNetB0
{
    [EfficientNetFeatures]
    public static partial Layer Features { get; }

    [PooledClassifier]
    public static partial Layer Scores { get; }
}

/// <summary>EfficientNet-B4, torchvision's: B0 with 1.4 times the width, 1.8 times the depth, and larger images.</summary>
/// <remarks>M. Tan, Q. V. Le: EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks, ICML 2019.</remarks>
[Network(3, 380, 380, Name = "efficientnet_b4")]
public sealed partial class EfficientNetB4
{
    [EfficientNetFeatures(Width = 1.4, Depth = 1.8)]
    public static partial Layer Features { get; }

    [PooledClassifier]
    public static partial Layer Scores { get; }
}

/// <summary>EfficientNet v2 S, torchvision's.</summary>
/// <remarks>M. Tan, Q. V. Le: EfficientNetV2: Smaller Models and Faster Training, ICML 2021, table 4.</remarks>
[Network(3, 384, 384, Name = "efficientnet_v2_s")]
public sealed partial class EfficientNetV2S
{
    [ConvBN(24, 3, Stride = 2, Padding = 1), SiLU(InPlace = true)]
    public static partial Layer Stem { get; }

    [FusedMBConv(24, Expansion = 1, Repeat = 2)]
    public static partial Layer Stage1 { get; }

    [FusedMBConv(48, Stride = 2), FusedMBConv(48, Repeat = 3)]
    public static partial Layer Stage2 { get; }

    [FusedMBConv(64, Stride = 2), FusedMBConv(64, Repeat = 3)]
    public static partial Layer Stage3 { get; }

    [MBConvStage(128, 3, 6, Expansion = 4, Stride = 2)]
    public static partial Layer Stage4 { get; }

    [MBConvStage(160, 3, 9)]
    public static partial Layer Stage5 { get; }

    [MBConvStage(256, 3, 15, Stride = 2)]
    public static partial Layer Stage6 { get; }

    [ConvBN(1280, 1), SiLU(InPlace = true)]
    public static partial Layer Head { get; }

    [PooledClassifier]
    public static partial Layer Scores { get; }
}
