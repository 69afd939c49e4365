namespace Burden;

/// <summary>Exponentials along an axis, divided by their sum; shape kept.</summary>
/// <remarks>FLOPs: 0, and with exponentials included 11 x output elements. Source: the published tables.</remarks>
public sealed class SoftmaxAttribute : LayerAttribute
{
    /// <summary>The axis, counted without the batch; negative ones count from the end. It doesn't change the cost.</summary>
    public object Axis { get; set; } = -1;
}
