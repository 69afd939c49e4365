namespace Burden.Sample.Zoo;

// The aggregated residual networks of S. Xie, R. Girshick, P. Dollár, Z. Tu, K. He: Aggregated Residual Transformations for
// Deep Neural Networks, CVPR 2017. "32x4d" is 32 groups of 4 channels in the first stage.

/// <summary>The residual branch of ResNeXt: 1x1, 3x3 in groups, 1x1.</summary>
/// <param name="groups">The groups of the 3x3, the paper's cardinality.</param>
/// <param name="width">The channels between.</param>
/// <param name="outChannels">The channels that it yields.</param>
internal sealed class ResNeXtBranchAttribute(object groups, object width, object outChannels) : ModuleAttribute
{
    /// <summary>The stride of the 3x3.</summary>
    public object Stride { get; set; } = 1;

    [ConvBNReLU(nameof(width), 1)]
    Layer Reduce { get; }

    [ConvBNReLU(nameof(width), 3, Stride = nameof(Stride), Padding = 1, Groups = nameof(groups))]
    Layer Spatial { get; }

    [ConvBN(nameof(outChannels), 1)]
    Layer Expand { get; }
}

/// <summary>ResNeXt's block: 1x1, grouped 3x3 and 1x1 convolutions, added to the block's input.</summary>
/// <param name="groups">The groups of the 3x3, the paper's cardinality.</param>
/// <param name="width">The channels between.</param>
/// <param name="outChannels">The channels that the block yields.</param>
internal sealed class ResNeXtBlockAttribute(object groups, object width, object outChannels) : ModuleAttribute
{
    /// <summary>The stride of the 3x3.</summary>
    public object Stride { get; set; } = 1;

    [ResNeXtBranch(nameof(groups), nameof(width), nameof(outChannels), Stride = nameof(Stride))]
    Layer Residual { get; }

    [Projection(nameof(outChannels), Stride = nameof(Stride), From = Input)]
    Layer Shortcut { get; }

    [Add(nameof(Residual), nameof(Shortcut)), ReLU]
    Layer Output { get; }
}

/// <summary>ResNeXt-50 with 32 groups of 4 channels, the authors' Torch model.</summary>
/// <remarks>S. Xie et al.: Aggregated Residual Transformations for Deep Neural Networks, CVPR 2017.</remarks>
[Network(3, 224, 224, Name = "resnext-50-32x4d")]
[Report(At = nameof(Stage4))]
public sealed partial class ResNeXt50_32x4d
{
    [TorchStem(64)]
    public static partial Layer Stem { get; }

    [ResNeXtBlock(32, 128, 256, Repeat = 3)]
    public static partial Layer Stage1 { get; }

    [ResNeXtBlock(32, 256, 512, Stride = 2), ResNeXtBlock(32, 256, 512, Repeat = 3)]
    public static partial Layer Stage2 { get; }

    [ResNeXtBlock(32, 512, 1024, Stride = 2), ResNeXtBlock(32, 512, 1024, Repeat = 5)]
    public static partial Layer Stage3 { get; }

    [ResNeXtBlock(32, 1024, 2048, Stride = 2), ResNeXtBlock(32, 1024, 2048, Repeat = 2)]
    public static partial Layer Stage4 { get; }

    [AvgPool2d(7, Stride = 1), TorchClassifier]
    public static partial Layer Scores { get; }
}

/// <summary>ResNeXt-101 with 32 groups of 4 channels, the authors' Torch model.</summary>
/// <remarks>S. Xie et al.: Aggregated Residual Transformations for Deep Neural Networks, CVPR 2017.</remarks>
[Network(3, 224, 224, Name = "resnext-101-32x4d")]
[Report(At = nameof(Stage4))]
public sealed partial class ResNeXt101_32x4d
{
    [TorchStem(64)]
    public static partial Layer Stem { get; }

    [ResNeXtBlock(32, 128, 256, Repeat = 3)]
    public static partial Layer Stage1 { get; }

    [ResNeXtBlock(32, 256, 512, Stride = 2), ResNeXtBlock(32, 256, 512, Repeat = 3)]
    public static partial Layer Stage2 { get; }

    [ResNeXtBlock(32, 512, 1024, Stride = 2), ResNeXtBlock(32, 512, 1024, Repeat = 22)]
    public static partial Layer Stage3 { get; }

    [ResNeXtBlock(32, 1024, 2048, Stride = 2), ResNeXtBlock(32, 1024, 2048, Repeat = 2)]
    public static partial Layer Stage4 { get; }

    [AvgPool2d(7, Stride = 1), TorchClassifier]
    public static partial Layer Scores { get; }
}

/// <summary>ResNeXt-101 with 64 groups of 4 channels, the authors' Torch model.</summary>
/// <remarks>S. Xie et al.: Aggregated Residual Transformations for Deep Neural Networks, CVPR 2017.</remarks>
[Network(3, 224, 224, Name = "resnext-101-64x4d")]
[Report(At = nameof(Stage4))]
public sealed partial class ResNeXt101_64x4d
{
    [TorchStem(64)]
    public static partial Layer Stem { get; }

    [ResNeXtBlock(64, 256, 256, Repeat = 3)]
    public static partial Layer Stage1 { get; }

    [ResNeXtBlock(64, 512, 512, Stride = 2), ResNeXtBlock(64, 512, 512, Repeat = 3)]
    public static partial Layer Stage2 { get; }

    [ResNeXtBlock(64, 1024, 1024, Stride = 2), ResNeXtBlock(64, 1024, 1024, Repeat = 22)]
    public static partial Layer Stage3 { get; }

    [ResNeXtBlock(64, 2048, 2048, Stride = 2), ResNeXtBlock(64, 2048, 2048, Repeat = 2)]
    public static partial Layer Stage4 { get; }

    [AvgPool2d(7, Stride = 1), TorchClassifier]
    public static partial Layer Scores { get; }
}
