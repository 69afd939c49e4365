namespace Burden.Sample.Zoo;

/// <summary>The thirteen convolutions of VGG-VD-16.</summary>
/// <remarks>K. Simonyan, A. Zisserman: Very Deep Convolutional Networks for Large-Scale Image Recognition, ICLR 2015.</remarks>
public abstract class Vgg16Stages
{
    [VggStage(64, 2)]
    protected static Layer Stage1 { get; }

    [VggStage(128, 2)]
    protected static Layer Stage2 { get; }

    [VggStage(256, 3)]
    protected static Layer Stage3 { get; }

    [VggStage(512, 3)]
    protected static Layer Stage4 { get; }

    [VggStage(512, 3)]
    protected static Layer Stage5 { get; }
}

/// <summary>VGG-VD-16: thirteen 3x3 convolutions in five stages, and three dense layers.</summary>
/// <remarks>K. Simonyan, A. Zisserman: Very Deep Convolutional Networks for Large-Scale Image Recognition, ICLR 2015.</remarks>
[Network(3, 224, 224, Name = "vgg-vd-16")]
[Report(At = nameof(Stage5))]
public sealed partial class Vgg16 : Vgg16Stages
{
    [DenseHead(7)]
    public static partial Layer Probabilities { get; }
}

/// <summary>VGG-VD-19: sixteen 3x3 convolutions in five stages, and three dense layers.</summary>
/// <remarks>K. Simonyan, A. Zisserman: Very Deep Convolutional Networks for Large-Scale Image Recognition, ICLR 2015.</remarks>
[Network(3, 224, 224, Name = "vgg-vd-19")]
[Report(At = nameof(Stage5))]
public sealed partial class Vgg19
{
    [VggStage(64, 2)]
    public static partial Layer Stage1 { get; }

    [VggStage(128, 2)]
    public static partial Layer Stage2 { get; }

    [VggStage(256, 4)]
    public static partial Layer Stage3 { get; }

    [VggStage(512, 4)]
    public static partial Layer Stage4 { get; }

    [VggStage(512, 4)]
    public static partial Layer Stage5 { get; }

    [DenseHead(7)]
    public static partial Layer Probabilities { get; }
}

/// <summary>VGG-VD-16 with its dense layers cut down to convolutions of 1,024 filters that keep the 7x7 map.</summary>
/// <remarks>
/// W. Liu, A. Rabinovich, A. Berg: ParseNet: Looking Wider to See Better, arXiv:1506.04579, 2015.
/// All three layers after the trunk run at 49 places.
/// </remarks>
[Network(3, 224, 224, Name = "vgg-vd-16-atrous")]
[Report(At = nameof(Stage5))]
public sealed partial class Vgg16Atrous : Vgg16Stages
{
    [ConvReLU(1024, 3, Padding = 1)]
    public static partial Layer Fc6 { get; }

    [ConvReLU(1024, 1)]
    public static partial Layer Fc7 { get; }

    [Conv2d(1000, 1), Softmax]
    public static partial Layer Probabilities { get; }
}
