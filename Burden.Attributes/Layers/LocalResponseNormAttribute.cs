namespace Burden;

/// <summary>Division by a norm over neighbouring channels: <c>channels x ...</c>, shape kept.</summary>
/// <remarks>FLOPs: output elements + (2 + 2 x channels) x positions. Source: the published tables.</remarks>
/// <param name="size">How many neighbouring channels a norm covers: an integer or an expression.</param>
public sealed class LocalResponseNormAttribute(object size) : LayerAttribute
{
    /// <summary>How many neighbouring channels a norm covers.</summary>
    public object Size { get; } = size;
}
