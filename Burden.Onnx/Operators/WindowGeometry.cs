using Burden.Onnx.Evaluation;

namespace Burden.Onnx.Operators;

/// <summary>The sliding window of a convolution or pool, from the attributes that both have.</summary>
internal sealed class WindowGeometry
{
    private readonly OperatorCall call;
    private readonly string automatic;
    private readonly long[] pads;

    /// <param name="kernel">The window's size along each axis, where the weights give it.</param>
    public WindowGeometry(OperatorCall call, int axes, IReadOnlyList<long>? kernel = null)
    {
        this.call = call;
        Axes = axes;
        Kernel = call.Integers("kernel_shape") is { Length: > 0 } given ? given : [.. kernel ?? throw call.Fault("the attribute 'kernel_shape' is missing")];
        Strides = call.Integers("strides") is { Length: > 0 } strides ? strides : [.. Enumerable.Repeat(1L, axes)];
        Dilations = call.Integers("dilations") is { Length: > 0 } dilations ? dilations : [.. Enumerable.Repeat(1L, axes)];
        pads = call.Integers("pads") is { Length: > 0 } padding ? padding : new long[2 * axes];
        automatic = call.Word("auto_pad", "NOTSET");
        if (Kernel.Length != axes || Strides.Length != axes || Dilations.Length != axes || pads.Length != 2 * axes)
        {
            throw call.Fault($"kernel_shape, strides, dilations and pads have {Kernel.Length}, {Strides.Length}, {Dilations.Length} and {pads.Length} values; expected {axes}, {axes}, {axes} and {2 * axes} for an input of {axes} spatial dimensions");
        }

        if (Kernel.Concat(Strides).Concat(Dilations).Any(static v => v < 1))
        {
            throw call.Fault($"its window has a size below 1: kernel {string.Join("x", Kernel)}, strides {string.Join("x", Strides)}, dilations {string.Join("x", Dilations)}");
        }
    }

    public int Axes { get; }

    public long[] Kernel { get; }

    public long[] Strides { get; }

    public long[] Dilations { get; }

    /// <summary>Whether the padding follows from the input's size.</summary>
    public bool IsSame => automatic is "SAME_UPPER" or "SAME_LOWER";

    public bool IsValid => automatic == "VALID";

    /// <summary>The values between the first and the last that a window covers along an axis, both included.</summary>
    public long Extent(int axis) => checked((Dilations[axis] * (Kernel[axis] - 1)) + 1);

    /// <summary>Begin and end of the padding along an axis of so many values.</summary>
    public (long Begin, long End) Padding(int axis, long size)
    {
        if (IsValid)
        {
            return (0, 0);
        }

        if (!IsSame)
        {
            return (pads[axis], pads[axis + Axes]);
        }

        var windows = (size + Strides[axis] - 1) / Strides[axis];
        var total = Math.Max(0, checked(((windows - 1) * Strides[axis]) + Extent(axis) - size));
        return automatic == "SAME_UPPER" ? (total / 2, total - (total / 2)) : (total - (total / 2), total / 2);
    }

    /// <summary>How many windows there are along an axis.</summary>
    public long Count(int axis, long size, bool roundsUp = false)
    {
        checked
        {
            var (begin, end) = Padding(axis, size);
            var room = size + begin + end - Extent(axis);
            if (room < 0)
            {
                throw call.Fault($"the kernel spans {Text.Of(Extent(axis))} along spatial axis {axis}, the padded input {Text.Of(size + begin + end)} ({Text.Of(size)} + {Text.Of(begin)} + {Text.Of(end)})");
            }

            var count = (room / Strides[axis]) + 1;
            // Rounding up adds a window that begins inside the input or the padding before it.
            return roundsUp && room % Strides[axis] != 0 && count * Strides[axis] < size + begin ? count + 1 : count;
        }
    }

    /// <summary>The padding under which a window that rounds down comes out at so many.</summary>
    public (long Begin, long End) PaddingFor(int axis, long size, long count)
    {
        var (begin, _) = Padding(axis, size);
        return (begin, Math.Max(0, checked(((count - 1) * Strides[axis]) + Extent(axis) - size - begin)));
    }
}
