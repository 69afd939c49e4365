namespace Burden;

/// <summary>Joins neighbouring dimensions into one: <c>512 x 7 x 7</c> to <c>25088</c>.</summary>
/// <remarks>FLOPs: 0. A view of its input, unless it copies. Source: the published tables.</remarks>
public sealed class FlattenAttribute : LayerAttribute
{
    /// <summary>The first axis that is joined, counted without the batch (PyTorch's <c>start_dim</c> less one); negative ones count from the end.</summary>
    public object StartAxis { get; set; } = 0;

    /// <summary>The last axis that is joined, counted without the batch; negative ones count from the end.</summary>
    public object EndAxis { get; set; } = -1;

    /// <summary>Whether the output is a feature of its own rather than a view of the input: <c>true</c>, <c>false</c> or an expression.</summary>
    public object Copy { get; set; } = false;
}
