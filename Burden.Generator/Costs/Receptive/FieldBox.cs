using Burden.Generator.Helpers;
using Burden.Generator.Layers;

namespace Burden.Generator.Costs.Receptive;

/// <summary>Goes back from some places of a layer's output to the places of an input that they are computed from.</summary>
internal static class FieldBox
{
    /// <summary>A kernel beyond it is followed no further: nothing of that size is gone through place by place.</summary>
    private const long MostKernel = 4096;

    /// <param name="input">Which of the layer's inputs, and the shapes of all.</param>
    /// <param name="isExact">Becomes false where the places are more than those that are meant.</param>
    /// <returns>The places of the input; null for none of them.</returns>
    public static FieldPlaces[]? Before(Reach reach, FieldPlaces[] box, Shape output, IReadOnlyList<Shape> inputs, int input, ref bool isExact)
    {
        var shape = inputs[input];
        switch (reach)
        {
            case ReshapedReach:
                return Reshaped(box, output, shape, ref isExact);
            case JoinedReach joined:
                // What any of the joined layers sees, as the size and stride along the other axes don't depend on which it is.
                var part = (FieldPlaces[])box.Clone();
                part[part.Length + joined.Axis] = FieldPlaces.All(shape[shape.Rank + joined.Axis]);
                return part;
            case PermutedReach permuted:
                var before = (FieldPlaces[])box.Clone();
                for (var i = 0; i < permuted.Axes.Count; i++)
                {
                    before[before.Length + permuted.Axes[i]] = box[box.Length - permuted.Axes.Count + i];
                }

                return before;
        }

        var spans = new FieldPlaces[shape.Rank];
        for (var axis = -1; axis >= -shape.Rank; axis--)
        {
            var size = shape[shape.Rank + axis];
            var same = -axis <= box.Length ? box[box.Length + axis] : FieldPlaces.Range(0, 0);
            spans[shape.Rank + axis] = reach switch
            {
                AllReach => FieldPlaces.All(size),
                SameReach { Whole: var whole } => whole.Contains(axis) ? FieldPlaces.All(size) : size == 1 ? FieldPlaces.Range(0, 0) : same,
                VectorReach => box[box.Length + axis - 1],
                ShiftedReach { Begin: var begin } => begin[begin.Count + axis] is var shift ? same.Through(place => [place + shift]) : same,
                WindowReach { Axes: var axes, AllChannels: var all } => -axis > axes.Count ? Channel(axes.Count, all, axis, size, same) : Slide(axes[axes.Count + axis], same),
                TransposedReach { Axes: var axes, AllChannels: var all } => -axis > axes.Count ? Channel(axes.Count, all, axis, size, same) : Spread(axes[axes.Count + axis], same),
                ResizedReach resized => -axis > resized.SpatialAxes ? same : Interpolate(resized.Neighbours, same, size, output[output.Rank + axis]),
                _ => throw new ArgumentException(reach.ToString()),
            };
        }

        return spans;
    }

    private static FieldPlaces Channel(int spatialAxes, bool allChannels, int axis, long size, FieldPlaces same)
        => allChannels && -axis == spatialAxes + 1 ? FieldPlaces.All(size) : same;

    private static FieldPlaces Slide(AxisWindow window, FieldPlaces places)
    {
        if (places.IsRange && window.Dilation == 1 && window.Kernel >= window.Stride)
        {
            return places.Moved((places.First * window.Stride) - window.Begin, (places.Last * window.Stride) - window.Begin + window.Kernel - 1);
        }

        return places.Through(place => Kernel(window).Select(k => (place * window.Stride) - window.Begin + (k * window.Dilation)));
    }

    private static FieldPlaces Spread(AxisWindow window, FieldPlaces places)
    {
        if (places.IsRange && window.Dilation == 1 && window.Kernel >= window.Stride)
        {
            return places.Moved(-Floor(-(places.First + window.Begin - window.Kernel + 1), window.Stride), Floor(places.Last + window.Begin, window.Stride));
        }

        return places.Through(place => Kernel(window)
            .Select(k => place + window.Begin - (k * window.Dilation))
            .Where(spread => spread % window.Stride == 0)
            .Select(spread => spread / window.Stride));
    }

    private static IEnumerable<long> Kernel(AxisWindow window) => Enumerable.Range(0, (int)Math.Min(window.Kernel, MostKernel)).Select(static k => (long)k);

    /// <summary>The places of the input that an interpolated value is computed from: the nearest, or those around its middle.</summary>
    private static FieldPlaces Interpolate(int neighbours, FieldPlaces places, long size, long resized) => places.Through(place =>
    {
        if (neighbours == 1)
        {
            return [Floor(place * size, resized)];
        }

        // The center of output i is at (i + 1/2) size / resized - 1/2 of the input: this over twice the resized size.
        var middle = (((2 * place) + 1) * size) - resized;
        var before = Floor(middle, 2 * resized);
        return middle % (2 * resized) == 0 ? [before] : Enumerable.Range(1 - (neighbours / 2), neighbours).Select(n => before + n);
    });

    private static long Floor(long dividend, long divisor) => (dividend / divisor) - (dividend % divisor < 0 ? 1 : 0);

    /// <summary>Dimensions that stand for the same values are gone through as one.</summary>
    private static FieldPlaces[] Reshaped(FieldPlaces[] box, Shape output, Shape input, ref bool isExact)
    {
        var spans = new FieldPlaces[input.Rank];
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
            Join(box, output, o, oEnd, spans, input, i, iEnd, ref isExact);
        }

        return spans;
    }

    /// <summary>Takes places along some axes together as numbers of values, and those apart along others.</summary>
    private static void Join(FieldPlaces[] box, Shape output, int from, int to, FieldPlaces[] spans, Shape input, int first, int end, ref bool isExact)
    {
        var (low, high, isWhole) = (0L, 0L, false);
        for (var axis = from; axis < to; axis++)
        {
            var span = box[axis].Clip(output[axis]);
            // Several rows of which not all is meant are no range of values.
            isExact &= (span.IsRange || to - from == 1) && (low == high || span.Last - span.First + 1 >= output[axis]);
            (low, high, isWhole) = ((low * output[axis]) + span.First, (high * output[axis]) + span.Last, isWhole || span.IsWhole);
        }

        for (var axis = end - 1; axis >= first; axis--)
        {
            var size = input[axis];
            spans[axis] = low / size == high / size ? FieldPlaces.Range(low % size, high % size, isWhole) : FieldPlaces.Range(0, size - 1, isWhole);
            (low, high) = (low / size, high / size);
        }
    }
}
