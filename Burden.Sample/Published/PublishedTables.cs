using Burden.Sample.Zoo;

namespace Burden.Sample.Published;

/// <summary>The published tables in their published order. Every figure of cost is a constant that the compiler was given.</summary>
internal static class PublishedTables
{
    private const string ClassificationTask = "classification";
    private const string DetectionTask = "detection";
    private const string SegmentationTask = "segmentation";
    private const string KeypointsTask = "keypoints";

    /// <summary>Networks that name what an image shows, with the errors published for them on ImageNet's validation images.</summary>
    public static IReadOnlyList<PublishedRow> Classification { get; } =
    [
        new(ClassificationTask, AlexNet.Cost.Network, "MCN", "41.80", "19.20"),
        new(ClassificationTask, CaffeNet.Cost.Network, "MCN", "42.60", "19.70"),
        new(ClassificationTask, SqueezeNet1_0.Cost.Network, "PT", "41.90", "19.58"),
        new(ClassificationTask, SqueezeNet1_1.Cost.Network, "PT", "41.81", "19.38"),
        new(ClassificationTask, VggF.Cost.Network, "MCN", "41.40", "19.10"),
        new(ClassificationTask, VggM.Cost.Network, "MCN", "36.90", "15.50"),
        new(ClassificationTask, VggS.Cost.Network, "MCN", "37.00", "15.80"),
        new(ClassificationTask, VggM2048.Cost.Network, "MCN", "37.10", "15.80"),
        new(ClassificationTask, VggM1024.Cost.Network, "MCN", "37.80", "16.10"),
        new(ClassificationTask, VggM128.Cost.Network, "MCN", "40.80", "18.40"),
        new(ClassificationTask, Vgg16Atrous.Cost.Network, "N/A", "-", "-"),
        new(ClassificationTask, Vgg16.Cost.Network, "MCN", "28.50", "9.90"),
        new(ClassificationTask, Vgg19.Cost.Network, "MCN", "28.70", "9.90"),
        new(ClassificationTask, GoogLeNet.Cost.Network, "MCN", "34.20", "12.90"),
        new(ClassificationTask, ResNet18.Cost.Network, "PT", "30.24", "10.92"),
        new(ClassificationTask, ResNet34.Cost.Network, "PT", "26.70", "8.58"),
        new(ClassificationTask, ResNet50.Cost.Network, "MCN", "24.60", "7.70"),
        new(ClassificationTask, ResNet101.Cost.Network, "MCN", "23.40", "7.00"),
        new(ClassificationTask, ResNet152.Cost.Network, "MCN", "23.00", "6.70"),
        new(ClassificationTask, ResNeXt50_32x4d.Cost.Network, "L1", "22.60", "6.49"),
        new(ClassificationTask, ResNeXt101_32x4d.Cost.Network, "L1", "21.55", "5.93"),
        new(ClassificationTask, ResNeXt101_64x4d.Cost.Network, "PT", "20.81", "5.66"),
        new(ClassificationTask, InceptionV3.Cost.Network, "PT", "22.55", "6.44"),
        new(ClassificationTask, SEResNet50.Cost.Network, "SE", "22.37", "6.36"),
        new(ClassificationTask, SEResNet101.Cost.Network, "SE", "21.75", "5.72"),
        new(ClassificationTask, SEResNet152.Cost.Network, "SE", "21.34", "5.54"),
        new(ClassificationTask, SEResNeXt50_32x4d.Cost.Network, "SE", "20.97", "5.54"),
        new(ClassificationTask, SEResNeXt101_32x4d.Cost.Network, "SE", "19.81", "4.96"),
        new(ClassificationTask, SENet.Cost.Network, "SE", "18.68", "4.47"),
        new(ClassificationTask, SEBnInception.Cost.Network, "SE", "23.62", "7.04"),
        new(ClassificationTask, DenseNet121.Cost.Network, "PT", "25.35", "7.83"),
        new(ClassificationTask, DenseNet161.Cost.Network, "PT", "22.35", "6.20"),
        new(ClassificationTask, DenseNet169.Cost.Network, "PT", "24.00", "7.00"),
        new(ClassificationTask, DenseNet201.Cost.Network, "PT", "22.80", "6.43"),
        new(ClassificationTask, MobileNet.Cost.Network, "AU", "29.40", "-"),
    ];

    /// <summary>Networks that find objects.</summary>
    public static IReadOnlyList<PublishedRow> Detection { get; } =
    [
        new(DetectionTask, RFcnResNet50.Cost.Network),
        new(DetectionTask, RFcnResNet101.Cost.Network),
        new(DetectionTask, Ssd300.Cost.Network),
        new(DetectionTask, Ssd512.Cost.Network),
        new(DetectionTask, SsdMobileNet.Cost.Network),
        new(DetectionTask, FasterRcnn.Cost.Network),
    ];

    /// <summary>Networks that name each pixel.</summary>
    public static IReadOnlyList<PublishedRow> Segmentation { get; } =
    [
        new(SegmentationTask, Fcn32s.Cost.Network),
        new(SegmentationTask, Fcn16s.Cost.Network),
        new(SegmentationTask, Fcn8s.Cost.Network),
        new(SegmentationTask, DeepLabVgg16.Cost.Network),
        new(SegmentationTask, DeepLabResNet101.Cost.Network),
    ];

    /// <summary>Networks that find the joints of people.</summary>
    public static IReadOnlyList<PublishedRow> Keypoints { get; } =
    [
        new(KeypointsTask, MultiposeMpi.Cost.Network),
        new(KeypointsTask, MultiposeCoco.Cost.Network),
    ];

    /// <summary>All rows of all tables.</summary>
    public static IReadOnlyList<PublishedRow> All { get; } = [.. Classification, .. Detection, .. Segmentation, .. Keypoints];
}
