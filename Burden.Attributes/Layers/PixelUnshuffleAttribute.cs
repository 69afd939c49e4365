namespace Burden;

/// <summary>Moves space into channels: <c>channels x height x width</c> to <c>(channels x factor²) x height / factor x width / factor</c>.</summary>
/// <remarks>FLOPs: 0. The output is a feature of its own. Source: PyTorch.</remarks>
/// <param name="factor">How much smaller height and width become: an integer or an expression.</param>
public sealed class PixelUnshuffleAttribute(object factor) : LayerAttribute
{
    /// <summary>How much smaller height and width become.</summary>
    public object Factor { get; } = factor;
}
