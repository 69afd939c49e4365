namespace Burden;

/// <summary>The largest value under each window over height and width: <c>channels x height x width</c> to <c>channels x height' x width'</c>.</summary>
/// <remarks>FLOPs: 2 x output elements x the product of the strides. Source: the published tables.</remarks>
/// <param name="kernelSize">The window's size: an integer, an expression, or a tuple <c>"(3, 5)"</c> of height and width.</param>
public sealed class MaxPool2dAttribute(object kernelSize) : LayerAttribute
{
    /// <summary>The window's size.</summary>
    public object KernelSize { get; } = kernelSize;

    /// <summary>The step of the window, one for all axes or a tuple; by default the window's size.</summary>
    public object? Stride { get; set; }

    /// <summary>Padding around the input: one number, a tuple for each axis, a tuple of (begin, end) pairs, <c>"same"</c> or <c>"valid"</c>.</summary>
    public object Padding { get; set; } = 0;

    /// <summary>The spacing of the window's values, one for all axes or a tuple.</summary>
    public object Dilation { get; set; } = 1;

    /// <summary>Whether the number of windows rounds up, so that the last may extend beyond the end but not start there: <c>true</c>, <c>false</c> or an expression.</summary>
    public object CeilMode { get; set; } = false;
}
