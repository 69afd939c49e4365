namespace Burden.Sample.Zoo;

// The networks of L. Chen, G. Papandreou, I. Kokkinos, K. Murphy, A. Yuille: DeepLab: Semantic Image Segmentation with Deep
// Convolutional Nets, Atrous Convolution, and Fully Connected CRFs, arXiv:1606.00915, 2016, for the 20 classes of PASCAL VOC
// and the background. Heads of several dilations look at one map at several scales, and their scores are summed.

/// <summary>One of the heads of DeepLab on VGG-16: its dense layers as convolutions, the first of them dilated.</summary>
/// <remarks>The measured file still holds the dropouts.</remarks>
/// <param name="dilation">The spacing of the first one's 3x3.</param>
internal sealed class AtrousHeadAttribute(int dilation) : ModuleAttribute
{
    [ConvReLU(1024, 3, Padding = nameof(dilation), Dilation = nameof(dilation)), Dropout(Kept = true)]
    Layer Fc6 { get; }

    [ConvReLU(1024, 1), Dropout(Kept = true)]
    Layer Fc7 { get; }

    [Conv2d(21, 1)]
    Layer Scores { get; }
}

/// <summary>DeepLab v2 on VGG-16, at one scale.</summary>
/// <remarks>
/// L. Chen et al.: DeepLab, arXiv:1606.00915, 2016. All pools are padded 3x3; the last two keep the stride 1, and the last
/// stage is dilated by 2 instead. The measured file still holds the eight dropouts of the heads, mask and output.
/// </remarks>
[Network(3, 513, 513, Name = "deeplab-vggvd-v2")]
[Report(At = nameof(Segmentation))]
public sealed partial class DeepLabVgg16
{
    [ConvReLU(64, 3, Padding = 1, Repeat = 2), MaxPool2d(3, Stride = 2, Padding = 1, CeilMode = true)]
    public static partial Layer Stage1 { get; }

    [ConvReLU(128, 3, Padding = 1, Repeat = 2), MaxPool2d(3, Stride = 2, Padding = 1, CeilMode = true)]
    public static partial Layer Stage2 { get; }

    [ConvReLU(256, 3, Padding = 1, Repeat = 3), MaxPool2d(3, Stride = 2, Padding = 1, CeilMode = true)]
    public static partial Layer Stage3 { get; }

    [ConvReLU(512, 3, Padding = 1, Repeat = 3), MaxPool2d(3, Stride = 1, Padding = 1, CeilMode = true)]
    public static partial Layer Stage4 { get; }

    [ConvReLU(512, 3, Padding = 2, Dilation = 2, Repeat = 3), MaxPool2d(3, Stride = 1, Padding = 1, CeilMode = true)]
    public static partial Layer Stage5 { get; }

    [AtrousHead(6)]
    public static partial Layer Head6 { get; }

    [AtrousHead(12, From = nameof(Stage5))]
    public static partial Layer Head12 { get; }

    [AtrousHead(18, From = nameof(Stage5))]
    public static partial Layer Head18 { get; }

    [AtrousHead(24, From = nameof(Stage5))]
    public static partial Layer Head24 { get; }

    [Add(nameof(Head6), nameof(Head12), nameof(Head18), nameof(Head24)), Interpolate(Zoom = 8)]
    public static partial Layer Segmentation { get; }
}

/// <summary>Scores of the classes by a 3x3 convolution that is dilated.</summary>
/// <param name="dilation">The spacing of the 3x3.</param>
internal sealed class AtrousScoresAttribute(int dilation) : ModuleAttribute
{
    [Conv2d(21, 3, Padding = nameof(dilation), Dilation = nameof(dilation))]
    Layer Output { get; }
}

/// <summary>
/// ResNet-101 whose last two stages keep the stride 1 and are dilated by 2 and 4 instead, and scores of four dilations,
/// summed.
/// </summary>
internal sealed class AtrousResNet101Attribute : ModuleAttribute
{
    [CaffeStem(PoolPadding = 1)]
    Layer Stem { get; }

    [Bottleneck(64, Repeat = 3)]
    Layer Stage1 { get; }

    [Bottleneck(128, Stride = 2), Bottleneck(128, Repeat = 3)]
    Layer Stage2 { get; }

    [Bottleneck(256, Dilation = 2, Repeat = 23)]
    Layer Stage3 { get; }

    [Bottleneck(512, Dilation = 4, Repeat = 3)]
    Layer Stage4 { get; }

    [AtrousScores(6)]
    Layer Scores6 { get; }

    [AtrousScores(12, From = nameof(Stage4))]
    Layer Scores12 { get; }

    [AtrousScores(18, From = nameof(Stage4))]
    Layer Scores18 { get; }

    [AtrousScores(24, From = nameof(Stage4))]
    Layer Scores24 { get; }

    [Add(nameof(Scores6), nameof(Scores12), nameof(Scores18), nameof(Scores24))]
    Layer Scores { get; }
}

/// <summary>DeepLab v2 on ResNet-101, at three scales of the image: the greatest score counts.</summary>
/// <remarks>
/// L. Chen et al.: DeepLab, arXiv:1606.00915, 2016. In the measured file each scale owns a copy of the weights, where the
/// paper shares them; the smaller images are computed by the network, and count.
/// </remarks>
[Network(3, 513, 513, Name = "deeplab-res101-v2")]
[Report(At = nameof(Segmentation))]
public sealed partial class DeepLabResNet101
{
    [AtrousResNet101]
    public static partial Layer Scores { get; }

    [Interpolate(Shrink = 4, Zoom = 3, From = Layer.Input), AtrousResNet101, Interpolate(Shrink = 3, Zoom = 4)]
    public static partial Layer ThreeQuarterScores { get; }

    [Interpolate(Shrink = 2, From = Layer.Input), AtrousResNet101, Interpolate(Zoom = 2)]
    public static partial Layer HalfScores { get; }

    [Max(nameof(Scores), nameof(ThreeQuarterScores), nameof(HalfScores)), Interpolate(Zoom = 8)]
    public static partial Layer Segmentation { get; }
}
