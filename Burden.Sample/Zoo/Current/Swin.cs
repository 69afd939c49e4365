namespace Burden.Sample.Zoo;

// Z. Liu et al.: Swin Transformer: Hierarchical Vision Transformer using Shifted Windows, ICCV 2021. The maps are
// height x width x channels, so that layer norms and linear layers work at each pixel; permutations are views.

/// <summary>
/// Attention inside square windows, with a bias for each relative position; shifted by half a window where more than one
/// window fits. A map that windows don't divide is padded.
/// </summary>
/// <param name="heads">The heads of the attention.</param>
/// <param name="window">The side of a window.</param>
internal sealed class WindowAttentionAttribute(object heads, object window) : ModuleAttribute
{
    /// <summary>Whether the windows are shifted.</summary>
    public object Shifted { get; set; } = false;

    [Permute(2, 0, 1)]
    Layer Map { get; }

    [PadToWindows(nameof(window))]
    Layer Padded { get; }

    [When($"{nameof(Shifted)} && (Padded.Height > {nameof(window)} || Padded.Width > {nameof(window)})")]
    [Roll]
    Layer Rolled { get; }

    [WindowPartition(nameof(window)), MultiheadAttention(nameof(heads), RelativePositions = $"pow(2 * {nameof(window)} - 1, 2)"), WindowReverse("Padded.Height", "Padded.Width")]
    Layer Attended { get; }

    [When($"{nameof(Shifted)} && (Padded.Height > {nameof(window)} || Padded.Width > {nameof(window)})")]
    [Roll]
    Layer RolledBack { get; }

    [When("Padded.Elements != Map.Elements")]
    [Crop(nameof(Map))]
    Layer Cropped { get; }

    [Permute(1, 2, 0)]
    Layer Output { get; }
}

/// <summary>A Swin transformer's block: a transformer's, with attention inside windows.</summary>
/// <param name="heads">The heads of the attention.</param>
internal sealed class SwinBlockAttribute(object heads) : ModuleAttribute
{
    /// <summary>The side of a window.</summary>
    public object Window { get; set; } = 7;

    /// <summary>Whether the windows are shifted.</summary>
    public object Shifted { get; set; } = false;

    [LayerNorm, WindowAttention(nameof(heads), nameof(Window), Shifted = nameof(Shifted)), Add(Input)]
    Layer Attention { get; }

    [LayerNorm, Mlp, Add(nameof(Attention))]
    Layer FeedForward { get; }
}

/// <summary>Two successive blocks, figure 3 (b): windows, and shifted windows.</summary>
/// <param name="heads">The heads of the attention.</param>
internal sealed class SwinBlockPairAttribute(object heads) : ModuleAttribute
{
    /// <summary>The side of a window.</summary>
    public object Window { get; set; } = 7;

    [SwinBlock(nameof(heads), Window = nameof(Window)), SwinBlock(nameof(heads), Window = nameof(Window), Shifted = true)]
    Layer Output { get; }
}

/// <summary>Neighbours of 2x2 made one pixel of twice the channels. A map of odd size is padded.</summary>
internal sealed class PatchMergingAttribute : ModuleAttribute
{
    [Permute(2, 0, 1)]
    Layer Map { get; }

    [When("Map.Height % 2 != 0 || Map.Width % 2 != 0")]
    [Pad("((0, Map.Height % 2), (0, Map.Width % 2))")]
    Layer Padded { get; }

    [PixelUnshuffle(2), Permute(1, 2, 0), LayerNorm, Linear("2 * Map.Channels", Bias = false)]
    Layer Output { get; }
}

/// <summary>The layers of a Swin transformer up to the average, figure 3 (a). A head has 32 features.</summary>
/// <param name="width">The channels of the first stage; the later ones double them.</param>
/// <param name="depths">The blocks of each stage: a tuple of four even integers.</param>
internal sealed class SwinAttribute(object width, object depths) : ModuleAttribute
{
    [Conv2d(nameof(width), 4, Stride = 4), Permute(1, 2, 0), LayerNorm]
    Layer Patches { get; }

    [SwinBlockPair($"{nameof(width)} / 32", Repeat = $"{nameof(depths)}[0] / 2")]
    Layer Stage1 { get; }

    [PatchMerging, SwinBlockPair($"{nameof(width)} / 16", Repeat = $"{nameof(depths)}[1] / 2")]
    Layer Stage2 { get; }

    [PatchMerging, SwinBlockPair($"{nameof(width)} / 8", Repeat = $"{nameof(depths)}[2] / 2")]
    Layer Stage3 { get; }

    [PatchMerging, SwinBlockPair($"{nameof(width)} / 4", Repeat = $"{nameof(depths)}[3] / 2"), LayerNorm]
    Layer Stage4 { get; }
}

/// <summary>Swin-T, torchvision's.</summary>
/// <remarks>Z. Liu et al.: Swin Transformer: Hierarchical Vision Transformer using Shifted Windows, ICCV 2021.</remarks>
[Network(3, 224, 224, Name = "swin_t")]
public sealed partial class SwinT
{
    [Swin(96, "(2, 2, 6, 2)")]
    public static partial Layer Features { get; }

    [Permute(2, 0, 1), PooledClassifier]
    public static partial Layer Scores { get; }
}

/// <summary>Swin-B, torchvision's.</summary>
/// <remarks>Z. Liu et al.: Swin Transformer: Hierarchical Vision Transformer using Shifted Windows, ICCV 2021.</remarks>
[Network(3, 224, 224, Name = "swin_b")]
public sealed partial class SwinB
{
    [Swin(128, "(2, 2, 18, 2)")]
    public static partial Layer Features { get; }

    [Permute(2, 0, 1), PooledClassifier]
    public static partial Layer Scores { get; }
}
