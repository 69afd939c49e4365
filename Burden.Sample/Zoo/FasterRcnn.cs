namespace Burden.Sample.Zoo;

/// <summary>Faster R-CNN on VGG-16, for the 20 classes of PASCAL VOC.</summary>
/// <remarks>
/// S. Ren, K. He, R. Girshick, J. Sun: Faster R-CNN: Towards Real-Time Object Detection with Region Proposal Networks,
/// NIPS 2015. The published figures were measured on an image of zeros, on which 79 boxes were left: hence the 79.
/// </remarks>
[Network(3, 600, 850, Name = "faster-rcnn-vggvd-pascal")]
[Report(At = nameof(Conv5))]
public sealed partial class FasterRcnn
{
    /// <summary>The boxes that the region proposals left in the measured run; at inference up to 300.</summary>
    private const int Boxes = 79;

    private const int Classes = 21;

    /// <summary>Height, width and scale of the image.</summary>
    [Input(3)]
    public static partial Layer ImageInfo { get; }

    [VggStage(64, 2)]
    public static partial Layer Stage1 { get; }

    [VggStage(128, 2)]
    public static partial Layer Stage2 { get; }

    [VggStage(256, 3)]
    public static partial Layer Stage3 { get; }

    [VggStage(512, 3)]
    public static partial Layer Stage4 { get; }

    [ConvReLU(512, 3, Padding = 1, Repeat = 3)]
    public static partial Layer Conv5 { get; }

    [RegionProposals(nameof(ImageInfo), Boxes)]
    public static partial Layer Proposals { get; }

    [RoIPool(nameof(Proposals), 7, From = nameof(Conv5))]
    public static partial Layer Pooled { get; }

    [ConvReLU(4096, 7), ConvReLU(4096, 1)]
    public static partial Layer Hidden { get; }

    [Output, Conv2d(Classes, 1), Softmax]
    public static partial Layer Probabilities { get; }

    [Output, Conv2d(4 * Classes, 1, From = nameof(Hidden))]
    public static partial Layer BoxShifts { get; }
}
