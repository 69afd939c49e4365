using Burden.Generator.Layers;
using Burden.Onnx.Evaluation;
using Burden.Onnx.Values;

namespace Burden.Onnx.Operators;

/// <summary>Parts of tensors, and tensors put together.</summary>
internal static class Slicing
{
    public static IEnumerable<(string Domain, string Name, OperatorRule Rule)> Rules =>
    [
        ("", "Slice", Slice),
        ("", "Split", Split),
        ("", "Concat", static c => Concat(c, c.Integer("axis", c.Opset < 4 ? 1 : 0), [.. c.Tensors])),
        ("", "Pad", static c => Pad(c)),
        ("", "CenterCropPad", CropOrPad),
        (OperatorTable.Microsoft, "Pad", static c => Pad(c)),
        (OperatorTable.Microsoft, "CropAndResize", static c => c.Yield("CropAndResize", new LayerCosts(Shape.Of()) { Flops = checked(4 * c[1][0] * c[0][1] * c.Known(3, "the size of the crops").Product()) }, [c[1][0], c[0][1], .. c.Known(3, "the size of the crops")], c[0].Type)),
    ];

    public static void Concat(OperatorCall call, long given, IReadOnlyList<TensorValue> parts, ElementType? type = null)
    {
        if (parts.Count == 0)
        {
            throw call.Fault("there is nothing to join");
        }

        var first = parts[0];
        var axis = call.Axis(given, first.Rank);
        foreach (var part in parts)
        {
            if (part.Rank != first.Rank || part.Sizes.Where((size, i) => i != axis && size != first[i]).Any())
            {
                throw call.Fault($"the shapes differ beside dimension {axis}: {first.Text} and {part.Text}");
            }
        }

        var sizes = first.Sizes.With(axis, parts.Aggregate(0L, (sum, part) => checked(sum + part[axis])));
        call.Yield("Concat", new LayerCosts(Shape.Of()) { Reach = new JoinedReach(axis - first.Rank) }, sizes, type ?? first.Type, Joined(parts, axis, sizes));
    }

    private static KnownData? Joined(IReadOnlyList<TensorValue> parts, int axis, long[] sizes)
    {
        if (parts.Any(static p => p.Data is null) || !Sizes.IsSmall(sizes))
        {
            return null;
        }

        var outer = (int)sizes.Take(axis).Product();
        return parts.All(static p => p.Data!.Integers is not null) ? KnownData.Of(Values(static d => d.Integers!))
            : parts.All(static p => p.Data!.Reals is not null) ? KnownData.Of(Values(static d => d.Reals!))
            : null;

        T[] Values<T>(Func<KnownData, T[]> of)
        {
            var values = new List<T>();
            for (var o = 0; o < outer; o++)
            {
                foreach (var part in parts)
                {
                    var run = (int)part.Sizes.Skip(axis).Product();
                    values.AddRange(of(part.Data!).AsSpan(o * run, run));
                }
            }

            return [.. values];
        }
    }

    private static void Slice(OperatorCall call)
    {
        var input = call[0];
        var isInput = call.Opset >= 10;
        var starts = isInput ? call.Known(1, "where the slice begins") : call.Integers("starts") ?? throw call.Fault("the attribute 'starts' is missing");
        var ends = isInput ? call.Known(2, "where the slice ends") : call.Integers("ends") ?? throw call.Fault("the attribute 'ends' is missing");
        var axes = (isInput ? call.Has(3) ? call.Known(3, "the axes") : null : call.Integers("axes")) ?? [.. Enumerable.Range(0, starts.Length).Select(static i => (long)i)];
        var steps = isInput && call.Has(4) ? call.Known(4, "the steps") : [.. Enumerable.Repeat(1L, starts.Length)];
        if (ends.Length != starts.Length || axes.Length != starts.Length || steps.Length != starts.Length)
        {
            throw call.Fault($"it has {starts.Length} starts, {ends.Length} ends, {axes.Length} axes and {steps.Length} steps; expected as many of each");
        }

        var sizes = input.Sizes.ToArray();
        var data = input.Data;
        for (var i = 0; i < starts.Length; i++)
        {
            var axis = call.Axis(axes[i], input.Rank);
            var (start, count) = Bounds(call, starts[i], ends[i], steps[i], sizes[axis]);
            data = data?.At(Sizes.Picked(sizes, axis, [.. Enumerable.Range(0, (int)Math.Min(count, KnownData.Most)).Select(k => start + (k * steps[i]))]));
            sizes[axis] = count;
        }

        call.Yield(sizes, input.Type, data, steps.All(static s => s > 0) ? Storage.View : Storage.Own);
    }

    /// <summary>The first position of a slice, and how many there are.</summary>
    private static (long Start, long Count) Bounds(OperatorCall call, long start, long end, long step, long size)
    {
        if (step == 0)
        {
            throw call.Fault("the step of a slice is 0");
        }

        start = start < 0 ? start + size : start;
        end = end < 0 ? end < -size && step < 0 ? -1 : end + size : end;
        (start, end) = step > 0
            ? (Math.Clamp(start, 0, size), Math.Clamp(end, 0, size))
            : (Math.Clamp(start, 0, Math.Max(0, size - 1)), Math.Clamp(end, -1, size));
        var length = step > 0 ? end - start : start - end;
        var width = Math.Abs(step);
        return (start, length <= 0 || size == 0 ? 0 : 1 + ((length - 1) / width));
    }

    private static void Split(OperatorCall call)
    {
        var input = call[0];
        var axis = call.Axis(call.Integer("axis", 0), input.Rank);
        var size = input[axis];
        var parts = call.IntegersOrInput("split", 1);
        if (parts is null)
        {
            var count = call.Integer("num_outputs", call.OutputCount);
            if (count < 1)
            {
                throw call.Fault("it has no outputs");
            }

            if (call.Opset < 18 && size % count != 0)
            {
                throw call.Fault($"dimension {axis} of {input.Text} is not divisible into {Text.Of(count)} parts");
            }

            // The last part is smaller where they are not equal.
            var each = (size + count - 1) / count;
            parts = [.. Enumerable.Range(0, (int)count).Select(i => Math.Max(0, Math.Min(each, size - (i * each))))];
        }

        if (parts.Sum() != size || parts.Length < call.OutputCount)
        {
            throw call.Fault($"the parts {string.Join(", ", parts)} for {call.OutputCount} outputs sum to {Text.Of(parts.Sum())}; dimension {axis} of {input.Text} has {Text.Of(size)}");
        }

        var start = 0L;
        for (var i = 0; i < call.OutputCount; i++)
        {
            var sizes = input.Sizes.With(axis, parts[i]);
            var data = input.Data?.At(Sizes.Picked(input.Sizes, axis, [.. Enumerable.Range(0, (int)parts[i]).Select(k => start + k)]));
            start += parts[i];
            if (i == 0)
            {
                call.Yield(sizes, input.Type, data, Storage.View);
            }
            else
            {
                call.YieldAlso(i, sizes, input.Type, data, Storage.View);
            }
        }
    }

    private static void Pad(OperatorCall call)
    {
        var input = call[0];
        var pads = (call.Opset >= 11 || call.Node.Domain.Length > 0 ? call.Known(1, "the padding") : call.Integers("pads") ?? call.Integers("paddings")) ?? throw call.Fault("the padding is missing");
        var axes = call.Has(3) ? [.. call.Known(3, "the axes").Select(a => call.Axis(a, input.Rank))] : Enumerable.Range(0, input.Rank).ToArray();
        if (pads.Length != 2 * axes.Length)
        {
            throw call.Fault($"the padding has {pads.Length} values; expected {2 * axes.Length} for {input.Text}");
        }

        var sizes = input.Sizes.ToArray();
        for (var i = 0; i < axes.Length; i++)
        {
            sizes[axes[i]] = checked(sizes[axes[i]] + pads[i] + pads[i + axes.Length]);
        }

        call.Yield(sizes, input.Type);
    }

    private static void CropOrPad(OperatorCall call)
    {
        var sizes = call[0].Sizes.ToArray();
        var wanted = call.Known(1, "the new sizes");
        var axes = call.Integers("axes") ?? [.. Enumerable.Range(0, sizes.Length).Select(static i => (long)i)];
        for (var i = 0; i < axes.Length; i++)
        {
            sizes[call.Axis(axes[i], sizes.Length)] = wanted[i];
        }

        call.Yield(sizes, call[0].Type);
    }
}
