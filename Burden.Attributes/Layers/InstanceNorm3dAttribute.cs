namespace Burden;

/// <summary>Normalisation of each channel over depth, height and width: <c>channels x depth x height x width</c>, shape kept.</summary>
/// <remarks>Parameters: 2 x channels where it is affine. It depends on the input, so that nothing can be merged; FLOPs are, for each element, 1 for the mean, 1 for the deviation, 1 for its square, 1 for the division, and 1 for scale and shift (a fused multiply-add). Source: PyTorch for the parameters; the definition for the FLOPs.</remarks>
public sealed class InstanceNorm3dAttribute : LayerAttribute
{
    /// <summary>Whether it has a trainable scale and shift for each channel: <c>true</c>, <c>false</c> or an expression.</summary>
    public object Affine { get; set; } = false;
}
