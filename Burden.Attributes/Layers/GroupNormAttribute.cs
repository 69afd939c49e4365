namespace Burden;

/// <summary>Normalisation over groups of channels: <c>channels x ...</c>, shape kept.</summary>
/// <remarks>Parameters: 2 x channels where it is affine. It depends on the input, so that nothing can be merged; FLOPs are, for each element, 1 for the mean, 1 for the deviation, 1 for its square, 1 for the division, and 1 for scale and shift (a fused multiply-add). Source: PyTorch for the parameters; the definition for the FLOPs.</remarks>
/// <param name="groups">How many groups the channels are split into: an integer or an expression.</param>
public sealed class GroupNormAttribute(object groups) : LayerAttribute
{
    /// <summary>How many groups the channels are split into.</summary>
    public object Groups { get; } = groups;

    /// <summary>Whether it has a trainable scale and shift for each channel: <c>true</c>, <c>false</c> or an expression.</summary>
    public object Affine { get; set; } = true;
}
