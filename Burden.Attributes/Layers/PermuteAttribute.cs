namespace Burden;

/// <summary>The dimensions in another order.</summary>
/// <remarks>FLOPs: 0. A view of its input, unless it copies. Source: the published tables.</remarks>
/// <param name="axes">For each dimension of the output, the axis of the input, counted without the batch: integers or expressions.</param>
public sealed class PermuteAttribute(params object[] axes) : LayerAttribute
{
    /// <summary>For each dimension of the output, the axis of the input, counted without the batch.</summary>
    public object[] Axes { get; } = axes;

    /// <summary>Whether the output is a feature of its own rather than a view of the input: <c>true</c>, <c>false</c> or an expression.</summary>
    public object Copy { get; set; } = false;
}
