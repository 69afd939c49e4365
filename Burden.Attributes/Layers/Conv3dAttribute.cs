namespace Burden;

/// <summary>A convolution over depth, height and width: <c>channels x depth x height x width</c> to <c>outChannels x depth' x height' x width'</c>.</summary>
/// <remarks>Parameters: outChannels x (channels / Groups) x kernel area, and outChannels with a bias. FLOPs: output elements x weights of a filter, and output elements with a bias. Source: the published tables.</remarks>
/// <param name="outChannels">The number of filters: an integer or an expression.</param>
/// <param name="kernelSize">The kernel's size: an integer, an expression, or a tuple <c>"(1, 3, 3)"</c> of depth, height and width.</param>
public sealed class Conv3dAttribute(object outChannels, object kernelSize) : LayerAttribute
{
    /// <summary>The number of filters.</summary>
    public object OutChannels { get; } = outChannels;

    /// <summary>The kernel's size.</summary>
    public object KernelSize { get; } = kernelSize;

    /// <summary>The step of the window, one for all axes or a tuple.</summary>
    public object Stride { get; set; } = 1;

    /// <summary>Zeros around the input: one number, a tuple for each axis, a tuple of (begin, end) pairs, <c>"same"</c> or <c>"valid"</c>.</summary>
    public object Padding { get; set; } = 0;

    /// <summary>The spacing of the kernel's values, one for all axes or a tuple.</summary>
    public object Dilation { get; set; } = 1;

    /// <summary>How many groups the channels are split into.</summary>
    public object Groups { get; set; } = 1;

    /// <summary>Whether each filter has a bias: <c>true</c>, <c>false</c> or an expression.</summary>
    public object Bias { get; set; } = true;
}
