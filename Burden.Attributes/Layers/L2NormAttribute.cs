namespace Burden;

/// <summary>Division by the Euclidean norm over the channels: <c>channels x ...</c>, shape kept.</summary>
/// <remarks>Parameters: channels, a scale for each, with <c>Scale</c>. FLOPs: output elements + (2 + 2 x channels) x positions. Source: the published tables.</remarks>
public sealed class L2NormAttribute : LayerAttribute
{
    /// <summary>Whether it has a trainable scale for each channel: <c>true</c>, <c>false</c> or an expression.</summary>
    public object Scale { get; set; } = true;
}
