namespace Burden.Sample.Zoo;

// D. Tran et al.: A Closer Look at Spatiotemporal Convolutions for Action Recognition, CVPR 2018. R3D: all convolutions are
// over time and space.

/// <summary>A convolution over time and space, and batch norm.</summary>
/// <param name="outChannels">The number of filters.</param>
/// <param name="kernelSize">The kernel's size: frames, height and width.</param>
internal sealed class Conv3dBNAttribute(object outChannels, object kernelSize) : ModuleAttribute
{
    /// <summary>The step of the window.</summary>
    public object Stride { get; set; } = 1;

    /// <summary>Zeros around the input.</summary>
    public object Padding { get; set; } = 0;

    [Conv3d(nameof(outChannels), nameof(kernelSize), Stride = nameof(Stride), Padding = nameof(Padding), Bias = false), BatchNorm3d]
    Layer Output { get; }
}

/// <summary>ResNet's basic block over time and space.</summary>
/// <param name="width">The filters of both convolutions.</param>
internal sealed class BasicBlock3dAttribute(object width) : ModuleAttribute
{
    /// <summary>The stride of the first convolution.</summary>
    public object Stride { get; set; } = 1;

    [Conv3dBN(nameof(width), 3, Stride = nameof(Stride), Padding = 1), ReLU, Conv3dBN(nameof(width), 3, Padding = 1)]
    Layer Residual { get; }

    [When($"{nameof(Stride)} > 1 || Input.Channels != {nameof(width)}")]
    [Conv3dBN(nameof(width), 1, Stride = nameof(Stride), From = Input)]
    Layer Shortcut { get; }

    [Add(nameof(Residual), nameof(Shortcut)), ReLU]
    Layer Output { get; }
}

/// <summary>R3D-18, torchvision's: 16 frames of 112x112, and the 400 classes of Kinetics.</summary>
/// <remarks>D. Tran et al.: A Closer Look at Spatiotemporal Convolutions for Action Recognition, CVPR 2018.</remarks>
[Network(3, 16, 112, 112, Name = "r3d_18")]
public sealed partial class R3D18
{
    [Conv3dBN(64, "(3, 7, 7)", Stride = "(1, 2, 2)", Padding = "(1, 3, 3)"), ReLU]
    public static partial Layer Stem { get; }

    [BasicBlock3d(64, Repeat = 2)]
    public static partial Layer Stage1 { get; }

    [BasicBlock3d(128, Stride = 2), BasicBlock3d(128)]
    public static partial Layer Stage2 { get; }

    [BasicBlock3d(256, Stride = 2), BasicBlock3d(256)]
    public static partial Layer Stage3 { get; }

    [BasicBlock3d(512, Stride = 2), BasicBlock3d(512)]
    public static partial Layer Stage4 { get; }

    [GlobalAvgPool3d, Flatten, Linear(400)]
    public static partial Layer Scores { get; }
}
