namespace Burden.Sample.Zoo;

// Z. Liu, H. Mao, C.-Y. Wu, C. Feichtenhofer, T. Darrell, S. Xie: A ConvNet for the 2020s, CVPR 2022. Permutations are views.

/// <summary>Layer norm over the channels of each pixel.</summary>
internal sealed class ChannelLayerNormAttribute : ModuleAttribute
{
    [Permute(1, 2, 0), LayerNorm, Permute(2, 0, 1)]
    Layer Output { get; }
}

/// <summary>ConvNeXt's block, figure 4: a 7x7 of each channel alone, then a transformer's feed-forward part at each pixel.</summary>
internal sealed class ConvNeXtBlockAttribute : ModuleAttribute
{
    [Conv2d("Input.Channels", 7, Padding = 3, Groups = "Input.Channels"), Permute(1, 2, 0), LayerNorm, Mlp, Permute(2, 0, 1)]
    Layer Residual { get; }

    [Scale(nameof(Residual)), Add(Input)]
    Layer Output { get; }
}

/// <summary>The layers of a ConvNeXt up to the average.</summary>
/// <param name="width">The channels of the first stage; the later ones double them.</param>
/// <param name="depths">The blocks of each stage: a tuple of four integers.</param>
internal sealed class ConvNeXtFeaturesAttribute(object width, object depths) : ModuleAttribute
{
    [Conv2d(nameof(width), 4, Stride = 4), ChannelLayerNorm, ConvNeXtBlock(Repeat = $"{nameof(depths)}[0]")]
    Layer Stage1 { get; }

    [ChannelLayerNorm, Conv2d($"2 * {nameof(width)}", 2, Stride = 2), ConvNeXtBlock(Repeat = $"{nameof(depths)}[1]")]
    Layer Stage2 { get; }

    [ChannelLayerNorm, Conv2d($"4 * {nameof(width)}", 2, Stride = 2), ConvNeXtBlock(Repeat = $"{nameof(depths)}[2]")]
    Layer Stage3 { get; }

    [ChannelLayerNorm, Conv2d($"8 * {nameof(width)}", 2, Stride = 2), ConvNeXtBlock(Repeat = $"{nameof(depths)}[3]")]
    Layer Stage4 { get; }
}

/// <summary>ConvNeXt's classifier: averages, layer norm, dense layer.</summary>
internal sealed class ConvNeXtClassifierAttribute : ModuleAttribute
{
    [GlobalAvgPool2d, Flatten, LayerNorm, Linear(1000)]
    Layer Scores { get; }
}

/// <summary>ConvNeXt-T, torchvision's.</summary>
/// <remarks>Z. Liu et al.: A ConvNet for the 2020s, CVPR 2022.</remarks>
[Network(3, 224, 224, Name = "convnext_tiny")]
public sealed partial class ConvNeXtTiny
{
    [ConvNeXtFeatures(96, "(3, 3, 9, 3)")]
    public static partial Layer Features { get; }

    [ConvNeXtClassifier]
    public static partial Layer Scores { get; }
}

/// <summary>ConvNeXt-B, torchvision's.</summary>
/// <remarks>Z. Liu et al.: A ConvNet for the 2020s, CVPR 2022.</remarks>
[Network(3, 224, 224, Name = "convnext_base")]
public sealed partial class ConvNeXtBase
{
    [ConvNeXtFeatures(128, "(3, 3, 27, 3)")]
    public static partial Layer Features { get; }

    [ConvNeXtClassifier]
    public static partial Layer Scores { get; }
}
