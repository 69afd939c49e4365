namespace Burden;

/// <summary>Puts each value back where a max pool over a length found it, zeros elsewhere: <c>channels x length</c> to <c>channels x length'</c>.</summary>
/// <remarks>FLOPs: 0, values are moved. The positions that the pool remembers are not counted. Source: PyTorch for the size, (size - 1) x stride - padding + kernel; the definition for the rest.</remarks>
/// <param name="kernelSize">The pool's window: an integer, an expression, or a tuple with one size for each axis.</param>
public sealed class MaxUnpool1dAttribute(object kernelSize) : LayerAttribute
{
    /// <summary>The pool's window.</summary>
    public object KernelSize { get; } = kernelSize;

    /// <summary>The pool's step, one for all axes or a tuple; by default the window's size.</summary>
    public object? Stride { get; set; }

    /// <summary>The pool's padding: one number, a tuple for each axis, or a tuple of (begin, end) pairs.</summary>
    public object Padding { get; set; } = 0;

    /// <summary>The spatial size instead of the one that follows: a number, a tuple with one for each axis, or the name of a layer that has it.</summary>
    public object? OutputSize { get; set; }
}
