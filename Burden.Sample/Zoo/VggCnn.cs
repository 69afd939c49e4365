namespace Burden.Sample.Zoo;

// The CNN-F, CNN-M and CNN-S of K. Chatfield, K. Simonyan, A. Vedaldi, A. Zisserman: Return of the Devil in the Details:
// Delving Deep into Convolutional Nets, BMVC 2014. All normalise before they pool, and pools round up.

/// <summary>VGG-F, the fast one: stride 4 in the first convolution.</summary>
/// <remarks>K. Chatfield et al.: Return of the Devil in the Details, BMVC 2014.</remarks>
[Network(3, 224, 224, Name = "vgg-f")]
[Report(At = nameof(Pool5))]
public sealed partial class VggF
{
    [Conv2d(64, 11, Stride = 4), ReLU, LocalResponseNorm(5), MaxPool2d(3, Stride = 2, CeilMode = true)]
    public static partial Layer Conv1 { get; }

    [Conv2d(256, 5, Padding = 2), ReLU, LocalResponseNorm(5), MaxPool2d(3, Stride = 2, CeilMode = true)]
    public static partial Layer Conv2 { get; }

    [ConvReLU(256, 3, Padding = 1, Repeat = 3)]
    public static partial Layer Conv3To5 { get; }

    [MaxPool2d(3, Stride = 2, CeilMode = true)]
    public static partial Layer Pool5 { get; }

    [DenseHead(6)]
    public static partial Layer Probabilities { get; }
}

/// <summary>The five convolutions that all VGG-M networks share: stride 2 in the first two.</summary>
internal sealed class VggMFeaturesAttribute : ModuleAttribute
{
    [Conv2d(96, 7, Stride = 2), ReLU, LocalResponseNorm(5), MaxPool2d(3, Stride = 2, CeilMode = true)]
    Layer Conv1 { get; }

    [Conv2d(256, 5, Stride = 2, Padding = 1), ReLU, LocalResponseNorm(5), MaxPool2d(3, Stride = 2, CeilMode = true)]
    Layer Conv2 { get; }

    [ConvReLU(512, 3, Padding = 1, Repeat = 3)]
    Layer Conv3To5 { get; }

    [MaxPool2d(3, Stride = 2, CeilMode = true)]
    Layer Pool5 { get; }
}

/// <summary>VGG-M, the medium one.</summary>
/// <remarks>K. Chatfield et al.: Return of the Devil in the Details, BMVC 2014.</remarks>
[Network(3, 224, 224, Name = "vgg-m")]
[Report(At = nameof(Features))]
public sealed partial class VggM
{
    [VggMFeatures]
    public static partial Layer Features { get; }

    [DenseHead(6)]
    public static partial Layer Probabilities { get; }
}

/// <summary>VGG-M with 2,048 values in the last hidden layer.</summary>
/// <remarks>K. Chatfield et al.: Return of the Devil in the Details, BMVC 2014.</remarks>
[Network(3, 224, 224, Name = "vgg-m-2048")]
[Report(At = nameof(Features))]
public sealed partial class VggM2048
{
    [VggMFeatures]
    public static partial Layer Features { get; }

    [DenseHead(6, Fc7Width = 2048)]
    public static partial Layer Probabilities { get; }
}

/// <summary>VGG-M with 1,024 values in the last hidden layer.</summary>
/// <remarks>K. Chatfield et al.: Return of the Devil in the Details, BMVC 2014.</remarks>
[Network(3, 224, 224, Name = "vgg-m-1024")]
[Report(At = nameof(Features))]
public sealed partial class VggM1024
{
    [VggMFeatures]
    public static partial Layer Features { get; }

    [DenseHead(6, Fc7Width = 1024)]
    public static partial Layer Probabilities { get; }
}

/// <summary>VGG-M with 128 values in the last hidden layer.</summary>
/// <remarks>K. Chatfield et al.: Return of the Devil in the Details, BMVC 2014.</remarks>
[Network(3, 224, 224, Name = "vgg-m-128")]
[Report(At = nameof(Features))]
public sealed partial class VggM128
{
    [VggMFeatures]
    public static partial Layer Features { get; }

    [DenseHead(6, Fc7Width = 128)]
    public static partial Layer Probabilities { get; }
}

/// <summary>VGG-S, the slow one: it shrinks its maps by pools of 3, 2 and 3, and normalises after the first convolution alone.</summary>
/// <remarks>K. Chatfield et al.: Return of the Devil in the Details, BMVC 2014.</remarks>
[Network(3, 224, 224, Name = "vgg-s")]
[Report(At = nameof(Pool5))]
public sealed partial class VggS
{
    [Conv2d(96, 7, Stride = 2), ReLU, LocalResponseNorm(5), MaxPool2d(3, CeilMode = true)]
    public static partial Layer Conv1 { get; }

    [Conv2d(256, 5), ReLU, MaxPool2d(2, CeilMode = true)]
    public static partial Layer Conv2 { get; }

    [ConvReLU(512, 3, Padding = 1, Repeat = 3)]
    public static partial Layer Conv3To5 { get; }

    [MaxPool2d(3, CeilMode = true)]
    public static partial Layer Pool5 { get; }

    [DenseHead(6)]
    public static partial Layer Probabilities { get; }
}
