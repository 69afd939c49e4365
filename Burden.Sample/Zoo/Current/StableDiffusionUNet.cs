namespace Burden.Sample.Zoo;

// R. Rombach et al.: High-Resolution Image Synthesis with Latent Diffusion Models, CVPR 2022, with the widths of Stable Diffusion 1.

/// <summary>A residual block that is told how much noise there is.</summary>
/// <param name="channels">The channels that it yields.</param>
/// <param name="time">The vector of the step.</param>
internal sealed class TimedResidualAttribute(object channels, string time) : ModuleAttribute
{
    [NormSiLUConv(nameof(channels))]
    Layer First { get; }

    [SiLU(From = nameof(time)), Linear(nameof(channels)), Reshape(nameof(channels), 1, 1)]
    Layer Step { get; }

    [Add(nameof(First), nameof(Step)), NormSiLUConv(nameof(channels))]
    Layer Residual { get; }

    [When("Input.Channels != Residual.Channels")]
    [Conv2d("Residual.Channels", 1, From = Input)]
    Layer Shortcut { get; }

    [Add(nameof(Residual), nameof(Shortcut))]
    Layer Output { get; }
}

/// <summary>A feed-forward layer whose hidden values are gated: one linear layer yields values and gates.</summary>
internal sealed class GegluAttribute : ModuleAttribute
{
    [Linear("8 * Input.Features")]
    Layer Both { get; }

    [Slice(0, "4 * Input.Features", Axis = 1)]
    Layer Values { get; }

    [Slice("4 * Input.Features", "4 * Input.Features", Axis = 1, From = nameof(Both)), GELU]
    Layer Gates { get; }

    [Multiply(nameof(Values), nameof(Gates)), Linear("Input.Features")]
    Layer Output { get; }
}

/// <summary>A transformer's block over the pixels of a map, which attends to the text as well.</summary>
/// <param name="text">The vectors of the text.</param>
internal sealed class SpatialTransformerAttribute(string text) : ModuleAttribute
{
    [GroupNorm(32), Conv2d("Input.Channels", 1), Flatten(StartAxis = 1), Permute(1, 0)]
    Layer Pixels { get; }

    [LayerNorm, MultiheadAttention(8, Bias = false, OutputBias = true), Add(nameof(Pixels))]
    Layer Attention { get; }

    [LayerNorm, MultiheadAttention(8, KeyValue = nameof(text), Bias = false, OutputBias = true), Add(nameof(Attention))]
    Layer CrossAttention { get; }

    [LayerNorm, Geglu, Add(nameof(CrossAttention))]
    Layer FeedForward { get; }

    [Permute(1, 0), Reshape("Input.Channels", "Input.Height", "Input.Width"), Conv2d("Input.Channels", 1), Add(Input)]
    Layer Output { get; }
}

/// <summary>Stable Diffusion 1.5's U-Net: the noise in latents of 64 x 64, which are an image of 512 x 512.</summary>
/// <remarks>R. Rombach et al.: High-Resolution Image Synthesis with Latent Diffusion Models, CVPR 2022.</remarks>
[Network(4, 64, 64, Name = "sd-1.5-unet")]
public sealed partial class StableDiffusionUNet
{
    /// <summary>The step, as sines and cosines.</summary>
    [Input(320)]
    public static partial Layer Step { get; }

    /// <summary>The text as CLIP encodes it.</summary>
    [Input(77, 768)]
    public static partial Layer Text { get; }

    [Linear(1280, From = nameof(Step)), SiLU, Linear(1280)]
    public static partial Layer Time { get; }

    [Conv2d(320, 3, Padding = 1, From = Layer.Input)]
    public static partial Layer Down0 { get; }

    [TimedResidual(320, nameof(Time)), SpatialTransformer(nameof(Text))]
    public static partial Layer Down1 { get; }

    [TimedResidual(320, nameof(Time)), SpatialTransformer(nameof(Text))]
    public static partial Layer Down2 { get; }

    [Conv2d(320, 3, Stride = 2, Padding = 1)]
    public static partial Layer Down3 { get; }

    [TimedResidual(640, nameof(Time)), SpatialTransformer(nameof(Text))]
    public static partial Layer Down4 { get; }

    [TimedResidual(640, nameof(Time)), SpatialTransformer(nameof(Text))]
    public static partial Layer Down5 { get; }

    [Conv2d(640, 3, Stride = 2, Padding = 1)]
    public static partial Layer Down6 { get; }

    [TimedResidual(1280, nameof(Time)), SpatialTransformer(nameof(Text))]
    public static partial Layer Down7 { get; }

    [TimedResidual(1280, nameof(Time)), SpatialTransformer(nameof(Text))]
    public static partial Layer Down8 { get; }

    [Conv2d(1280, 3, Stride = 2, Padding = 1)]
    public static partial Layer Down9 { get; }

    [TimedResidual(1280, nameof(Time))]
    public static partial Layer Down10 { get; }

    [TimedResidual(1280, nameof(Time))]
    public static partial Layer Down11 { get; }

    [TimedResidual(1280, nameof(Time)), SpatialTransformer(nameof(Text)), TimedResidual(1280, nameof(Time))]
    public static partial Layer Middle { get; }

    [Concat(nameof(Middle), nameof(Down11)), TimedResidual(1280, nameof(Time))]
    public static partial Layer Up11 { get; }

    [Concat(nameof(Up11), nameof(Down10)), TimedResidual(1280, nameof(Time))]
    public static partial Layer Up10 { get; }

    [Concat(nameof(Up10), nameof(Down9)), TimedResidual(1280, nameof(Time)), UpsampleConv]
    public static partial Layer Up9 { get; }

    [Concat(nameof(Up9), nameof(Down8)), TimedResidual(1280, nameof(Time)), SpatialTransformer(nameof(Text))]
    public static partial Layer Up8 { get; }

    [Concat(nameof(Up8), nameof(Down7)), TimedResidual(1280, nameof(Time)), SpatialTransformer(nameof(Text))]
    public static partial Layer Up7 { get; }

    [Concat(nameof(Up7), nameof(Down6)), TimedResidual(1280, nameof(Time)), SpatialTransformer(nameof(Text)), UpsampleConv]
    public static partial Layer Up6 { get; }

    [Concat(nameof(Up6), nameof(Down5)), TimedResidual(640, nameof(Time)), SpatialTransformer(nameof(Text))]
    public static partial Layer Up5 { get; }

    [Concat(nameof(Up5), nameof(Down4)), TimedResidual(640, nameof(Time)), SpatialTransformer(nameof(Text))]
    public static partial Layer Up4 { get; }

    [Concat(nameof(Up4), nameof(Down3)), TimedResidual(640, nameof(Time)), SpatialTransformer(nameof(Text)), UpsampleConv]
    public static partial Layer Up3 { get; }

    [Concat(nameof(Up3), nameof(Down2)), TimedResidual(320, nameof(Time)), SpatialTransformer(nameof(Text))]
    public static partial Layer Up2 { get; }

    [Concat(nameof(Up2), nameof(Down1)), TimedResidual(320, nameof(Time)), SpatialTransformer(nameof(Text))]
    public static partial Layer Up1 { get; }

    [Concat(nameof(Up1), nameof(Down0)), TimedResidual(320, nameof(Time)), SpatialTransformer(nameof(Text))]
    public static partial Layer Up0 { get; }

    [NormSiLUConv(4)]
    public static partial Layer Noise { get; }
}
