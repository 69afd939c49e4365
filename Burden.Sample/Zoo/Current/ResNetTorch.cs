namespace Burden.Sample.Zoo;

// The residual networks as torchvision has them: a stage's stride is on the 3x3 of its first block, not on the 1x1 before.

/// <summary>A stage of bottleneck blocks, the first of which has the stride.</summary>
/// <param name="width">The channels of the stage in ResNet-50, before the expansion by four.</param>
/// <param name="blocks">How many blocks follow each other, at least 2.</param>
internal sealed class BottleneckStageAttribute(object width, object blocks) : ModuleAttribute
{
    /// <summary>The stride of the first block.</summary>
    public object Stride { get; set; } = 1;

    /// <summary>The groups of the 3x3.</summary>
    public object Groups { get; set; } = 1;

    /// <summary>The channels of a group in the first stage; the other stages have as many times more as they are wider.</summary>
    public object GroupWidth { get; set; } = 64;

    [ResNeXtBlock(nameof(Groups), $"{nameof(width)} * {nameof(GroupWidth)} / 64 * {nameof(Groups)}", $"4 * {nameof(width)}", Stride = nameof(Stride))]
    Layer First { get; }

    [ResNeXtBlock(nameof(Groups), $"{nameof(width)} * {nameof(GroupWidth)} / 64 * {nameof(Groups)}", $"4 * {nameof(width)}", Repeat = $"{nameof(blocks)} - 1")]
    Layer Rest { get; }
}

/// <summary>The layers of a residual network up to the average: a stem and four stages of bottleneck blocks.</summary>
/// <param name="blocks">The blocks of each stage: a tuple of four integers.</param>
internal sealed class BottleneckResNetAttribute(object blocks) : ModuleAttribute
{
    /// <summary>The groups of each 3x3.</summary>
    public object Groups { get; set; } = 1;

    /// <summary>The channels of a group in the first stage.</summary>
    public object GroupWidth { get; set; } = 64;

    [TorchStem(64)]
    Layer Stem { get; }

    [BottleneckStage(64, $"{nameof(blocks)}[0]", Groups = nameof(Groups), GroupWidth = nameof(GroupWidth))]
    Layer Stage1 { get; }

    [BottleneckStage(128, $"{nameof(blocks)}[1]", Stride = 2, Groups = nameof(Groups), GroupWidth = nameof(GroupWidth))]
    Layer Stage2 { get; }

    [BottleneckStage(256, $"{nameof(blocks)}[2]", Stride = 2, Groups = nameof(Groups), GroupWidth = nameof(GroupWidth))]
    Layer Stage3 { get; }

    [BottleneckStage(512, $"{nameof(blocks)}[3]", Stride = 2, Groups = nameof(Groups), GroupWidth = nameof(GroupWidth))]
    Layer Stage4 { get; }
}

/// <summary>ResNet-50, torchvision's, which is known as version 1.5.</summary>
/// <remarks>K. He, X. Zhang, S. Ren, J. Sun: Deep Residual Learning for Image Recognition, CVPR 2016.</remarks>
[Network(3, 224, 224, Name = "resnet50")]
public sealed partial class ResNet50Torch
{
    [BottleneckResNet("(3, 4, 6, 3)")]
    public static partial Layer Features { get; }

    [PooledClassifier]
    public static partial Layer Scores { get; }
}

/// <summary>Wide ResNet-50-2, torchvision's: ResNet-50 with twice as many channels inside its bottlenecks.</summary>
/// <remarks>S. Zagoruyko, N. Komodakis: Wide Residual Networks, BMVC 2016.</remarks>
[Network(3, 224, 224, Name = "wide_resnet50_2")]
public sealed partial class WideResNet50_2
{
    [BottleneckResNet("(3, 4, 6, 3)", GroupWidth = 128)]
    public static partial Layer Features { get; }

    [PooledClassifier]
    public static partial Layer Scores { get; }
}
