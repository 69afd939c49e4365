namespace Burden;

/// <summary>Normalisation over the last dimensions: <c>length x features</c>, shape kept.</summary>
/// <remarks>Parameters: the elements of the normalised dimensions where it is affine, twice with a bias. It depends on the input, so that nothing can be merged; FLOPs are, for each element, 1 for the mean, 1 for the deviation, 1 for its square, 1 for the division, and 1 for scale and shift (a fused multiply-add). Source: PyTorch for the parameters; the definition for the FLOPs.</remarks>
public sealed class LayerNormAttribute : LayerAttribute
{
    /// <summary>How many of the last dimensions are normalised together.</summary>
    public object Axes { get; set; } = 1;

    /// <summary>Whether it has a trainable scale: <c>true</c>, <c>false</c> or an expression.</summary>
    public object Affine { get; set; } = true;

    /// <summary>Whether it has a trainable shift too, where it is affine: <c>true</c>, <c>false</c> or an expression.</summary>
    public object Bias { get; set; } = true;
}
