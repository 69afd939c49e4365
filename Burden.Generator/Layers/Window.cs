using Burden.Generator.Helpers;

namespace Burden.Generator.Layers;

/// <summary>The sliding window of convolutions and pools: kernel, stride, dilation and padding of each axis.</summary>
internal sealed class Window(EquatableArray<long> kernel, EquatableArray<long> stride, EquatableArray<long> dilation, EquatableArray<(long Begin, long End)>? padding, bool roundsUp)
{
    /// <summary>The window's size along each axis.</summary>
    public EquatableArray<long> Kernel => kernel;

    /// <summary>The values under the window.</summary>
    public long Area => kernel.Product();

    /// <summary>The product of the strides.</summary>
    public long StrideArea => stride.Product();

    /// <summary>Reads <c>kernelSize</c>, <c>Stride</c>, <c>Padding</c> and <c>Dilation</c>, and <c>CeilMode</c> where the layer pools.</summary>
    public static Window Of(LayerCall call, int axes, bool pools = false, bool dilates = true)
    {
        var kernel = call.PerAxis("kernelSize", axes);
        return new Window(
            kernel,
            pools && !call.IsGiven("Stride") ? kernel : call.PerAxis("Stride", axes),
            dilates ? call.PerAxis("Dilation", axes) : EquatableArray.Repeat(1L, axes),
            call.IsWord("Padding", "same") ? null : call.IsWord("Padding", "valid") ? None(axes) : call.Paddings("Padding", axes),
            pools && call.Flag("CeilMode"));
    }

    /// <summary>What the window yields, sliding over an input.</summary>
    /// <param name="channels">The channels of the output.</param>
    /// <exception cref="FaultException">The kernel is larger than the padded input.</exception>
    public Shape Slide(LayerCall call, Shape input, long channels)
    {
        var output = new long[kernel.Count + 1];
        output[0] = channels;
        for (var axis = 0; axis < kernel.Count; axis++)
        {
            output[axis + 1] = Count(call, input[axis + 1], axis);
        }

        return input.With(EquatableArray.Wrap(output));
    }

    /// <summary>Which inputs an output is computed from.</summary>
    /// <param name="allChannels">Whether an output sees all channels, or that of its own.</param>
    public Reach Reach(Shape input, bool allChannels) => new WindowReach(
        kernel.Select((size, axis) => new AxisWindow(size, stride[axis], dilation[axis], padding is { } paddings ? paddings[axis].Begin : SameBegin(input[axis + 1], axis))).ToEquatableArray(),
        allChannels);

    /// <summary>The padding before the first value where the output is to be as large as the input: half of what is missing, rounded down.</summary>
    private long SameBegin(long size, int axis)
        => Math.Max(0, (((size - 1) / stride[axis]) * stride[axis]) + (dilation[axis] * (kernel[axis] - 1)) + 1 - size) / 2;

    /// <summary>What an input must be for so many spatial axes.</summary>
    public static string Expected(int axes) => axes switch
    {
        1 => "channels x length",
        2 => "channels x height x width",
        _ => "channels x depth x height x width",
    };

    private long Count(LayerCall call, long size, int axis)
    {
        checked
        {
            if (padding is not { } paddings)
            {
                return ((size - 1) / stride[axis]) + 1;
            }

            var (begin, end) = paddings[axis];
            var extent = (dilation[axis] * (kernel[axis] - 1)) + 1;
            // Rounding up is more padding at the end: up to a stride less one, and never a whole kernel.
            var padded = size + begin + (roundsUp ? Math.Max(end, Math.Min(end + stride[axis] - 1, extent - 1)) : end);
            return padded >= extent
                ? ((padded - extent) / stride[axis]) + 1
                : throw call.Fault(
                    FaultId.KernelTooLarge,
                    $"the kernel spans {extent} along {AxisName(axis)}, the padded input {padded} ({size} + {begin} + {padded - size - begin})",
                    "kernelSize");
        }
    }

    private static EquatableArray<(long Begin, long End)> None(int axes) => EquatableArray.Repeat((0L, 0L), axes);

    private string AxisName(int axis) => (kernel.Count - axis) switch
    {
        1 => kernel.Count == 1 ? "the length" : "the width",
        2 => "the height",
        _ => "the depth",
    };
}
