using Burden.Generator.Expressions;
using Burden.Onnx.Evaluation;
using Burden.Onnx.Values;

namespace Burden.Onnx.Operators;

/// <summary>The arithmetic of sizes that operators have in common.</summary>
internal static class Sizes
{
    /// <summary>The sizes of tensors aligned at their ends, with sizes of 1 stretched.</summary>
    public static long[] Broadcast(OperatorCall call, params IReadOnlyList<long>[] shapes)
    {
        return Generator.Layers.Broadcast.Sizes(shapes) ?? throw call.Fault($"the shapes differ: {string.Join(" and ", shapes.Select(TensorValue.Describe))}");
    }

    /// <summary>The shape that a layer's rule takes of a tensor whose last so many axes are an item's.</summary>
    public static Shape OfItems(IReadOnlyList<long> sizes, int rank)
        => new(sizes.Skip(sizes.Count - rank).ToEquatableArray(), sizes.Take(sizes.Count - rank).Product());

    /// <summary>An argument of a layer kind with a value for each axis.</summary>
    public static TupleValue List(IEnumerable<long> values) => TupleValue.Of(values.Select(static v => new IntegerValue(v)));

    /// <summary>Begin and end of each axis, as an argument of a layer kind.</summary>
    public static TupleValue Pairs(IEnumerable<(long Begin, long End)> pairs) => TupleValue.Of(pairs.Select(static p => List([p.Begin, p.End])));

    /// <summary>The same with one size changed.</summary>
    public static long[] With(this IReadOnlyList<long> sizes, int axis, long size)
    {
        var result = sizes.ToArray();
        result[axis] = size;
        return result;
    }

    /// <summary>The positions of a tensor's values after axes were stretched to other sizes: where each output value comes from.</summary>
    public static int[] Stretched(IReadOnlyList<long> from, IReadOnlyList<long> to)
    {
        var count = (int)to.Product();
        var positions = new int[count];
        var strides = Strides(from);
        var target = Strides(to);
        for (var i = 0; i < count; i++)
        {
            var position = 0L;
            for (var axis = 0; axis < from.Count; axis++)
            {
                var at = axis + to.Count - from.Count;
                position += from[axis] == 1 ? 0 : i / target[at] % to[at] * strides[axis];
            }

            positions[i] = (int)position;
        }

        return positions;
    }

    /// <summary>How many values apart the positions of each axis lie.</summary>
    public static long[] Strides(IReadOnlyList<long> sizes)
    {
        var strides = new long[sizes.Count];
        for (var (axis, stride) = (sizes.Count - 1, 1L); axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= sizes[axis];
        }

        return strides;
    }

    /// <summary>The values after a step along an axis is taken from chosen positions of it.</summary>
    public static int[] Picked(IReadOnlyList<long> sizes, int axis, IReadOnlyList<long> chosen)
    {
        var outer = (int)sizes.Take(axis).Product();
        var inner = (int)sizes.Skip(axis + 1).Product();
        var positions = new List<int>(outer * chosen.Count * inner);
        for (var o = 0; o < outer; o++)
        {
            foreach (var at in chosen)
            {
                for (var i = 0; i < inner; i++)
                {
                    positions.Add((int)((((o * sizes[axis]) + at) * inner) + i));
                }
            }
        }

        return [.. positions];
    }

    public static bool IsSmall(IReadOnlyList<long> sizes) => sizes.Product() <= KnownData.Most;
}
