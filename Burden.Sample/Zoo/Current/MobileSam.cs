namespace Burden.Sample.Zoo;

// C. Zhang et al.: Faster Segment Anything: Towards Lightweight SAM for Mobile Applications, 2023, with the encoder of
// K. Wu et al.: TinyViT: Fast Pretraining Distillation for Small Vision Transformers, ECCV 2022.

/// <summary>A narrow block of three convolutions with more channels inside, added to its input.</summary>
internal sealed class TinyViTConvBlockAttribute : ModuleAttribute
{
    [ConvBN("4 * Input.Channels", 1), GELU, DepthwiseConvBN(3), GELU, ConvBN("Input.Channels", 1)]
    Layer Residual { get; }

    [Add(nameof(Residual), Input), GELU]
    Layer Output { get; }
}

/// <summary>Other channels, and half the size unless the stride is 1.</summary>
/// <param name="channels">The channels that it yields.</param>
internal sealed class TinyViTMergingAttribute(object channels) : ModuleAttribute
{
    /// <summary>The step of the window.</summary>
    public object Stride { get; set; } = 2;

    [ConvBN(nameof(channels), 1), GELU, DepthwiseConvBN(3, Stride = nameof(Stride)), GELU, ConvBN(nameof(channels), 1)]
    Layer Output { get; }
}

/// <summary>Attention inside windows, with a bias for each distance of rows and columns, whichever way it goes.</summary>
/// <param name="heads">The heads of the attention.</param>
/// <param name="window">The side of a window.</param>
internal sealed class TinyViTAttentionAttribute(object heads, object window) : ModuleAttribute
{
    [PadToWindows(nameof(window))]
    Layer Padded { get; }

    [WindowPartition(nameof(window)), LayerNorm, MultiheadAttention(nameof(heads), RelativePositions = $"{nameof(window)} * {nameof(window)}"), WindowReverse("Padded.Height", "Padded.Width")]
    Layer Attended { get; }

    [When("Padded.Elements != Input.Elements")]
    [Crop(Input)]
    Layer Output { get; }
}

/// <summary>A block: attention inside windows, a convolution of each channel alone, and the feed-forward part.</summary>
/// <param name="heads">The heads of the attention.</param>
/// <param name="window">The side of a window.</param>
internal sealed class TinyViTBlockAttribute(object heads, object window) : ModuleAttribute
{
    [TinyViTAttention(nameof(heads), nameof(window)), Add(Input)]
    Layer Attention { get; }

    [DepthwiseConvBN(3)]
    Layer Local { get; }

    [Permute(1, 2, 0), LayerNorm, Mlp, Permute(2, 0, 1), Add(nameof(Local))]
    Layer FeedForward { get; }
}

/// <summary>MobileSAM's image encoder: the features of an image of 1024 x 1024 at every 16th pixel.</summary>
/// <remarks>C. Zhang et al.: Faster Segment Anything: Towards Lightweight SAM for Mobile Applications, 2023.</remarks>
[Network(3, 1024, 1024, Name = "mobile-sam-encoder")]
public sealed partial class MobileSamEncoder
{
    [ConvBN(32, 3, Stride = 2, Padding = 1), GELU, ConvBN(64, 3, Stride = 2, Padding = 1)]
    public static partial Layer Patches { get; }

    [TinyViTConvBlock(Repeat = 2), TinyViTMerging(128)]
    public static partial Layer Stage1 { get; }

    [TinyViTBlock(4, 7, Repeat = 2), TinyViTMerging(160)]
    public static partial Layer Stage2 { get; }

    [TinyViTBlock(5, 14, Repeat = 6), TinyViTMerging(320, Stride = 1)]
    public static partial Layer Stage3 { get; }

    [TinyViTBlock(10, 7, Repeat = 2)]
    public static partial Layer Stage4 { get; }

    /// <summary>TinyViT's classifier, which the model stores and never runs.</summary>
    [GlobalAvgPool2d(ParametersOnly = true), Flatten, LayerNorm, Linear(1000)]
    public static partial Layer Classifier { get; }

    [Conv2d(256, 1, Bias = false, From = nameof(Stage4)), ChannelLayerNorm, Conv2d(256, 3, Padding = 1, Bias = false), ChannelLayerNorm]
    public static partial Layer Embedding { get; }
}
