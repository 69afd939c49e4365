namespace Burden.Sample.Zoo;

/// <summary>A convolution in two steps: 3x3 on each channel alone, then 1x1 across the channels.</summary>
/// <param name="outChannels">The filters of the 1x1.</param>
internal sealed class DepthwiseSeparableAttribute(int outChannels) : ModuleAttribute
{
    /// <summary>The stride of the 3x3.</summary>
    public object Stride { get; set; } = 1;

    [ConvBNReLU("Input.Channels", 3, Stride = nameof(Stride), Padding = 1, Groups = "Input.Channels")]
    Layer Depthwise { get; }

    [ConvBNReLU(nameof(outChannels), 1)]
    Layer Pointwise { get; }
}

/// <summary>MobileNet v1, a Caffe model.</summary>
/// <remarks>
/// A. Howard et al.: MobileNets: Efficient Convolutional Neural Networks for Mobile Vision Applications,
/// arXiv:1704.04861, 2017.
/// </remarks>
[Network(3, 224, 224, Name = "mcn-mobilenet")]
[Report(At = nameof(Fc7), Scales = [1, 1.5, 2, 2.5, 3])]
[Budget(Target = "phone", Parameters = 4.3e6, PeakFeatureMemory = 8 * Units.MiB, Flops = 600e6)]
public sealed partial class MobileNet
{
    [ConvBNReLU(32, 3, Stride = 2, Padding = 1), DepthwiseSeparable(64)]
    public static partial Layer Stage1 { get; }

    [DepthwiseSeparable(128, Stride = 2), DepthwiseSeparable(128)]
    public static partial Layer Stage2 { get; }

    [DepthwiseSeparable(256, Stride = 2), DepthwiseSeparable(256)]
    public static partial Layer Stage3 { get; }

    [DepthwiseSeparable(512, Stride = 2), DepthwiseSeparable(512, Repeat = 5)]
    public static partial Layer Stage4 { get; }

    [DepthwiseSeparable(1024, Stride = 2), DepthwiseSeparable(1024)]
    public static partial Layer Stage5 { get; }

    [GlobalAvgPool2d, Conv2d(1000, 1)]
    public static partial Layer Fc7 { get; }

    [Softmax]
    public static partial Layer Probabilities { get; }
}
