namespace Burden.Sample.Zoo;

// The fully convolutional networks of J. Long, E. Shelhamer, T. Darrell: Fully Convolutional Networks for Semantic
// Segmentation, CVPR 2015, on VGG-16, for the 20 classes of PASCAL VOC and the background. Transposed convolutions are full
// 21-to-21 filters, which are stored though they are fixed; score maps count before and after their crop.

/// <summary>
/// VGG-16's first stage, padded by 100 so that the 7x7 of the first dense layer, which has no padding, fits small images too.
/// </summary>
internal sealed class PaddedVggStageAttribute : ModuleAttribute
{
    [ConvReLU(64, 3, Padding = 100), ConvReLU(64, 3, Padding = 1), MaxPool2d(2, CeilMode = true)]
    Layer Output { get; }
}

/// <summary>VGG-16's dense layers as convolutions, and scores of the classes at each place. Dropout is gone.</summary>
/// <param name="classes">The number of classes.</param>
internal sealed class FcnScoresAttribute(int classes) : ModuleAttribute
{
    [ConvReLU(4096, 7), ConvReLU(4096, 1), Conv2d(nameof(classes), 1)]
    Layer Output { get; }
}

/// <summary>Adds the scores of an earlier, finer map, cropped to fit.</summary>
/// <param name="map">The finer map.</param>
internal sealed class FuseAttribute(string map) : ModuleAttribute
{
    [Conv2d("Input.Channels", 1, From = nameof(map)), Crop(Input)]
    Layer Skip { get; }

    [Add(Input, nameof(Skip))]
    Layer Output { get; }
}

/// <summary>What the three networks share: VGG-16's stages, and scores at the coarsest map.</summary>
public abstract class FcnTrunk
{
    /// <summary>The classes of PASCAL VOC and the background.</summary>
    protected const int Classes = 21;

    [PaddedVggStage]
    protected static Layer Pool1 { get; }

    [VggStage(128, 2)]
    protected static Layer Pool2 { get; }

    [VggStage(256, 3)]
    protected static Layer Pool3 { get; }

    [VggStage(512, 3)]
    protected static Layer Pool4 { get; }

    [VggStage(512, 3)]
    protected static Layer Pool5 { get; }

    [FcnScores(Classes)]
    protected static Layer Scores { get; }
}

/// <summary>FCN-32s: scores of the coarsest map, enlarged 32 times.</summary>
/// <remarks>J. Long, E. Shelhamer, T. Darrell: Fully Convolutional Networks for Semantic Segmentation, CVPR 2015.</remarks>
[Network(3, 384, 384, Name = "pascal-fcn32s")]
[Report(At = nameof(Scores))]
public sealed partial class Fcn32s : FcnTrunk
{
    [ConvTranspose2d(Classes, 64, Stride = 32), Crop(Layer.Input)]
    public static partial Layer Segmentation { get; }
}

/// <summary>FCN-16s: scores of the coarsest map and of the one before, enlarged 16 times.</summary>
/// <remarks>J. Long, E. Shelhamer, T. Darrell: Fully Convolutional Networks for Semantic Segmentation, CVPR 2015.</remarks>
[Network(3, 384, 384, Name = "pascal-fcn16s")]
[Report(At = nameof(Scores))]
public sealed partial class Fcn16s : FcnTrunk
{
    [ConvTranspose2d(Classes, 4, Stride = 2), Fuse(nameof(Pool4))]
    public static partial Layer Scores16 { get; }

    [ConvTranspose2d(Classes, 32, Stride = 16, Bias = false), Crop(Layer.Input)]
    public static partial Layer Segmentation { get; }
}

/// <summary>FCN-8s: scores of the coarsest map and of the two before, enlarged 8 times.</summary>
/// <remarks>J. Long, E. Shelhamer, T. Darrell: Fully Convolutional Networks for Semantic Segmentation, CVPR 2015.</remarks>
[Network(3, 384, 384, Name = "pascal-fcn8s")]
[Report(At = nameof(Scores))]
public sealed partial class Fcn8s : FcnTrunk
{
    [ConvTranspose2d(Classes, 4, Stride = 2), Fuse(nameof(Pool4))]
    public static partial Layer Scores16 { get; }

    [ConvTranspose2d(Classes, 4, Stride = 2, Bias = false), Fuse(nameof(Pool3))]
    public static partial Layer Scores8 { get; }

    [ConvTranspose2d(Classes, 16, Stride = 8, Bias = false), Crop(Layer.Input)]
    public static partial Layer Segmentation { get; }
}
