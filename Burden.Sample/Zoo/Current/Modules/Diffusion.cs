namespace Burden.Sample.Zoo;

// R. Rombach et al.: High-Resolution Image Synthesis with Latent Diffusion Models, CVPR 2022: what the U-Net and the
// autoencoder have in common.

/// <summary>Norm, activation and a 3x3, in this order.</summary>
/// <param name="channels">The channels that it yields.</param>
internal sealed class NormSiLUConvAttribute(object channels) : ModuleAttribute
{
    [GroupNorm(32), SiLU, Conv2d(nameof(channels), 3, Padding = 1)]
    Layer Output { get; }
}

/// <summary>A map of twice the size: the nearest values, smoothed by a 3x3.</summary>
internal sealed class UpsampleConvAttribute : ModuleAttribute
{
    [Upsample(2), Conv2d("Input.Channels", 3, Padding = 1)]
    Layer Output { get; }
}
