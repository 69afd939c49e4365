namespace Burden.Sample.Zoo;

// BN-Inception is from S. Ioffe, C. Szegedy: Batch Normalization: Accelerating Deep Network Training by Reducing Internal
// Covariate Shift, ICML 2015; its gates from J. Hu, L. Shen, G. Sun: Squeeze-and-Excitation Networks, CVPR 2018.

/// <summary>BN-Inception's block: GoogLeNet's, with two 3x3 in place of the 5x5, and batch norm.</summary>
/// <param name="conv1x1">The filters of the 1x1 branch.</param>
/// <param name="reduce3x3">The filters of the 1x1 before the 3x3.</param>
/// <param name="conv3x3">The filters of the 3x3 branch.</param>
/// <param name="reduceDouble3x3">The filters of the 1x1 before the two 3x3.</param>
/// <param name="double3x3">The filters of each of the two 3x3.</param>
/// <param name="pool">The filters of the 1x1 after the pool.</param>
internal sealed class BnInceptionAttribute(int conv1x1, int reduce3x3, int conv3x3, int reduceDouble3x3, int double3x3, int pool) : ModuleAttribute
{
    [ConvBNReLU(nameof(conv1x1), 1)]
    Layer Branch1x1 { get; }

    [ConvBNReLU(nameof(reduce3x3), 1, From = Input), ConvBNReLU(nameof(conv3x3), 3, Padding = 1)]
    Layer Branch3x3 { get; }

    [ConvBNReLU(nameof(reduceDouble3x3), 1, From = Input), ConvBNReLU(nameof(double3x3), 3, Padding = 1, Repeat = 2)]
    Layer BranchDouble3x3 { get; }

    [AvgPool2d(3, Stride = 1, Padding = 1, CeilMode = true, From = Input), ConvBNReLU(nameof(pool), 1)]
    Layer BranchPool { get; }

    [Concat(nameof(Branch1x1), nameof(Branch3x3), nameof(BranchDouble3x3), nameof(BranchPool))]
    Layer Output { get; }
}

/// <summary>BN-Inception's block that halves height and width.</summary>
/// <remarks>Its convolutions round down and its pool rounds up, so it takes only sizes where both agree.</remarks>
/// <param name="reduce3x3">The filters of the 1x1 before the 3x3.</param>
/// <param name="conv3x3">The filters of the 3x3 branch.</param>
/// <param name="reduceDouble3x3">The filters of the 1x1 before the two 3x3.</param>
/// <param name="double3x3">The filters of each of the two 3x3.</param>
internal sealed class BnInceptionReductionAttribute(int reduce3x3, int conv3x3, int reduceDouble3x3, int double3x3) : ModuleAttribute
{
    [ConvBNReLU(nameof(reduce3x3), 1), ConvBNReLU(nameof(conv3x3), 3, Stride = 2, Padding = 1)]
    Layer Branch3x3 { get; }

    [ConvBNReLU(nameof(reduceDouble3x3), 1, From = Input), ConvBNReLU(nameof(double3x3), 3, Padding = 1), ConvBNReLU(nameof(double3x3), 3, Stride = 2, Padding = 1)]
    Layer BranchDouble3x3 { get; }

    [MaxPool2d(3, Stride = 2, CeilMode = true, From = Input)]
    Layer BranchPool { get; }

    [Concat(nameof(Branch3x3), nameof(BranchDouble3x3), nameof(BranchPool))]
    Layer Output { get; }
}

/// <summary>Scales each channel by its gate. The model keeps a reshape of the gate as a copy.</summary>
internal sealed class ExciteAttribute : ModuleAttribute
{
    [SqueezeExcitation, Flatten(Copy = true)]
    Layer Gate { get; }

    [Scale(Input, nameof(Gate))]
    Layer Output { get; }
}

/// <summary>SE-BN-Inception: BN-Inception with a gate after every block, the authors' Caffe model.</summary>
/// <remarks>
/// J. Hu, L. Shen, G. Sun: Squeeze-and-Excitation Networks, CVPR 2018. The pool branches of 4c and 4d have 128 filters here.
/// Its report has only the scale 1, because at others a block's branches differ in size.
/// </remarks>
[Network(3, 224, 224, Name = "SE-BN-Inception")]
[Report(At = nameof(Inception5b), Scales = [1])]
public sealed partial class SEBnInception
{
    [CaffeStem]
    public static partial Layer Conv1 { get; }

    [ConvBNReLU(64, 1), ConvBNReLU(192, 3, Padding = 1), MaxPool2d(3, Stride = 2, CeilMode = true)]
    public static partial Layer Conv2 { get; }

    [BnInception(64, 64, 64, 64, 96, 32), Excite]
    public static partial Layer Inception3a { get; }

    [BnInception(64, 64, 96, 64, 96, 64), Excite]
    public static partial Layer Inception3b { get; }

    [BnInceptionReduction(128, 160, 64, 96), Excite]
    public static partial Layer Inception3c { get; }

    [BnInception(224, 64, 96, 96, 128, 128), Excite]
    public static partial Layer Inception4a { get; }

    [BnInception(192, 96, 128, 96, 128, 128), Excite]
    public static partial Layer Inception4b { get; }

    [BnInception(160, 128, 160, 128, 160, 128), Excite]
    public static partial Layer Inception4c { get; }

    [BnInception(96, 128, 192, 160, 192, 128), Excite]
    public static partial Layer Inception4d { get; }

    [BnInceptionReduction(128, 192, 192, 256), Excite]
    public static partial Layer Inception4e { get; }

    [BnInception(352, 192, 320, 160, 224, 128), Excite]
    public static partial Layer Inception5a { get; }

    [BnInception(352, 192, 320, 192, 224, 128), Excite]
    public static partial Layer Inception5b { get; }

    [CaffeClassifier]
    public static partial Layer Probabilities { get; }
}
