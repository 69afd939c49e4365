namespace Burden.Sample.Zoo;

// The pose networks of Z. Cao, T. Simon, S. Wei, Y. Sheikh: Realtime Multi-Person 2D Pose Estimation using Part Affinity
// Fields, CVPR 2017. Each stage has two branches, one for the limbs (two maps each, that point along them) and one for the
// parts (a map each and one of the background), and sees what the stage before found.

/// <summary>The features that all stages share: VGG-19's start, and two convolutions that narrow it.</summary>
internal sealed class PoseFeaturesAttribute : ModuleAttribute
{
    [VggStage(64, 2), VggStage(128, 2), VggStage(256, 4)]
    Layer Stages { get; }

    [ConvReLU(512, 3, Padding = 1, Repeat = 2), ConvReLU(256, 3, Padding = 1), ConvReLU(128, 3, Padding = 1)]
    Layer Output { get; }
}

/// <summary>A branch of the first stage.</summary>
/// <param name="maps">The maps that it yields.</param>
internal sealed class FirstPoseBranchAttribute(object maps) : ModuleAttribute
{
    [ConvReLU(128, 3, Padding = 1, Repeat = 3), ConvReLU(512, 1), Conv2d(nameof(maps), 1)]
    Layer Output { get; }
}

/// <summary>A branch of a later stage.</summary>
/// <param name="maps">The maps that it yields.</param>
internal sealed class PoseBranchAttribute(object maps) : ModuleAttribute
{
    [ConvReLU(128, 7, Padding = 3, Repeat = 5), ConvReLU(128, 1), Conv2d(nameof(maps), 1)]
    Layer Output { get; }
}

/// <summary>The first stage: limbs and parts from the features, and all three side by side.</summary>
/// <param name="limbs">The maps of the limbs.</param>
/// <param name="parts">The maps of the parts.</param>
internal sealed class FirstPoseStageAttribute(int limbs, int parts) : ModuleAttribute
{
    [FirstPoseBranch(nameof(limbs))]
    Layer Limbs { get; }

    [FirstPoseBranch(nameof(parts), From = Input)]
    Layer Parts { get; }

    [Concat(nameof(Limbs), nameof(Parts), Input)]
    Layer Output { get; }
}

/// <summary>A later stage: limbs and parts from those of the stage before and the features, and all three side by side.</summary>
/// <param name="limbs">The maps of the limbs.</param>
/// <param name="parts">The maps of the parts.</param>
/// <param name="features">The features that all stages share.</param>
internal sealed class PoseStageAttribute(int limbs, int parts, string features) : ModuleAttribute
{
    [PoseBranch(nameof(limbs))]
    Layer Limbs { get; }

    [PoseBranch(nameof(parts), From = Input)]
    Layer Parts { get; }

    [Concat(nameof(Limbs), nameof(Parts), nameof(features))]
    Layer Output { get; }
}

/// <summary>The pose network for the 14 limbs and 15 parts of MPI.</summary>
/// <remarks>
/// Z. Cao, T. Simon, S. Wei, Y. Sheikh: Realtime Multi-Person 2D Pose Estimation using Part Affinity Fields, CVPR 2017.
/// In the measured file the very last convolution reads the map before its branch's last ReLU. That ReLU has no reader, and
/// because the map has another it needs a buffer of its own.
/// </remarks>
[Network(3, 368, 368, Name = "multipose-mpi")]
[Report(At = nameof(Parts6Hidden))]
public sealed partial class MultiposeMpi
{
    private const int LimbMaps = 28;
    private const int PartMaps = 16;

    [PoseFeatures]
    public static partial Layer Features { get; }

    [FirstPoseStage(LimbMaps, PartMaps), PoseStage(LimbMaps, PartMaps, nameof(Features), Repeat = 4)]
    public static partial Layer Stages1To5 { get; }

    [Output, PoseBranch(LimbMaps)]
    public static partial Layer Limbs6 { get; }

    [ConvReLU(128, 7, Padding = 3, Repeat = 5, From = nameof(Stages1To5)), Conv2d(128, 1)]
    public static partial Layer Parts6Hidden { get; }

    [Output, ReLU]
    public static partial Layer UnreadReLU { get; }

    [Output, Conv2d(PartMaps, 1, From = nameof(Parts6Hidden))]
    public static partial Layer Parts6 { get; }
}

/// <summary>The pose network for the 19 limbs and 18 parts of COCO.</summary>
/// <remarks>
/// Z. Cao, T. Simon, S. Wei, Y. Sheikh: Realtime Multi-Person 2D Pose Estimation using Part Affinity Fields, CVPR 2017.
/// In the measured file the very last convolution reads the map before its branch's last ReLU. That ReLU has no reader, and
/// because the map has another it needs a buffer of its own.
/// </remarks>
[Network(3, 368, 368, Name = "multipose-coco")]
[Report(At = nameof(Parts6Hidden))]
public sealed partial class MultiposeCoco
{
    private const int LimbMaps = 38;
    private const int PartMaps = 19;

    [PoseFeatures]
    public static partial Layer Features { get; }

    [FirstPoseStage(LimbMaps, PartMaps), PoseStage(LimbMaps, PartMaps, nameof(Features), Repeat = 4)]
    public static partial Layer Stages1To5 { get; }

    [Output, PoseBranch(LimbMaps)]
    public static partial Layer Limbs6 { get; }

    [ConvReLU(128, 7, Padding = 3, Repeat = 5, From = nameof(Stages1To5)), Conv2d(128, 1)]
    public static partial Layer Parts6Hidden { get; }

    [Output, ReLU]
    public static partial Layer UnreadReLU { get; }

    [Output, Conv2d(PartMaps, 1, From = nameof(Parts6Hidden))]
    public static partial Layer Parts6 { get; }
}
