namespace Burden.Sample.Zoo;

// I. Radosavovic, R. P. Kosaraju, R. Girshick, K. He, P. Dollár: Designing Network Design Spaces, CVPR 2020. Widths and depths
// of the stages are those of the paper's tables. X are the plain networks, Y those with squeeze-and-excitation.

/// <summary>RegNet's block: 1x1, grouped 3x3 and 1x1 convolutions of one width, added to the block's input.</summary>
/// <param name="width">The channels of all three.</param>
/// <param name="groupWidth">The channels of a group; a narrower block has one group.</param>
internal sealed class RegNetBlockAttribute(object width, object groupWidth) : ModuleAttribute
{
    /// <summary>The stride of the 3x3.</summary>
    public object Stride { get; set; } = 1;

    /// <summary>Whether it has squeeze-and-excitation, of a quarter of the channels that the block takes.</summary>
    public object SE { get; set; } = false;

    [ConvBNReLU(nameof(width), 1), ConvBNReLU(nameof(width), 3, Stride = nameof(Stride), Padding = 1, Groups = $"{nameof(width)} / min({nameof(groupWidth)}, {nameof(width)})")]
    Layer Spatial { get; }

    [When(nameof(SE))]
    [SqueezeExcite("round(Input.Channels / 4.0)")]
    Layer Gated { get; }

    [ConvBN(nameof(width), 1)]
    Layer Residual { get; }

    [Projection(nameof(width), Stride = nameof(Stride), From = Input)]
    Layer Shortcut { get; }

    [Add(nameof(Residual), nameof(Shortcut)), ReLU]
    Layer Output { get; }
}

/// <summary>Blocks that follow each other, the first of which halves the size.</summary>
/// <param name="blocks">How many there are.</param>
/// <param name="width">The channels of each.</param>
/// <param name="groupWidth">The channels of a group.</param>
internal sealed class RegNetStageAttribute(object blocks, object width, object groupWidth) : ModuleAttribute
{
    /// <summary>Whether the blocks have squeeze-and-excitation.</summary>
    public object SE { get; set; } = false;

    [RegNetBlock(nameof(width), nameof(groupWidth), Stride = 2, SE = nameof(SE))]
    Layer First { get; }

    [When($"{nameof(blocks)} > 1")]
    [RegNetBlock(nameof(width), nameof(groupWidth), SE = nameof(SE), Repeat = $"{nameof(blocks)} - 1")]
    Layer Rest { get; }
}

/// <summary>The layers of a RegNet up to the average.</summary>
/// <param name="depths">The blocks of each stage: a tuple of four integers.</param>
/// <param name="widths">The channels of each stage: a tuple of four integers.</param>
/// <param name="groupWidth">The channels of a group of the 3x3 convolutions.</param>
internal sealed class RegNetAttribute(object depths, object widths, object groupWidth) : ModuleAttribute
{
    /// <summary>Whether the blocks have squeeze-and-excitation.</summary>
    public object SE { get; set; } = false;

    [ConvBNReLU(32, 3, Stride = 2, Padding = 1)]
    Layer Stem { get; }

    [RegNetStage($"{nameof(depths)}[0]", $"{nameof(widths)}[0]", nameof(groupWidth), SE = nameof(SE))]
    Layer Stage1 { get; }

    [RegNetStage($"{nameof(depths)}[1]", $"{nameof(widths)}[1]", nameof(groupWidth), SE = nameof(SE))]
    Layer Stage2 { get; }

    [RegNetStage($"{nameof(depths)}[2]", $"{nameof(widths)}[2]", nameof(groupWidth), SE = nameof(SE))]
    Layer Stage3 { get; }

    [RegNetStage($"{nameof(depths)}[3]", $"{nameof(widths)}[3]", nameof(groupWidth), SE = nameof(SE))]
    Layer Stage4 { get; }
}

/// <summary>RegNetY-400MF, torchvision's.</summary>
/// <remarks>I. Radosavovic et al.: Designing Network Design Spaces, CVPR 2020.</remarks>
[Network(3, 224, 224, Name = "regnet_y_400mf")]
public sealed partial class RegNetY400MF
{
    [RegNet("(1, 3, 6, 6)", "(48, 104, 208, 440)", 8, SE = true)]
    public static partial Layer Features { get; }

    [PooledClassifier]
    public static partial Layer Scores { get; }
}

/// <summary>RegNetX-8GF, torchvision's.</summary>
/// <remarks>I. Radosavovic et al.: Designing Network Design Spaces, CVPR 2020.</remarks>
[Network(3, 224, 224, Name = "regnet_x_8gf")]
public sealed partial class RegNetX8GF
{
    [RegNet("(2, 5, 15, 1)", "(80, 240, 720, 1920)", 120)]
    public static partial Layer Features { get; }

    [PooledClassifier]
    public static partial Layer Scores { get; }
}
