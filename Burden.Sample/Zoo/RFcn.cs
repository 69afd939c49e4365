namespace Burden.Sample.Zoo;

// R-FCN is from J. Dai, Y. Li, K. He, J. Sun: R-FCN: Object Detection via Region-based Fully Convolutional Networks,
// NIPS 2016; here it finds the 20 classes of PASCAL VOC, with boxes that don't depend on the class.

/// <summary>
/// R-FCN's head: one bank of maps for each of 7x7 places in a box, pooled in each box from the bank of its place, and the
/// average of the 7x7 places.
/// </summary>
/// <param name="boxes">The boxes.</param>
/// <param name="values">The values that each box gets.</param>
internal sealed class PositionSensitiveHeadAttribute(string boxes, int values) : ModuleAttribute
{
    private const int Places = 7;

    [Conv2d($"{nameof(values)} * {nameof(Places)} * {nameof(Places)}", 1)]
    Layer Maps { get; }

    [PSRoIPool(nameof(boxes), nameof(values), Places)]
    Layer Pooled { get; }

    [AvgPool2d(Places)]
    Layer Votes { get; }
}

/// <summary>R-FCN on ResNet-50.</summary>
/// <remarks>
/// J. Dai, Y. Li, K. He, J. Sun: R-FCN: Object Detection via Region-based Fully Convolutional Networks, NIPS 2016.
/// Stage 4 keeps the stride 1 and is dilated by 2 instead. The model keeps two last reshapes as copies.
/// </remarks>
[Network(3, 600, 850, Name = "rfcn-res50-pascal")]
[Report(At = nameof(Stage4))]
public sealed partial class RFcnResNet50
{
    /// <summary>The boxes that the region proposals leave.</summary>
    private const int Boxes = 300;

    /// <summary>Height, width and scale of the image.</summary>
    [Input(3)]
    public static partial Layer ImageInfo { get; }

    [CaffeStem(Bias = true)]
    public static partial Layer Stem { get; }

    [Bottleneck(64, Repeat = 3)]
    public static partial Layer Stage1 { get; }

    [Bottleneck(128, Stride = 2), Bottleneck(128, Repeat = 3)]
    public static partial Layer Stage2 { get; }

    [Bottleneck(256, Stride = 2), Bottleneck(256, Repeat = 5)]
    public static partial Layer Stage3 { get; }

    [Bottleneck(512, Dilation = 2, Repeat = 3)]
    public static partial Layer Stage4 { get; }

    [RegionProposals(nameof(ImageInfo), Boxes, From = nameof(Stage3))]
    public static partial Layer Proposals { get; }

    [ConvReLU(1024, 1, From = nameof(Stage4))]
    public static partial Layer Features { get; }

    [Output, PositionSensitiveHead(nameof(Proposals), 21), Softmax, Flatten(Copy = true)]
    public static partial Layer Probabilities { get; }

    [Output, PositionSensitiveHead(nameof(Proposals), 8, From = nameof(Features)), Flatten(Copy = true)]
    public static partial Layer BoxShifts { get; }
}

/// <summary>R-FCN on ResNet-101.</summary>
/// <remarks>
/// J. Dai, Y. Li, K. He, J. Sun: R-FCN: Object Detection via Region-based Fully Convolutional Networks, NIPS 2016.
/// Stage 4 keeps the stride 1 and is dilated by 2 instead. The model keeps two last reshapes as copies.
/// </remarks>
[Network(3, 600, 850, Name = "rfcn-res101-pascal")]
[Report(At = nameof(Stage4))]
public sealed partial class RFcnResNet101
{
    /// <summary>The boxes that the region proposals leave.</summary>
    private const int Boxes = 300;

    /// <summary>Height, width and scale of the image.</summary>
    [Input(3)]
    public static partial Layer ImageInfo { get; }

    [CaffeStem]
    public static partial Layer Stem { get; }

    [Bottleneck(64, Repeat = 3)]
    public static partial Layer Stage1 { get; }

    [Bottleneck(128, Stride = 2), Bottleneck(128, Repeat = 3)]
    public static partial Layer Stage2 { get; }

    [Bottleneck(256, Stride = 2), Bottleneck(256, Repeat = 22)]
    public static partial Layer Stage3 { get; }

    [Bottleneck(512, Dilation = 2, Repeat = 3)]
    public static partial Layer Stage4 { get; }

    [RegionProposals(nameof(ImageInfo), Boxes, From = nameof(Stage3))]
    public static partial Layer Proposals { get; }

    [ConvReLU(1024, 1, From = nameof(Stage4))]
    public static partial Layer Features { get; }

    [Output, PositionSensitiveHead(nameof(Proposals), 21), Softmax, Flatten(Copy = true)]
    public static partial Layer Probabilities { get; }

    [Output, PositionSensitiveHead(nameof(Proposals), 8, From = nameof(Features)), Flatten(Copy = true)]
    public static partial Layer BoxShifts { get; }
}
