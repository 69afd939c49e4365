namespace Burden.Sample.Zoo;

// The detectors of W. Liu, D. Anguelov, D. Erhan, C. Szegedy, S. Reed, C. Fu, A. Berg: SSD: Single Shot MultiBox Detector,
// ECCV 2016, for the 20 classes of PASCAL VOC and the background.

/// <summary>One of SSD's further maps: a 1x1 convolution to few channels, then a larger one that shrinks the map.</summary>
/// <param name="reduce">The filters of the 1x1.</param>
/// <param name="outChannels">The filters of the larger one.</param>
internal sealed class ExtraMapAttribute(int reduce, int outChannels) : ModuleAttribute
{
    /// <summary>The size of the larger one.</summary>
    public object KernelSize { get; set; } = 3;

    /// <summary>The stride of the larger one.</summary>
    public object Stride { get; set; } = 1;

    /// <summary>The padding of the larger one.</summary>
    public object Padding { get; set; } = 0;

    [ConvReLU(nameof(reduce), 1), ConvReLU(nameof(outChannels), nameof(KernelSize), Stride = nameof(Stride), Padding = nameof(Padding))]
    Layer Output { get; }
}

/// <summary>What SSD on VGG-16 has for every size of the image: the stages of VGG-16, and the first four further maps.</summary>
public abstract class SsdVgg
{
    /// <summary>The classes of PASCAL VOC and the background.</summary>
    protected const int Classes = 21;

    [VggStage(64, 2)]
    protected static Layer Stage1 { get; }

    [VggStage(128, 2)]
    protected static Layer Stage2 { get; }

    [VggStage(256, 3)]
    protected static Layer Stage3 { get; }

    [ConvReLU(512, 3, Padding = 1, Repeat = 3)]
    protected static Layer Conv4 { get; }

    [L2Norm]
    protected static Layer Norm4 { get; }

    [MaxPool2d(2, CeilMode = true, From = nameof(Conv4)), ConvReLU(512, 3, Padding = 1, Repeat = 3), MaxPool2d(3, Stride = 1, Padding = 1, CeilMode = true)]
    protected static Layer Stage5 { get; }

    [ConvReLU(1024, 3, Padding = 6, Dilation = 6), ConvReLU(1024, 1)]
    protected static Layer Fc7 { get; }

    [ExtraMap(256, 512, Stride = 2, Padding = 1)]
    protected static Layer Conv6 { get; }

    [ExtraMap(128, 256, Stride = 2, Padding = 1)]
    protected static Layer Conv7 { get; }

    [ExtraMap(128, 256)]
    protected static Layer Conv8 { get; }

    [ExtraMap(128, 256)]
    protected static Layer Conv9 { get; }
}

/// <summary>SSD on VGG-16, for 300 x 300.</summary>
/// <remarks>W. Liu et al.: SSD: Single Shot MultiBox Detector, ECCV 2016.</remarks>
[Network(3, 300, 300, Name = "ssd-pascal-vggvd-300")]
[Report(At = nameof(Conv4))]
public sealed partial class Ssd300 : SsdVgg
{
    private const string Boxes = "(4, 6, 6, 6, 4, 4)";
    private const string Maps = $"({nameof(Norm4)}, {nameof(Fc7)}, {nameof(Conv6)}, {nameof(Conv7)}, {nameof(Conv8)}, {nameof(Conv9)})";

    [BoxPredictions(4, Boxes, Maps)]
    public static partial Layer Locations { get; }

    [BoxPredictions(Classes, Boxes, Maps)]
    public static partial Layer Scores { get; }

    [PriorBoxes(Boxes, Maps)]
    public static partial Layer Priors { get; }

    [MultiBoxDetection(nameof(Locations), nameof(Scores), nameof(Priors), Classes)]
    public static partial Layer Detections { get; }
}

/// <summary>SSD on VGG-16, for 512 x 512, with a seventh map.</summary>
/// <remarks>
/// W. Liu et al.: SSD: Single Shot MultiBox Detector, ECCV 2016. The measured model was trained in MatConvNet: its conv8 and
/// conv9 keep the stride 1 and no padding of the 300 model, so its maps have the sizes 64, 32, 16, 8, 6, 4, 3. The authors'
/// Caffe model has stride 2 and padding 1 there.
/// </remarks>
[Network(3, 512, 512, Name = "ssd-pascal-vggvd-512")]
[Report(At = nameof(Conv4))]
public sealed partial class Ssd512 : SsdVgg
{
    private const string Boxes = "(4, 6, 6, 6, 6, 4, 4)";
    private const string Maps = $"({nameof(Norm4)}, {nameof(Fc7)}, {nameof(Conv6)}, {nameof(Conv7)}, {nameof(Conv8)}, {nameof(Conv9)}, {nameof(Conv10)})";

    [ExtraMap(128, 256, KernelSize = 4, Padding = 1)]
    public static partial Layer Conv10 { get; }

    [BoxPredictions(4, Boxes, Maps)]
    public static partial Layer Locations { get; }

    [BoxPredictions(Classes, Boxes, Maps)]
    public static partial Layer Scores { get; }

    [PriorBoxes(Boxes, Maps)]
    public static partial Layer Priors { get; }

    [MultiBoxDetection(nameof(Locations), nameof(Scores), nameof(Priors), Classes)]
    public static partial Layer Detections { get; }
}

/// <summary>MobileNet's depthwise separable convolution with batch norm folded into the filters and their biases.</summary>
/// <param name="outChannels">The filters of the 1x1.</param>
internal sealed class FoldedDepthwiseSeparableAttribute(int outChannels) : ModuleAttribute
{
    /// <summary>The stride of the 3x3.</summary>
    public object Stride { get; set; } = 1;

    [ConvReLU("Input.Channels", 3, Stride = nameof(Stride), Padding = 1, Groups = "Input.Channels")]
    Layer Depthwise { get; }

    [ConvReLU(nameof(outChannels), 1)]
    Layer Pointwise { get; }
}

/// <summary>SSD on MobileNet v1, with 1x1 predictors.</summary>
/// <remarks>
/// W. Liu et al.: SSD: Single Shot MultiBox Detector, ECCV 2016; A. Howard et al.: MobileNets, arXiv:1704.04861, 2017.
/// Batch norm is folded into the convolutions: every one has a bias, and none a batch norm's output.
/// </remarks>
[Network(3, 300, 300, Name = "ssd-pascal-mobilenet-ft")]
[Report(At = nameof(Conv17))]
public sealed partial class SsdMobileNet
{
    private const int Classes = 21;
    private const string Boxes = "(3, 6, 6, 6, 6, 6)";
    private const string Maps = $"({nameof(Conv11)}, {nameof(Conv13)}, {nameof(Conv14)}, {nameof(Conv15)}, {nameof(Conv16)}, {nameof(Conv17)})";

    [ConvReLU(32, 3, Stride = 2, Padding = 1), FoldedDepthwiseSeparable(64)]
    public static partial Layer Conv1 { get; }

    [FoldedDepthwiseSeparable(128, Stride = 2), FoldedDepthwiseSeparable(128)]
    public static partial Layer Conv3 { get; }

    [FoldedDepthwiseSeparable(256, Stride = 2), FoldedDepthwiseSeparable(256)]
    public static partial Layer Conv5 { get; }

    [FoldedDepthwiseSeparable(512, Stride = 2), FoldedDepthwiseSeparable(512, Repeat = 5)]
    public static partial Layer Conv11 { get; }

    [FoldedDepthwiseSeparable(1024, Stride = 2), FoldedDepthwiseSeparable(1024)]
    public static partial Layer Conv13 { get; }

    [ExtraMap(256, 512, Stride = 2, Padding = 1)]
    public static partial Layer Conv14 { get; }

    [ExtraMap(128, 256, Stride = 2, Padding = 1)]
    public static partial Layer Conv15 { get; }

    [ExtraMap(128, 256, Stride = 2, Padding = 1)]
    public static partial Layer Conv16 { get; }

    [ExtraMap(64, 128, Stride = 2, Padding = 1)]
    public static partial Layer Conv17 { get; }

    [BoxPredictions(4, Boxes, Maps, KernelSize = 1)]
    public static partial Layer Locations { get; }

    [BoxPredictions(Classes, Boxes, Maps, KernelSize = 1)]
    public static partial Layer Scores { get; }

    [PriorBoxes(Boxes, Maps)]
    public static partial Layer Priors { get; }

    [MultiBoxDetection(nameof(Locations), nameof(Scores), nameof(Priors), Classes)]
    public static partial Layer Detections { get; }
}
