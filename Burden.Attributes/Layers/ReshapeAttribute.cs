namespace Burden;

/// <summary>The same values in other dimensions.</summary>
/// <remarks>FLOPs: 0. A view of its input, unless it copies. Source: the published tables.</remarks>
/// <param name="shape">The dimensions without the batch: integers or expressions; one may be -1, which is what the others leave.</param>
public sealed class ReshapeAttribute(params object[] shape) : LayerAttribute
{
    /// <summary>The dimensions without the batch.</summary>
    public object[] Shape { get; } = shape;

    /// <summary>Whether the output is a feature of its own rather than a view of the input: <c>true</c>, <c>false</c> or an expression.</summary>
    public object Copy { get; set; } = false;
}
