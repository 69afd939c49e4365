namespace Burden;

/// <summary>Adds values around a map: <c>channels x height x width</c> to <c>channels x height' x width'</c>.</summary>
/// <remarks>FLOPs: 0. The output is a feature of its own.</remarks>
/// <param name="padding">What is added on the spatial axes: one number, a tuple for each axis, or a tuple of (begin, end) pairs.</param>
public sealed class PadAttribute(object padding) : LayerAttribute
{
    /// <summary>What is added on the spatial axes.</summary>
    public object Padding { get; } = padding;
}
