namespace Burden;

/// <summary>A transposed convolution over depth, height and width: <c>channels x depth x height x width</c> to <c>outChannels x depth' x height' x width'</c>, each size <c>(size - 1) x Stride - padding + Dilation x (kernel - 1) + OutputPadding + 1</c>.</summary>
/// <remarks>Parameters: channels x (outChannels / Groups) x kernel area, and outChannels with a bias. FLOPs: input elements x kernel area x outChannels / Groups, and output elements with a bias. Source: the published tables.</remarks>
/// <param name="outChannels">The number of filters: an integer or an expression.</param>
/// <param name="kernelSize">The kernel's size: an integer, an expression, or a tuple <c>"(1, 3, 3)"</c> of depth, height and width.</param>
public sealed class ConvTranspose3dAttribute(object outChannels, object kernelSize) : LayerAttribute
{
    /// <summary>The number of filters.</summary>
    public object OutChannels { get; } = outChannels;

    /// <summary>The kernel's size.</summary>
    public object KernelSize { get; } = kernelSize;

    /// <summary>How far apart the outputs of neighbouring inputs are, one for all axes or a tuple.</summary>
    public object Stride { get; set; } = 1;

    /// <summary>The padding cut off around the output: one number, a tuple for each axis, or a tuple of (begin, end) pairs.</summary>
    public object Padding { get; set; } = 0;

    /// <summary>The size added at the end of each axis of the output; less than the stride or the dilation.</summary>
    public object OutputPadding { get; set; } = 0;

    /// <summary>The spacing of the kernel's values, one for all axes or a tuple.</summary>
    public object Dilation { get; set; } = 1;

    /// <summary>How many groups the channels are split into.</summary>
    public object Groups { get; set; } = 1;

    /// <summary>Whether each filter has a bias: <c>true</c>, <c>false</c> or an expression.</summary>
    public object Bias { get; set; } = true;
}
