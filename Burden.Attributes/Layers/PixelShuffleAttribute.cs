namespace Burden;

/// <summary>Moves channels into space: <c>channels x height x width</c> to <c>channels / factor² x (height x factor) x (width x factor)</c>.</summary>
/// <remarks>FLOPs: 0. The output is a feature of its own. Source: PyTorch.</remarks>
/// <param name="factor">How much larger height and width become: an integer or an expression.</param>
public sealed class PixelShuffleAttribute(object factor) : LayerAttribute
{
    /// <summary>How much larger height and width become.</summary>
    public object Factor { get; } = factor;
}
