namespace Burden;

/// <summary>A part of a layer along an axis.</summary>
/// <remarks>FLOPs: 0. A view of its input. Source: PyTorch (<c>narrow</c>).</remarks>
/// <param name="start">Where the part begins: an integer or an expression; negative ones count from the end.</param>
/// <param name="length">How long the part is: an integer or an expression.</param>
public sealed class SliceAttribute(object start, object length) : LayerAttribute
{
    /// <summary>Where the part begins.</summary>
    public object Start { get; } = start;

    /// <summary>How long the part is.</summary>
    public object Length { get; } = length;

    /// <summary>The axis, counted without the batch; negative ones count from the end.</summary>
    public object Axis { get; set; } = 0;
}
