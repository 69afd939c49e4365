namespace Burden.Sample.Zoo;

// R. Rombach et al.: High-Resolution Image Synthesis with Latent Diffusion Models, CVPR 2022: the autoencoder with a factor of 8.

/// <summary>A residual block.</summary>
/// <param name="channels">The channels that it yields.</param>
internal sealed class DecoderResidualAttribute(object channels) : ModuleAttribute
{
    [NormSiLUConv(nameof(channels)), NormSiLUConv(nameof(channels))]
    Layer Residual { get; }

    [When("Input.Channels != Residual.Channels")]
    [Conv2d("Residual.Channels", 1, From = Input)]
    Layer Shortcut { get; }

    [Add(nameof(Residual), nameof(Shortcut))]
    Layer Output { get; }
}

/// <summary>Attention of each pixel to all others, in one head.</summary>
internal sealed class PixelAttentionAttribute : ModuleAttribute
{
    [GroupNorm(32), Flatten(StartAxis = 1), Permute(1, 0), MultiheadAttention(1), Permute(1, 0), Reshape("Input.Channels", "Input.Height", "Input.Width"), Add(Input)]
    Layer Output { get; }
}

/// <summary>Stable Diffusion 1.5's decoder: latents of 64 x 64 made an image of 512 x 512.</summary>
/// <remarks>R. Rombach et al.: High-Resolution Image Synthesis with Latent Diffusion Models, CVPR 2022.</remarks>
[Network(4, 64, 64, Name = "sd-1.5-vae-decoder")]
public sealed partial class StableDiffusionDecoder
{
    /// <summary>What undoes the last step of the encoder. It isn't counted as the decoder's own by the published figure.</summary>
    [Conv2d(4, 1)]
    public static partial Layer PostQuant { get; }

    [Conv2d(512, 3, Padding = 1)]
    public static partial Layer Latents { get; }

    [DecoderResidual(512), PixelAttention, DecoderResidual(512)]
    public static partial Layer Middle { get; }

    [DecoderResidual(512, Repeat = 3), UpsampleConv]
    public static partial Layer Up1 { get; }

    [DecoderResidual(512, Repeat = 3), UpsampleConv]
    public static partial Layer Up2 { get; }

    [DecoderResidual(256, Repeat = 3), UpsampleConv]
    public static partial Layer Up3 { get; }

    [DecoderResidual(128, Repeat = 3)]
    public static partial Layer Up4 { get; }

    [NormSiLUConv(3)]
    public static partial Layer Image { get; }
}
