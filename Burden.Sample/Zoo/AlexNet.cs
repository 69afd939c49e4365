namespace Burden.Sample.Zoo;

/// <summary>AlexNet: five convolutions, some in two groups, and three dense layers.</summary>
/// <remarks>
/// A. Krizhevsky, I. Sutskever, G. Hinton: ImageNet Classification with Deep Convolutional Neural Networks, NIPS 2012.
/// This is MatConvNet's own: it has no local response normalisation, because it was trained with batch norm that was later
/// folded into the convolutions; it takes 227 x 227, so that no pool needs to round.
/// </remarks>
[Network(3, 227, 227, Name = "alexnet")]
[Report(At = nameof(Pool5))]
public sealed partial class AlexNet
{
    [Conv2d(96, 11, Stride = 4), ReLU, MaxPool2d(3, Stride = 2)]
    public static partial Layer Conv1 { get; }

    [Conv2d(256, 5, Padding = 2, Groups = 2), ReLU, MaxPool2d(3, Stride = 2)]
    public static partial Layer Conv2 { get; }

    [Conv2d(384, 3, Padding = 1), ReLU]
    public static partial Layer Conv3 { get; }

    [Conv2d(384, 3, Padding = 1, Groups = 2), ReLU]
    public static partial Layer Conv4 { get; }

    [Conv2d(256, 3, Padding = 1, Groups = 2), ReLU]
    public static partial Layer Conv5 { get; }

    [MaxPool2d(3, Stride = 2)]
    public static partial Layer Pool5 { get; }

    [DenseHead(6)]
    public static partial Layer Probabilities { get; }
}

/// <summary>CaffeNet: AlexNet as Caffe's reference model, which pools before it normalises.</summary>
/// <remarks>
/// Y. Jia et al.: Caffe: Convolutional Architecture for Fast Feature Embedding, ACM Multimedia 2014.
/// </remarks>
[Network(3, 224, 224, Name = "caffenet")]
[Report(At = nameof(Pool5))]
public sealed partial class CaffeNet
{
    [Conv2d(96, 11, Stride = 4), ReLU, MaxPool2d(3, Stride = 2, CeilMode = true), LocalResponseNorm(5)]
    public static partial Layer Conv1 { get; }

    [Conv2d(256, 5, Padding = 2, Groups = 2), ReLU, MaxPool2d(3, Stride = 2, CeilMode = true), LocalResponseNorm(5)]
    public static partial Layer Conv2 { get; }

    [Conv2d(384, 3, Padding = 1), ReLU]
    public static partial Layer Conv3 { get; }

    [Conv2d(384, 3, Padding = 1, Groups = 2), ReLU]
    public static partial Layer Conv4 { get; }

    [Conv2d(256, 3, Padding = 1, Groups = 2), ReLU]
    public static partial Layer Conv5 { get; }

    [MaxPool2d(3, Stride = 2, CeilMode = true)]
    public static partial Layer Pool5 { get; }

    [DenseHead(6)]
    public static partial Layer Probabilities { get; }
}
