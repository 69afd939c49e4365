namespace Burden.Sample.Zoo;

// The residual networks of K. He, X. Zhang, S. Ren, J. Sun: Deep Residual Learning for Image Recognition, CVPR 2016.

/// <summary>The block of the shallow ResNets: two 3x3 convolutions, added to the block's input.</summary>
/// <param name="width">The filters of both.</param>
internal sealed class BasicBlockAttribute(int width) : ModuleAttribute
{
    /// <summary>The stride of the first convolution.</summary>
    public object Stride { get; set; } = 1;

    [ConvBNReLU(nameof(width), 3, Stride = nameof(Stride), Padding = 1), ConvBN(nameof(width), 3, Padding = 1)]
    Layer Residual { get; }

    [Projection(nameof(width), Stride = nameof(Stride), From = Input)]
    Layer Shortcut { get; }

    [Add(nameof(Residual), nameof(Shortcut)), ReLU]
    Layer Output { get; }
}

/// <summary>The residual branch of a bottleneck: 1x1 to few channels, 3x3, and 1x1 to four times as many.</summary>
/// <param name="width">The channels between.</param>
internal sealed class BottleneckBranchAttribute(object width) : ModuleAttribute
{
    /// <summary>The stride of the first 1x1: where Caffe's models have it.</summary>
    public object Stride { get; set; } = 1;

    /// <summary>The spacing of the 3x3.</summary>
    public object Dilation { get; set; } = 1;

    [ConvBNReLU(nameof(width), 1, Stride = nameof(Stride))]
    Layer Reduce { get; }

    [ConvBNReLU(nameof(width), 3, Padding = nameof(Dilation), Dilation = nameof(Dilation))]
    Layer Spatial { get; }

    [ConvBN($"4 * {nameof(width)}", 1)]
    Layer Expand { get; }
}

/// <summary>The block of the deep ResNets: 1x1, 3x3 and 1x1 convolutions, added to the block's input.</summary>
/// <param name="width">The channels between; the block yields four times as many.</param>
internal sealed class BottleneckAttribute(int width) : ModuleAttribute
{
    /// <summary>The stride of the first 1x1.</summary>
    public object Stride { get; set; } = 1;

    /// <summary>The spacing of the 3x3.</summary>
    public object Dilation { get; set; } = 1;

    [BottleneckBranch(nameof(width), Stride = nameof(Stride), Dilation = nameof(Dilation))]
    Layer Residual { get; }

    [Projection($"4 * {nameof(width)}", Stride = nameof(Stride), From = Input)]
    Layer Shortcut { get; }

    [Add(nameof(Residual), nameof(Shortcut)), ReLU]
    Layer Output { get; }
}

/// <summary>ResNet-18, torchvision's.</summary>
/// <remarks>K. He, X. Zhang, S. Ren, J. Sun: Deep Residual Learning for Image Recognition, CVPR 2016.</remarks>
[Network(3, 224, 224, Name = "resnet18")]
[Report(At = nameof(Stage4))]
public sealed partial class ResNet18
{
    [TorchStem(64)]
    public static partial Layer Stem { get; }

    [BasicBlock(64, Repeat = 2)]
    public static partial Layer Stage1 { get; }

    [BasicBlock(128, Stride = 2), BasicBlock(128)]
    public static partial Layer Stage2 { get; }

    [BasicBlock(256, Stride = 2), BasicBlock(256)]
    public static partial Layer Stage3 { get; }

    [BasicBlock(512, Stride = 2), BasicBlock(512)]
    public static partial Layer Stage4 { get; }

    [AvgPool2d(7, Stride = 1), TorchClassifier]
    public static partial Layer Scores { get; }
}

/// <summary>ResNet-34, torchvision's.</summary>
/// <remarks>K. He, X. Zhang, S. Ren, J. Sun: Deep Residual Learning for Image Recognition, CVPR 2016.</remarks>
[Network(3, 224, 224, Name = "resnet34")]
[Report(At = nameof(Stage4))]
public sealed partial class ResNet34
{
    [TorchStem(64)]
    public static partial Layer Stem { get; }

    [BasicBlock(64, Repeat = 3)]
    public static partial Layer Stage1 { get; }

    [BasicBlock(128, Stride = 2), BasicBlock(128, Repeat = 3)]
    public static partial Layer Stage2 { get; }

    [BasicBlock(256, Stride = 2), BasicBlock(256, Repeat = 5)]
    public static partial Layer Stage3 { get; }

    [BasicBlock(512, Stride = 2), BasicBlock(512, Repeat = 2)]
    public static partial Layer Stage4 { get; }

    [AvgPool2d(7, Stride = 1), TorchClassifier]
    public static partial Layer Scores { get; }
}

/// <summary>ResNet-50, the authors' Caffe model.</summary>
/// <remarks>K. He, X. Zhang, S. Ren, J. Sun: Deep Residual Learning for Image Recognition, CVPR 2016.</remarks>
[Network(3, 224, 224, Name = "resnet-50")]
[Report(At = nameof(Stage4))]
public sealed partial class ResNet50
{
    [CaffeStem(Bias = true)]
    public static partial Layer Stem { get; }

    [Bottleneck(64, Repeat = 3)]
    public static partial Layer Stage1 { get; }

    [Bottleneck(128, Stride = 2), Bottleneck(128, Repeat = 3)]
    public static partial Layer Stage2 { get; }

    [Bottleneck(256, Stride = 2), Bottleneck(256, Repeat = 5)]
    public static partial Layer Stage3 { get; }

    [Bottleneck(512, Stride = 2), Bottleneck(512, Repeat = 2)]
    public static partial Layer Stage4 { get; }

    [CaffeClassifier]
    public static partial Layer Probabilities { get; }
}

/// <summary>ResNet-101, the authors' Caffe model.</summary>
/// <remarks>K. He, X. Zhang, S. Ren, J. Sun: Deep Residual Learning for Image Recognition, CVPR 2016.</remarks>
[Network(3, 224, 224, Name = "resnet-101")]
[Report(At = nameof(Stage4))]
public sealed partial class ResNet101
{
    [CaffeStem]
    public static partial Layer Stem { get; }

    [Bottleneck(64, Repeat = 3)]
    public static partial Layer Stage1 { get; }

    [Bottleneck(128, Stride = 2), Bottleneck(128, Repeat = 3)]
    public static partial Layer Stage2 { get; }

    [Bottleneck(256, Stride = 2), Bottleneck(256, Repeat = 22)]
    public static partial Layer Stage3 { get; }

    [Bottleneck(512, Stride = 2), Bottleneck(512, Repeat = 2)]
    public static partial Layer Stage4 { get; }

    [CaffeClassifier]
    public static partial Layer Probabilities { get; }
}

/// <summary>ResNet-152, the authors' Caffe model.</summary>
/// <remarks>K. He, X. Zhang, S. Ren, J. Sun: Deep Residual Learning for Image Recognition, CVPR 2016.</remarks>
[Network(3, 224, 224, Name = "resnet-152")]
[Report(At = nameof(Stage4))]
public sealed partial class ResNet152
{
    [CaffeStem]
    public static partial Layer Stem { get; }

    [Bottleneck(64, Repeat = 3)]
    public static partial Layer Stage1 { get; }

    [Bottleneck(128, Stride = 2), Bottleneck(128, Repeat = 7)]
    public static partial Layer Stage2 { get; }

    [Bottleneck(256, Stride = 2), Bottleneck(256, Repeat = 35)]
    public static partial Layer Stage3 { get; }

    [Bottleneck(512, Stride = 2), Bottleneck(512, Repeat = 2)]
    public static partial Layer Stage4 { get; }

    [CaffeClassifier]
    public static partial Layer Probabilities { get; }
}
