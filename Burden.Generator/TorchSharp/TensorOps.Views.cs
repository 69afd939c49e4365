using Burden.Generator.Helpers;
using Burden.Generator.Layers;
using Burden.Generator.Model;

namespace Burden.Generator.TorchSharp;

/// <content>Other sights of the same values.</content>
internal static partial class TensorOps
{
    /// <summary>The same values under other sizes: a view where the memory allows it, else a copy.</summary>
    public static TensorValue Reshape(Operation op, TensorValue input, IReadOnlyList<long> given, bool mustView = false)
    {
        var sizes = op.At_(() => Shapes.Infer(given, input.Elements, op.Name, input));
        if (Shapes.ViewStrides(input.Sizes, input.Strides, sizes) is { } strides)
        {
            return op.Module is null ? input.View(sizes, strides, Reach.Reshaped) : op.Emit(op.Name, sizes, [input], storage: Storage.View, type: input.Type, reach: Reach.Reshaped).Laid(strides);
        }

        return mustView
            ? throw op.Mismatch($"{input.Text} can't be viewed as {TensorValue.Describe(sizes)}, since it doesn't lie in memory in order; use reshape, or contiguous() before")
            : op.Emit("Reshape", sizes, [input], type: input.Type, reach: Reach.Reshaped);
    }

    public static TensorValue Permute(Operation op, TensorValue input, IReadOnlyList<long> axes)
    {
        var order = op.At_(() => axes.Select(a => Shapes.Axis(a, input.Rank, op.Name)).ToList());
        if (order.Count != input.Rank || order.Distinct().Count() != input.Rank)
        {
            throw new CodeFault(FaultId.OutOfRange, $"{op.Name}: the dimensions are {string.Join(", ", axes)}; expected each of 0 to {input.Rank - 1} once for {input.Text}", op.At);
        }

        return input.View([.. order.Select(a => input.Sizes[a])], [.. order.Select(a => input.Strides[a])], new PermutedReach([.. order.Select(a => a - input.Rank)]));
    }

    /// <summary>Some of an axis, every so many: a view.</summary>
    public static TensorValue Slice(TensorValue input, int axis, long start, long stop, long step)
    {
        var sizes = input.Sizes.ToArray();
        var strides = input.Strides.ToArray();
        sizes[axis] = stop <= start ? 0 : (stop - start + step - 1) / step;
        strides[axis] *= step;
        // A window of one value, from the axis on.
        return input.View(sizes, strides, new WindowReach([.. Enumerable.Range(axis, input.Rank - axis).Select(a => a == axis ? new AxisWindow(1, step, 1, -start) : new AxisWindow(1, 1, 1, 0))], AllChannels: false));
    }

    /// <summary>One position of an axis, which goes: a view.</summary>
    public static TensorValue Select(Operation op, TensorValue input, int axis, long index)
    {
        var size = input.Sizes[axis];
        if (index < -size || index >= size)
        {
            throw new CodeFault(FaultId.OutOfRange, $"{op.Name}: the index is {Text.Of(index)}; expected {Text.Of(-size)} to {Text.Of(size - 1)} in dimension {axis} of {input.Text}", op.At);
        }

        var at = index < 0 ? index + size : index;
        var view = Slice(input, axis, at, at + 1, 1).View([.. input.Sizes.Where((_, i) => i != axis)], [.. input.Strides.Where((_, i) => i != axis)], Reach.Reshaped);
        return input is { Rank: 1, Data: { } data } ? view.With([data[at]]) : view.Unknown();
    }

    public static TensorValue Expand(Operation op, TensorValue input, IReadOnlyList<long> wanted)
    {
        if (wanted.Count < input.Rank)
        {
            throw op.Mismatch($"{input.Text} can't be expanded to fewer dimensions ({string.Join(", ", wanted)})");
        }

        var sizes = new long[wanted.Count];
        var strides = new long[wanted.Count];
        for (var i = 0; i < sizes.Length; i++)
        {
            var axis = i - (wanted.Count - input.Rank);
            var own = axis < 0 ? 1 : input.Sizes[axis];
            sizes[i] = wanted[i] == -1 ? own : wanted[i];
            if (own != sizes[i] && own != 1)
            {
                throw op.Mismatch($"{input.Text} can't be expanded to {string.Join("x", wanted)}: {Text.Of(own)} and {Text.Of(sizes[i])} differ");
            }

            strides[i] = own == sizes[i] && axis >= 0 ? input.Strides[axis] : 0;
        }

        return input.View(sizes, strides, Reach.Same).Unknown();
    }
}
