namespace Burden.Sample.Zoo;

/// <summary>GoogLeNet's block: 1x1, 3x3 and 5x5 convolutions and a pool side by side, the larger ones after a 1x1.</summary>
/// <param name="conv1x1">The filters of the 1x1 branch.</param>
/// <param name="reduce3x3">The filters of the 1x1 before the 3x3.</param>
/// <param name="conv3x3">The filters of the 3x3 branch.</param>
/// <param name="reduce5x5">The filters of the 1x1 before the 5x5.</param>
/// <param name="conv5x5">The filters of the 5x5 branch.</param>
/// <param name="pool">The filters of the 1x1 after the pool.</param>
internal sealed class InceptionAttribute(int conv1x1, int reduce3x3, int conv3x3, int reduce5x5, int conv5x5, int pool) : ModuleAttribute
{
    [ConvReLU(nameof(conv1x1), 1)]
    Layer Branch1x1 { get; }

    [ConvReLU(nameof(reduce3x3), 1, From = Input), ConvReLU(nameof(conv3x3), 3, Padding = 1)]
    Layer Branch3x3 { get; }

    [ConvReLU(nameof(reduce5x5), 1, From = Input), ConvReLU(nameof(conv5x5), 5, Padding = 2)]
    Layer Branch5x5 { get; }

    [MaxPool2d(3, Stride = 1, Padding = 1, CeilMode = true, From = Input), ConvReLU(nameof(pool), 1)]
    Layer BranchPool { get; }

    [Concat(nameof(Branch1x1), nameof(Branch3x3), nameof(Branch5x5), nameof(BranchPool))]
    Layer Output { get; }
}

/// <summary>A second classifier half-way up, that strengthens the gradients of training.</summary>
internal sealed class AuxiliaryClassifierAttribute : ModuleAttribute
{
    [AvgPool2d(5, Stride = 3, CeilMode = true), ConvReLU(128, 1)]
    Layer Reduce { get; }

    [ConvReLU(1024, 4), Conv2d(1000, 1)]
    Layer Scores { get; }
}

/// <summary>GoogLeNet: nine inception blocks; here with both auxiliary classifiers, which no inference needs.</summary>
/// <remarks>
/// C. Szegedy et al.: Going Deeper with Convolutions, CVPR 2015. This is the Princeton version of the Caffe model; its
/// auxiliary classifiers have neither dropout nor softmax.
/// </remarks>
[Network(3, 224, 224, Name = "googlenet")]
[Report(At = nameof(Inception5b))]
public sealed partial class GoogLeNet
{
    [ConvReLU(64, 7, Stride = 2, Padding = 3), MaxPool2d(3, Stride = 2, CeilMode = true), LocalResponseNorm(5)]
    public static partial Layer Conv1 { get; }

    [ConvReLU(64, 1), ConvReLU(192, 3, Padding = 1), LocalResponseNorm(5), MaxPool2d(3, Stride = 2, CeilMode = true)]
    public static partial Layer Conv2 { get; }

    [Inception(64, 96, 128, 16, 32, 32)]
    public static partial Layer Inception3a { get; }

    [Inception(128, 128, 192, 32, 96, 64), MaxPool2d(3, Stride = 2, CeilMode = true)]
    public static partial Layer Inception3b { get; }

    [Inception(192, 96, 208, 16, 48, 64)]
    public static partial Layer Inception4a { get; }

    [Output, AuxiliaryClassifier]
    public static partial Layer Auxiliary1 { get; }

    [Inception(160, 112, 224, 24, 64, 64, From = nameof(Inception4a))]
    public static partial Layer Inception4b { get; }

    [Inception(128, 128, 256, 24, 64, 64)]
    public static partial Layer Inception4c { get; }

    [Inception(112, 144, 288, 32, 64, 64)]
    public static partial Layer Inception4d { get; }

    [Output, AuxiliaryClassifier]
    public static partial Layer Auxiliary2 { get; }

    [Inception(256, 160, 320, 32, 128, 128, From = nameof(Inception4d)), MaxPool2d(3, Stride = 2, CeilMode = true)]
    public static partial Layer Inception4e { get; }

    [Inception(256, 160, 320, 32, 128, 128)]
    public static partial Layer Inception5a { get; }

    [Inception(384, 192, 384, 48, 128, 128)]
    public static partial Layer Inception5b { get; }

    [Output, CaffeClassifier]
    public static partial Layer Probabilities { get; }
}
