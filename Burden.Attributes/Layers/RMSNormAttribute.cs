namespace Burden;

/// <summary>Division of the last dimension by its root mean square: <c>... x features</c>, shape kept.</summary>
/// <remarks>Parameters: features where it is affine. It depends on the input, so that nothing can be merged; FLOPs are, for each element, 1 for the square, 1 for the division, and 1 for the scale. Source: PyTorch for the parameters; the definition for the FLOPs.</remarks>
public sealed class RMSNormAttribute : LayerAttribute
{
    /// <summary>Whether it has a trainable scale: <c>true</c>, <c>false</c> or an expression.</summary>
    public object Affine { get; set; } = true;
}
