using Burden.Generator.Helpers;
using Burden.Generator.Layers;

namespace Burden.Generator.Costs;

/// <summary>Places from one to another along an axis.</summary>
/// <param name="IsWhole">Whether it came from a layer that sees the whole axis: places beyond the axis are then none at all.</param>
internal readonly record struct FieldSpan(long First, long Last, bool IsWhole = false)
{
    public static FieldSpan All(long size) => new(0, size - 1, IsWhole: true);

    public FieldSpan With(FieldSpan other) => new(Math.Min(First, other.First), Math.Max(Last, other.Last), IsWhole || other.IsWhole);

    /// <summary>What of it lies on an axis.</summary>
    public FieldSpan Clip(long size) => this with { First = Math.Min(Math.Max(First, 0), size - 1), Last = Math.Min(Math.Max(Last, 0), size - 1) };
}

/// <summary>Goes back from some places of a layer's output to the places of an input that they are computed from.</summary>
internal static class FieldBox
{
    /// <param name="input">Which of the layer's inputs, and the shapes of all.</param>
    /// <returns>The places of the input; null for none of them.</returns>
    public static FieldSpan[]? Before(Reach reach, FieldSpan[] box, Shape output, IReadOnlyList<Shape> inputs, int input)
    {
        var shape = inputs[input];
        switch (reach)
        {
            case ReshapedReach:
                return Reshaped(box, output, shape);
            case JoinedReach joined:
                var start = inputs.Take(input).Sum(s => s[s.Rank + joined.Axis]);
                var span = box[box.Length + joined.Axis];
                var size = shape[shape.Rank + joined.Axis];
                if (span.Last < start || span.First >= start + size)
                {
                    return null;
                }

                var part = (FieldSpan[])box.Clone();
                part[part.Length + joined.Axis] = (span with { First = span.First - start, Last = span.Last - start }).Clip(size);
                return part;
            case PermutedReach permuted:
                var before = (FieldSpan[])box.Clone();
                for (var i = 0; i < permuted.Axes.Count; i++)
                {
                    before[before.Length + permuted.Axes[i]] = box[box.Length - permuted.Axes.Count + i];
                }

                return before;
        }

        var spans = new FieldSpan[shape.Rank];
        for (var axis = -1; axis >= -shape.Rank; axis--)
        {
            var size = shape[shape.Rank + axis];
            var same = -axis <= box.Length ? box[box.Length + axis] : new FieldSpan(0, 0);
            spans[shape.Rank + axis] = reach switch
            {
                AllReach => FieldSpan.All(size),
                SameReach { Whole: var whole } => whole.Contains(axis) ? FieldSpan.All(size) : size == 1 ? new FieldSpan(0, 0) : same,
                VectorReach => box[box.Length + axis - 1],
                ShiftedReach { Begin: var begin } => begin[begin.Count + axis] is var shift ? same with { First = same.First + shift, Last = same.Last + shift } : same,
                WindowReach { Axes: var axes, AllChannels: var all } => -axis > axes.Count ? Channel(axes.Count, all, axis, size, same) : Slide(axes[axes.Count + axis], same),
                TransposedReach { Axes: var axes, AllChannels: var all } => -axis > axes.Count ? Channel(axes.Count, all, axis, size, same) : Spread(axes[axes.Count + axis], same),
                ResizedReach resized => -axis > resized.SpatialAxes ? same : Interpolate(resized.Neighbours, same, size, output[output.Rank + axis]),
                _ => throw new ArgumentException(reach.ToString()),
            };
        }

        return spans;
    }

    private static FieldSpan Channel(int spatialAxes, bool allChannels, int axis, long size, FieldSpan same)
        => allChannels && -axis == spatialAxes + 1 ? FieldSpan.All(size) : same;

    private static FieldSpan Slide(AxisWindow window, FieldSpan span) => span with
    {
        First = (span.First * window.Stride) - window.Begin,
        Last = (span.Last * window.Stride) - window.Begin + (window.Dilation * (window.Kernel - 1)),
    };

    private static FieldSpan Spread(AxisWindow window, FieldSpan span) => span with
    {
        First = -Floor(-(span.First + window.Begin - (window.Dilation * (window.Kernel - 1))), window.Stride),
        Last = Floor(span.Last + window.Begin, window.Stride),
    };

    private static FieldSpan Interpolate(int neighbours, FieldSpan span, long size, long resized)
    {
        if (neighbours == 1)
        {
            return span with { First = Floor(span.First * size, resized), Last = Floor(span.Last * size, resized) };
        }

        // The middle of output i lies at (i + 1/2) size / resized - 1/2 of the input: twice that, over twice the resized size.
        var first = Floor(((2 * span.First) + 1) * size - resized, 2 * resized);
        var last = Floor(((2 * span.Last) + 1) * size - resized, 2 * resized);
        var isBetween = (((2 * span.Last) + 1) * size - resized) % (2 * resized) != 0;
        return span with
        {
            First = (((2 * span.First) + 1) * size - resized) % (2 * resized) != 0 ? first - ((neighbours / 2) - 1) : first,
            Last = isBetween ? last + (neighbours / 2) : last,
        };
    }

    private static long Floor(long dividend, long divisor) => (dividend / divisor) - (dividend % divisor < 0 ? 1 : 0);

    /// <summary>Dimensions that stand for the same values are gone through as one.</summary>
    private static FieldSpan[] Reshaped(FieldSpan[] box, Shape output, Shape input)
    {
        var spans = new FieldSpan[input.Rank];
        var (o, i) = (output.Rank, input.Rank);
        while (o > 0 || i > 0)
        {
            var (oEnd, iEnd) = (o, i);
            var (oSize, iSize) = (1L, 1L);
            do
            {
                if (o > 0 && (oSize <= iSize || i == 0))
                {
                    oSize *= output[--o];
                }
                else
                {
                    iSize *= input[--i];
                }
            }
            while (oSize != iSize || (o == oEnd && i == iEnd));
            Join(box, output, o, oEnd, spans, input, i, iEnd);
        }

        return spans;
    }

    /// <summary>Takes places along some axes together as numbers of values, and those apart along others.</summary>
    private static void Join(FieldSpan[] box, Shape output, int from, int to, FieldSpan[] spans, Shape input, int first, int end)
    {
        var (low, high, isWhole) = (0L, 0L, false);
        for (var axis = from; axis < to; axis++)
        {
            var span = box[axis].Clip(output[axis]);
            (low, high, isWhole) = ((low * output[axis]) + span.First, (high * output[axis]) + span.Last, isWhole || span.IsWhole);
        }

        for (var axis = end - 1; axis >= first; axis--)
        {
            var size = input[axis];
            spans[axis] = low / size == high / size ? new FieldSpan(low % size, high % size, isWhole) : new FieldSpan(0, size - 1, isWhole);
            (low, high) = (low / size, high / size);
        }
    }
}
