namespace Burden.Sample.Zoo;

// A. Howard et al.: MobileNets: Efficient Convolutional Neural Networks for Mobile Vision Applications, arXiv:1704.04861, 2017, as
// a runtime for microcontrollers has it: batch norm merged into the convolutions, all values of 8 bits.

/// <summary>A convolution in two steps with batch norm merged: 3x3 on each channel alone, then 1x1 across the channels.</summary>
/// <param name="channels">The filters of the 1x1.</param>
internal sealed class MergedSeparableAttribute(object channels) : ModuleAttribute
{
    /// <summary>The stride of the 3x3.</summary>
    public object Stride { get; set; } = 1;

    [Conv2d("Input.Channels", 3, Stride = nameof(Stride), Padding = 1, Groups = "Input.Channels"), ReLU6]
    Layer Depthwise { get; }

    [Conv2d(nameof(channels), 1), ReLU6]
    Layer Pointwise { get; }
}

/// <summary>MobileNet with a quarter of the channels, on a microcontroller.</summary>
/// <remarks>A. Howard et al.: MobileNets: Efficient Convolutional Neural Networks for Mobile Vision Applications, 2017.</remarks>
[Network(3, 224, 224, Name = "mobilenet-0.25-int8", ParameterType = DataType.Int8, FeatureType = DataType.Int8)]
[Device(Devices.ArduinoNano33), MemoryPlan]
public sealed partial class SmallMobileNet
{
    [Conv2d(8, 3, Stride = 2, Padding = 1), ReLU6]
    public static partial Layer Stem { get; }

    [MergedSeparable(16)]
    public static partial Layer Stage1 { get; }

    [MergedSeparable(32, Stride = 2), MergedSeparable(32)]
    public static partial Layer Stage2 { get; }

    [MergedSeparable(64, Stride = 2), MergedSeparable(64)]
    public static partial Layer Stage3 { get; }

    [MergedSeparable(128, Stride = 2), MergedSeparable(128, Repeat = 5)]
    public static partial Layer Stage4 { get; }

    [MergedSeparable(256, Stride = 2), MergedSeparable(256)]
    public static partial Layer Stage5 { get; }

    [PooledClassifier]
    public static partial Layer Scores { get; }
}
