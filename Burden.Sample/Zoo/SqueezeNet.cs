namespace Burden.Sample.Zoo;

/// <summary>SqueezeNet's module: a 1x1 convolution to few channels, then 1x1 and 3x3 convolutions side by side.</summary>
/// <param name="squeeze">The channels between.</param>
/// <param name="expand">The filters of each of the two convolutions.</param>
internal sealed class FireAttribute(int squeeze, int expand) : ModuleAttribute
{
    [ConvReLU(nameof(squeeze), 1)]
    Layer Squeeze { get; }

    [ConvReLU(nameof(expand), 1, From = nameof(Squeeze))]
    Layer Expand1x1 { get; }

    [ConvReLU(nameof(expand), 3, Padding = 1, From = nameof(Squeeze))]
    Layer Expand3x3 { get; }

    [Concat(nameof(Expand1x1), nameof(Expand3x3))]
    Layer Output { get; }
}

/// <summary>
/// SqueezeNet's classifier: a convolution to 1,000 maps and their averages. The import keeps the dropout, and the change to
/// Torch's order of values and the flattening as copies; the scores have no softmax.
/// </summary>
internal sealed class SqueezeNetClassifierAttribute : ModuleAttribute
{
    [Dropout(Kept = true), Conv2d(1000, 1), ReLU, AvgPool2d(13)]
    Layer Averages { get; }

    [Permute(1, 2, 0, Copy = true), Flatten(Copy = true)]
    Layer Scores { get; }
}

/// <summary>SqueezeNet 1.0: AlexNet's accuracy with a fiftieth of its parameters.</summary>
/// <remarks>
/// F. Iandola et al.: SqueezeNet: AlexNet-level accuracy with 50x fewer parameters and &lt;0.5MB model size,
/// arXiv:1602.07360, 2016. Imported from Torch, where pools round up: the import padded by one row and column the one pool
/// that 224 x 224 doesn't fit, and lets the others round down.
/// </remarks>
[Network(3, 224, 224, Name = "squeezenet1-0")]
[Report(At = nameof(Fire9))]
public sealed partial class SqueezeNet1_0
{
    [ConvReLU(96, 7, Stride = 2), MaxPool2d(3, Stride = 2)]
    public static partial Layer Stem { get; }

    [Fire(16, 64)]
    public static partial Layer Fire2 { get; }

    [Fire(16, 64)]
    public static partial Layer Fire3 { get; }

    [Fire(32, 128), MaxPool2d(3, Stride = 2, Padding = "((0, 1), (0, 1))")]
    public static partial Layer Fire4 { get; }

    [Fire(32, 128)]
    public static partial Layer Fire5 { get; }

    [Fire(48, 192)]
    public static partial Layer Fire6 { get; }

    [Fire(48, 192)]
    public static partial Layer Fire7 { get; }

    [Fire(64, 256), MaxPool2d(3, Stride = 2)]
    public static partial Layer Fire8 { get; }

    [Fire(64, 256)]
    public static partial Layer Fire9 { get; }

    [SqueezeNetClassifier]
    public static partial Layer Scores { get; }
}

/// <summary>SqueezeNet 1.1: a smaller first convolution and earlier pools, for 2.4 times fewer FLOPs.</summary>
/// <remarks>
/// F. Iandola et al.: SqueezeNet: AlexNet-level accuracy with 50x fewer parameters and &lt;0.5MB model size,
/// arXiv:1602.07360, 2016. At 224 x 224 all pools fit.
/// </remarks>
[Network(3, 224, 224, Name = "squeezenet1-1")]
[Report(At = nameof(Fire9))]
public sealed partial class SqueezeNet1_1
{
    [ConvReLU(64, 3, Stride = 2), MaxPool2d(3, Stride = 2)]
    public static partial Layer Stem { get; }

    [Fire(16, 64)]
    public static partial Layer Fire2 { get; }

    [Fire(16, 64), MaxPool2d(3, Stride = 2)]
    public static partial Layer Fire3 { get; }

    [Fire(32, 128)]
    public static partial Layer Fire4 { get; }

    [Fire(32, 128), MaxPool2d(3, Stride = 2)]
    public static partial Layer Fire5 { get; }

    [Fire(48, 192)]
    public static partial Layer Fire6 { get; }

    [Fire(48, 192)]
    public static partial Layer Fire7 { get; }

    [Fire(64, 256)]
    public static partial Layer Fire8 { get; }

    [Fire(64, 256)]
    public static partial Layer Fire9 { get; }

    [SqueezeNetClassifier]
    public static partial Layer Scores { get; }
}
