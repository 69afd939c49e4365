namespace Burden.Sample.Zoo;

// The squeeze-and-excitation networks of J. Hu, L. Shen, G. Sun: Squeeze-and-Excitation Networks, CVPR 2018: the authors'
// Caffe models. Gate, residual and shortcut meet in one scale-and-add layer; the reports stand at the last of them, before
// its ReLU.

/// <summary>The end of a residual branch: each channel times its gate, plus the shortcut.</summary>
/// <param name="shortcut">The layer that is added.</param>
internal sealed class GatedAddAttribute(string shortcut) : ModuleAttribute
{
    [SqueezeExcitation]
    Layer Gate { get; }

    [ScaleAdd(nameof(Gate), Input, nameof(shortcut))]
    Layer Output { get; }
}

/// <summary>ResNet's bottleneck with a gate.</summary>
/// <param name="width">The channels between; the block yields four times as many.</param>
internal sealed class SEBottleneckAttribute(int width) : ModuleAttribute
{
    /// <summary>The stride of the first 1x1.</summary>
    public object Stride { get; set; } = 1;

    /// <summary>Whether the block ends in its ReLU; a network's last block leaves it to the network.</summary>
    public object Activated { get; set; } = true;

    [Projection($"4 * {nameof(width)}", Stride = nameof(Stride))]
    Layer Shortcut { get; }

    [BottleneckBranch(nameof(width), Stride = nameof(Stride), From = Input), GatedAdd(nameof(Shortcut))]
    Layer Sum { get; }

    [When(nameof(Activated))]
    [ReLU]
    Layer Output { get; }
}

/// <summary>ResNeXt's block with a gate: 32 groups, twice as many channels as between.</summary>
/// <param name="width">The channels between; the block yields twice as many.</param>
internal sealed class SEResNeXtBlockAttribute(int width) : ModuleAttribute
{
    /// <summary>The stride of the 3x3.</summary>
    public object Stride { get; set; } = 1;

    /// <summary>Whether the block ends in its ReLU; a network's last block leaves it to the network.</summary>
    public object Activated { get; set; } = true;

    [Projection($"2 * {nameof(width)}", Stride = nameof(Stride))]
    Layer Shortcut { get; }

    [ResNeXtBranch(32, nameof(width), $"2 * {nameof(width)}", Stride = nameof(Stride), From = Input), GatedAdd(nameof(Shortcut))]
    Layer Sum { get; }

    [When(nameof(Activated))]
    [ReLU]
    Layer Output { get; }
}

/// <summary>SENet-154's block: 64 groups, a first 1x1 half as wide as the 3x3, and a 3x3 projection.</summary>
/// <param name="width">The filters of the 3x3, and of the block.</param>
internal sealed class SENetBlockAttribute(int width) : ModuleAttribute
{
    /// <summary>The stride of the 3x3.</summary>
    public object Stride { get; set; } = 1;

    /// <summary>The kernel of the projection: 1 in the first stage.</summary>
    public object ProjectionKernel { get; set; } = 3;

    /// <summary>Whether the block ends in its ReLU; a network's last block leaves it to the network.</summary>
    public object Activated { get; set; } = true;

    [When($"Input.Channels != {nameof(width)}")]
    [ConvBN(nameof(width), nameof(ProjectionKernel), Stride = nameof(Stride), Padding = $"{nameof(ProjectionKernel)} / 2")]
    Layer Shortcut { get; }

    [ConvBNReLU($"{nameof(width)} / 2", 1, From = Input), ConvBNReLU(nameof(width), 3, Stride = nameof(Stride), Padding = 1, Groups = 64), ConvBN(nameof(width), 1)]
    Layer Residual { get; }

    [GatedAdd(nameof(Shortcut))]
    Layer Sum { get; }

    [When(nameof(Activated))]
    [ReLU]
    Layer Output { get; }
}

/// <summary>SE-ResNet-50.</summary>
/// <remarks>J. Hu, L. Shen, G. Sun: Squeeze-and-Excitation Networks, CVPR 2018.</remarks>
[Network(3, 224, 224, Name = "SE-ResNet-50")]
[Report(At = nameof(Stage4))]
public sealed partial class SEResNet50
{
    [CaffeStem]
    public static partial Layer Stem { get; }

    [SEBottleneck(64, Repeat = 3)]
    public static partial Layer Stage1 { get; }

    [SEBottleneck(128, Stride = 2), SEBottleneck(128, Repeat = 3)]
    public static partial Layer Stage2 { get; }

    [SEBottleneck(256, Stride = 2), SEBottleneck(256, Repeat = 5)]
    public static partial Layer Stage3 { get; }

    [SEBottleneck(512, Stride = 2), SEBottleneck(512), SEBottleneck(512, Activated = false)]
    public static partial Layer Stage4 { get; }

    [ReLU, CaffeClassifier]
    public static partial Layer Probabilities { get; }
}

/// <summary>SE-ResNet-101.</summary>
/// <remarks>J. Hu, L. Shen, G. Sun: Squeeze-and-Excitation Networks, CVPR 2018.</remarks>
[Network(3, 224, 224, Name = "SE-ResNet-101")]
[Report(At = nameof(Stage4))]
public sealed partial class SEResNet101
{
    [CaffeStem]
    public static partial Layer Stem { get; }

    [SEBottleneck(64, Repeat = 3)]
    public static partial Layer Stage1 { get; }

    [SEBottleneck(128, Stride = 2), SEBottleneck(128, Repeat = 3)]
    public static partial Layer Stage2 { get; }

    [SEBottleneck(256, Stride = 2), SEBottleneck(256, Repeat = 22)]
    public static partial Layer Stage3 { get; }

    [SEBottleneck(512, Stride = 2), SEBottleneck(512), SEBottleneck(512, Activated = false)]
    public static partial Layer Stage4 { get; }

    [ReLU, CaffeClassifier]
    public static partial Layer Probabilities { get; }
}

/// <summary>SE-ResNet-152.</summary>
/// <remarks>J. Hu, L. Shen, G. Sun: Squeeze-and-Excitation Networks, CVPR 2018.</remarks>
[Network(3, 224, 224, Name = "SE-ResNet-152")]
[Report(At = nameof(Stage4))]
public sealed partial class SEResNet152
{
    [CaffeStem]
    public static partial Layer Stem { get; }

    [SEBottleneck(64, Repeat = 3)]
    public static partial Layer Stage1 { get; }

    [SEBottleneck(128, Stride = 2), SEBottleneck(128, Repeat = 7)]
    public static partial Layer Stage2 { get; }

    [SEBottleneck(256, Stride = 2), SEBottleneck(256, Repeat = 35)]
    public static partial Layer Stage3 { get; }

    [SEBottleneck(512, Stride = 2), SEBottleneck(512), SEBottleneck(512, Activated = false)]
    public static partial Layer Stage4 { get; }

    [ReLU, CaffeClassifier]
    public static partial Layer Probabilities { get; }
}

/// <summary>SE-ResNeXt-50 with 32 groups of 4 channels.</summary>
/// <remarks>J. Hu, L. Shen, G. Sun: Squeeze-and-Excitation Networks, CVPR 2018.</remarks>
[Network(3, 224, 224, Name = "SE-ResNeXt-50-32x4d")]
[Report(At = nameof(Stage4))]
public sealed partial class SEResNeXt50_32x4d
{
    [CaffeStem]
    public static partial Layer Stem { get; }

    [SEResNeXtBlock(128, Repeat = 3)]
    public static partial Layer Stage1 { get; }

    [SEResNeXtBlock(256, Stride = 2), SEResNeXtBlock(256, Repeat = 3)]
    public static partial Layer Stage2 { get; }

    [SEResNeXtBlock(512, Stride = 2), SEResNeXtBlock(512, Repeat = 5)]
    public static partial Layer Stage3 { get; }

    [SEResNeXtBlock(1024, Stride = 2), SEResNeXtBlock(1024), SEResNeXtBlock(1024, Activated = false)]
    public static partial Layer Stage4 { get; }

    [ReLU, CaffeClassifier]
    public static partial Layer Probabilities { get; }
}

/// <summary>SE-ResNeXt-101 with 32 groups of 4 channels.</summary>
/// <remarks>J. Hu, L. Shen, G. Sun: Squeeze-and-Excitation Networks, CVPR 2018.</remarks>
[Network(3, 224, 224, Name = "SE-ResNeXt-101-32x4d")]
[Report(At = nameof(Stage4))]
public sealed partial class SEResNeXt101_32x4d
{
    [CaffeStem]
    public static partial Layer Stem { get; }

    [SEResNeXtBlock(128, Repeat = 3)]
    public static partial Layer Stage1 { get; }

    [SEResNeXtBlock(256, Stride = 2), SEResNeXtBlock(256, Repeat = 3)]
    public static partial Layer Stage2 { get; }

    [SEResNeXtBlock(512, Stride = 2), SEResNeXtBlock(512, Repeat = 22)]
    public static partial Layer Stage3 { get; }

    [SEResNeXtBlock(1024, Stride = 2), SEResNeXtBlock(1024), SEResNeXtBlock(1024, Activated = false)]
    public static partial Layer Stage4 { get; }

    [ReLU, CaffeClassifier]
    public static partial Layer Probabilities { get; }
}

/// <summary>SENet-154, the winner of ILSVRC 2017: three 3x3 convolutions first, wider blocks, dropout before the classifier.</summary>
/// <remarks>J. Hu, L. Shen, G. Sun: Squeeze-and-Excitation Networks, CVPR 2018. The import keeps the dropout.</remarks>
[Network(3, 224, 224, Name = "SENet")]
[Report(At = nameof(Stage4))]
public sealed partial class SENet
{
    [ConvBNReLU(64, 3, Stride = 2, Padding = 1), ConvBNReLU(64, 3, Padding = 1), ConvBNReLU(128, 3, Padding = 1), MaxPool2d(3, Stride = 2, CeilMode = true)]
    public static partial Layer Stem { get; }

    [SENetBlock(256, ProjectionKernel = 1), SENetBlock(256, Repeat = 2)]
    public static partial Layer Stage1 { get; }

    [SENetBlock(512, Stride = 2), SENetBlock(512, Repeat = 7)]
    public static partial Layer Stage2 { get; }

    [SENetBlock(1024, Stride = 2), SENetBlock(1024, Repeat = 35)]
    public static partial Layer Stage3 { get; }

    [SENetBlock(2048, Stride = 2), SENetBlock(2048), SENetBlock(2048, Activated = false)]
    public static partial Layer Stage4 { get; }

    [ReLU, AvgPool2d(7, Stride = 1, CeilMode = true), Dropout(Kept = true), Conv2d(1000, 1), Softmax]
    public static partial Layer Probabilities { get; }
}
