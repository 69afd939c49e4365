namespace Burden.Sample.Zoo;

// Networks that name each pixel, on a MobileNet v3 whose last blocks are dilated: torchvision's, for 21 classes.

/// <summary>The lite reduced ASPP: high features, weighted by their averages, and low features, each to scores; then their sum.</summary>
/// <remarks>A. Howard et al.: Searching for MobileNetV3, ICCV 2019, figure 10.</remarks>
/// <param name="low">The features of an eighth of the image's size.</param>
/// <param name="classes">The number of classes, background included.</param>
internal sealed class LiteReducedAsppAttribute(string low, object classes) : ModuleAttribute
{
    /// <summary>The channels of the high features.</summary>
    public object Width { get; set; } = 128;

    [GlobalAvgPool2d, Conv2d(nameof(Width), 1, Bias = false), Sigmoid]
    Layer Weights { get; }

    [ConvBNReLU(nameof(Width), 1, From = Input), Scale(nameof(Weights)), Upsample(Size = nameof(low), Mode = "bilinear"), Conv2d(nameof(classes), 1)]
    Layer HighScores { get; }

    [Conv2d(nameof(classes), 1, From = nameof(low))]
    Layer LowScores { get; }

    [Add(nameof(LowScores), nameof(HighScores))]
    Layer Scores { get; }
}

/// <summary>Atrous spatial pyramid pooling: a 1x1, three dilated 3x3 and the average of the whole map, joined.</summary>
/// <remarks>L.-C. Chen, G. Papandreou, F. Schroff, H. Adam: Rethinking Atrous Convolution for Semantic Image Segmentation, arXiv:1706.05587, 2017. Dropout is gone.</remarks>
/// <param name="width">The channels of each branch, and of the output.</param>
internal sealed class AsppAttribute(object width) : ModuleAttribute
{
    [ConvBNReLU(nameof(width), 1)]
    Layer Pixel { get; }

    [ConvBNReLU(nameof(width), 3, Padding = 12, Dilation = 12, From = Input)]
    Layer Near { get; }

    [ConvBNReLU(nameof(width), 3, Padding = 24, Dilation = 24, From = Input)]
    Layer Middle { get; }

    [ConvBNReLU(nameof(width), 3, Padding = 36, Dilation = 36, From = Input)]
    Layer Far { get; }

    [GlobalAvgPool2d(From = Input), ConvBNReLU(nameof(width), 1), Upsample(Size = Input, Mode = "bilinear")]
    Layer Image { get; }

    [Concat(nameof(Pixel), nameof(Near), nameof(Middle), nameof(Far), nameof(Image)), ConvBNReLU(nameof(width), 1)]
    Layer Output { get; }
}

/// <summary>LR-ASPP on MobileNet v3 large, torchvision's.</summary>
/// <remarks>A. Howard et al.: Searching for MobileNetV3, ICCV 2019.</remarks>
[Network(3, 520, 520, Name = "lraspp_mobilenet_v3_large")]
public sealed partial class LRAsppMobileNetV3Large
{
    [MobileNetV3LargeLow]
    public static partial Layer Low { get; }

    [MobileNetV3LargeHigh(Dilation = 2)]
    public static partial Layer High { get; }

    [LiteReducedAspp(nameof(Low), 21), Upsample(Size = Layer.Input, Mode = "bilinear")]
    public static partial Layer Scores { get; }
}

/// <summary>DeepLab v3 on MobileNet v3 large, torchvision's, without the auxiliary head that is for training.</summary>
/// <remarks>L.-C. Chen et al.: Rethinking Atrous Convolution for Semantic Image Segmentation, arXiv:1706.05587, 2017.</remarks>
[Network(3, 520, 520, Name = "deeplabv3_mobilenet_v3_large")]
public sealed partial class DeepLabV3MobileNetV3Large
{
    [MobileNetV3LargeLow, MobileNetV3LargeHigh(Dilation = 2)]
    public static partial Layer Features { get; }

    [Aspp(256), ConvBNReLU(256, 3, Padding = 1), Conv2d(21, 1), Upsample(Size = Layer.Input, Mode = "bilinear")]
    public static partial Layer Scores { get; }
}
