namespace Burden.Sample.Zoo;

// A. Howard et al.: Searching for MobileNetV3, ICCV 2019. torchvision's networks; all activations work in place.

/// <summary>MobileNet v3's block, figure 4: an inverted residual with squeeze-and-excitation between.</summary>
/// <param name="kernelSize">The kernel of the convolution of each channel alone.</param>
/// <param name="inside">The channels inside, before they are scaled.</param>
/// <param name="outChannels">The channels that it yields, before they are scaled.</param>
internal sealed class MobileNetV3BlockAttribute(object kernelSize, object inside, object outChannels) : ModuleAttribute
{
    /// <summary>The factor of all widths.</summary>
    public object Width { get; set; } = 1;

    /// <summary>The stride of the convolution between; a dilated one has none.</summary>
    public object Stride { get; set; } = 1;

    /// <summary>The spacing of its values.</summary>
    public object Dilation { get; set; } = 1;

    /// <summary>Whether it has squeeze-and-excitation.</summary>
    public object SE { get; set; } = false;

    /// <summary>Whether its activations are hard swishes rather than ReLU.</summary>
    public object Swish { get; set; } = false;

    [When($"divisible({nameof(inside)} * {nameof(Width)}, 8) != Input.Channels")]
    [ConvBN($"divisible({nameof(inside)} * {nameof(Width)}, 8)", 1), MobileNetV3Activation(nameof(Swish))]
    Layer Expand { get; }

    [DepthwiseConvBN(nameof(kernelSize), Stride = $"{nameof(Dilation)} > 1 ? 1 : {nameof(Stride)}", Dilation = nameof(Dilation)), MobileNetV3Activation(nameof(Swish))]
    Layer Depthwise { get; }

    [When(nameof(SE))]
    [SqueezeExcite("divisible(Depthwise.Channels / 4, 8)", Hard = true)]
    Layer Gated { get; }

    [ConvBN($"divisible({nameof(outChannels)} * {nameof(Width)}, 8)", 1)]
    Layer Project { get; }

    [When($"{nameof(Stride)} == 1 && Input.Channels == Project.Channels")]
    [Add(nameof(Project), Input)]
    Layer Output { get; }
}

/// <summary>A hard swish, or ReLU.</summary>
/// <param name="swish">Which of both.</param>
internal sealed class MobileNetV3ActivationAttribute(object swish) : ModuleAttribute
{
    [When($"!{nameof(swish)}")]
    [ReLU]
    Layer Rectified { get; }

    [When(nameof(swish))]
    [Hardswish(InPlace = true)]
    Layer Output { get; }
}

/// <summary>MobileNet v3 large up to the first block that has an eighth of the image's size, the upper part of the paper's table 1.</summary>
internal sealed class MobileNetV3LargeLowAttribute : ModuleAttribute
{
    /// <summary>The factor of all widths.</summary>
    public object Width { get; set; } = 1;

    [ConvBN($"divisible(16 * {nameof(Width)}, 8)", 3, Stride = 2, Padding = 1), Hardswish(InPlace = true), MobileNetV3Block(3, 16, 16, Width = nameof(Width))]
    Layer Half { get; }

    [MobileNetV3Block(3, 64, 24, Width = nameof(Width), Stride = 2), MobileNetV3Block(3, 72, 24, Width = nameof(Width))]
    Layer Quarter { get; }

    [MobileNetV3Block(5, 72, 40, Width = nameof(Width), SE = true, Stride = 2)]
    Layer Eighth { get; }
}

/// <summary>The rest of MobileNet v3 large, up to the average.</summary>
internal sealed class MobileNetV3LargeHighAttribute : ModuleAttribute
{
    /// <summary>The factor of all widths.</summary>
    public object Width { get; set; } = 1;

    /// <summary>The spacing in the last three blocks: 2 for segmentation, where they keep a sixteenth of the image's size.</summary>
    public object Dilation { get; set; } = 1;

    [MobileNetV3Block(5, 120, 40, Width = nameof(Width), SE = true, Repeat = 2)]
    Layer Eighth { get; }

    [MobileNetV3Block(3, 240, 80, Width = nameof(Width), Swish = true, Stride = 2), MobileNetV3Block(3, 200, 80, Width = nameof(Width), Swish = true)]
    [MobileNetV3Block(3, 184, 80, Width = nameof(Width), Swish = true, Repeat = 2)]
    Layer Sixteenth { get; }

    [MobileNetV3Block(3, 480, 112, Width = nameof(Width), SE = true, Swish = true), MobileNetV3Block(3, 672, 112, Width = nameof(Width), SE = true, Swish = true)]
    Layer Wide { get; }

    [MobileNetV3Block(5, 672, 160, Width = nameof(Width), SE = true, Swish = true, Stride = 2, Dilation = nameof(Dilation))]
    [MobileNetV3Block(5, 960, 160, Width = nameof(Width), SE = true, Swish = true, Dilation = nameof(Dilation), Repeat = 2)]
    Layer Last { get; }

    [ConvBN("6 * Last.Channels", 1), Hardswish(InPlace = true)]
    Layer Head { get; }
}

/// <summary>The layers of MobileNet v3 small up to the average, the paper's table 2.</summary>
internal sealed class MobileNetV3SmallFeaturesAttribute : ModuleAttribute
{
    /// <summary>The factor of all widths.</summary>
    public object Width { get; set; } = 1;

    [ConvBN($"divisible(16 * {nameof(Width)}, 8)", 3, Stride = 2, Padding = 1), Hardswish(InPlace = true)]
    Layer Half { get; }

    [MobileNetV3Block(3, 16, 16, Width = nameof(Width), SE = true, Stride = 2)]
    Layer Quarter { get; }

    [MobileNetV3Block(3, 72, 24, Width = nameof(Width), Stride = 2), MobileNetV3Block(3, 88, 24, Width = nameof(Width))]
    Layer Eighth { get; }

    [MobileNetV3Block(5, 96, 40, Width = nameof(Width), SE = true, Swish = true, Stride = 2), MobileNetV3Block(5, 240, 40, Width = nameof(Width), SE = true, Swish = true, Repeat = 2)]
    [MobileNetV3Block(5, 120, 48, Width = nameof(Width), SE = true, Swish = true), MobileNetV3Block(5, 144, 48, Width = nameof(Width), SE = true, Swish = true)]
    Layer Sixteenth { get; }

    [MobileNetV3Block(5, 288, 96, Width = nameof(Width), SE = true, Swish = true, Stride = 2), MobileNetV3Block(5, 576, 96, Width = nameof(Width), SE = true, Swish = true, Repeat = 2)]
    Layer Last { get; }

    [ConvBN("6 * Last.Channels", 1), Hardswish(InPlace = true)]
    Layer Head { get; }
}

/// <summary>The classifier of MobileNet v3: two dense layers around a hard swish. Dropout is gone.</summary>
/// <param name="width">The values between.</param>
internal sealed class MobileNetV3ClassifierAttribute(object width) : ModuleAttribute
{
    [GlobalAvgPool2d, Flatten, Linear(nameof(width)), Hardswish(InPlace = true), Linear(1000)]
    Layer Scores { get; }
}

/// <summary>MobileNet v3 large, torchvision's.</summary>
/// <remarks>A. Howard et al.: Searching for MobileNetV3, ICCV 2019.</remarks>
[Network(3, 224, 224, Name = "mobilenet_v3_large")]
public sealed partial class MobileNetV3Large
{
    [MobileNetV3LargeLow, MobileNetV3LargeHigh]
    public static partial Layer Features { get; }

    [MobileNetV3Classifier(1280)]
    public static partial Layer Scores { get; }
}

/// <summary>MobileNet v3 small, torchvision's.</summary>
/// <remarks>A. Howard et al.: Searching for MobileNetV3, ICCV 2019.</remarks>
[Network(3, 224, 224, Name = "mobilenet_v3_small")]
public sealed partial class MobileNetV3Small
{
    [MobileNetV3SmallFeatures]
    public static partial Layer Features { get; }

    [MobileNetV3Classifier(1024)]
    public static partial Layer Scores { get; }
}
