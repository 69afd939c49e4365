using Burden.Generator.Graphs;
using Burden.Generator.Helpers;
using Burden.Generator.Model;

namespace Burden.Generator.TorchSharp;

/// <summary>The arithmetic of tensors' sizes: broadcasting, views, and the shapes that layer rules take.</summary>
internal static class Shapes
{
    /// <summary>The shape of a node of the graph: the first size is how many items there are.</summary>
    public static Shape OfNode(IReadOnlyList<long> sizes) => sizes.Count < 2
        ? new Shape(sizes.ToEquatableArray())
        : new Shape(sizes.Skip(1).ToEquatableArray(), sizes[0]);

    /// <summary>The shape that a layer's rule takes of a tensor whose last so many axes are an item's.</summary>
    public static Shape OfItems(IReadOnlyList<long> sizes, int rank)
        => new(sizes.Skip(sizes.Count - rank).ToEquatableArray(), sizes.Take(sizes.Count - rank).Product());

    /// <summary>The sizes of tensors aligned at their ends, with sizes of 1 stretched.</summary>
    /// <exception cref="CodeFault">Two sizes differ and neither is 1.</exception>
    public static long[] Broadcast(string name, params IReadOnlyList<long>[] shapes)
    {
        return Layers.Broadcast.Sizes(shapes) ?? throw CodeFault.Mismatch($"{name}: the shapes differ: {string.Join(" and ", shapes.Select(TensorValue.Describe))}");
    }

    /// <summary>
    /// How the result of an operation value by value lies in memory: dense, its axes in the order of the operands' strides
    /// (the rule of PyTorch's <c>TensorIterator</c>).
    /// </summary>
    public static long[] StridesLike(IReadOnlyList<long> sizes, IReadOnlyList<TensorValue> operands)
    {
        if (operands.All(o => o.IsContiguous && o.Sizes.SequenceEqual(sizes)))
        {
            return TensorValue.Contiguous(sizes);
        }

        var rank = sizes.Count;
        var strides = operands.Select(o => Enumerable.Range(0, rank).Select(i => i - (rank - o.Rank) is >= 0 and var axis && (o.Sizes[axis] != 1 || sizes[i] == 1) ? o.Strides[axis] : 0).ToArray()).ToList();
        // From the innermost axis on; an insertion sort, since some axes can't be told apart.
        var order = Enumerable.Range(0, rank).Reverse().ToArray();
        for (var i = 1; i < rank; i++)
        {
            for (var (at, before) = (i, i - 1); before >= 0; before--)
            {
                var comparison = Compare(order[before], order[at]);
                if (comparison > 0)
                {
                    (order[before], order[at]) = (order[at], order[before]);
                    at = before;
                }
                else if (comparison < 0)
                {
                    break;
                }
            }
        }

        var result = new long[rank];
        var stride = 1L;
        foreach (var axis in order)
        {
            result[axis] = stride;
            stride = checked(stride * Math.Max(1, sizes[axis]));
        }

        return result;

        int Compare(int left, int right)
        {
            foreach (var operand in strides)
            {
                var (a, b) = (operand[left], operand[right]);
                if (a != 0 && b != 0 && (a != b || sizes[left] > sizes[right]))
                {
                    return a < b ? -1 : 1;
                }
            }

            return 0;
        }
    }

    /// <summary>How a layer on images leaves its output in memory: channels last where they were last in its input.</summary>
    public static long[] StridesOfImage(IReadOnlyList<long> sizes, TensorValue input)
    {
        if (!IsChannelsLast(input) || sizes.Count != input.Rank)
        {
            return TensorValue.Contiguous(sizes);
        }

        var strides = new long[sizes.Count];
        var stride = 1L;
        foreach (var axis in ChannelsLast(sizes.Count))
        {
            strides[axis] = stride;
            stride = checked(stride * Math.Max(1, sizes[axis]));
        }

        return strides;
    }

    /// <summary>Whether strides say channels last (PyTorch's <c>suggest_memory_format</c>): ambiguous ones do not.</summary>
    public static bool IsChannelsLast(TensorValue tensor)
    {
        if (tensor.Rank is not (4 or 5) || tensor.Strides[1] == 0)
        {
            return false;
        }

        var least = 0L;
        foreach (var axis in ChannelsLast(tensor.Rank))
        {
            if (tensor.Sizes[axis] == 0 || tensor.Strides[axis] < least || (axis == 0 && least == tensor.Strides[1]))
            {
                return false;
            }

            least = tensor.Strides[axis] * Math.Max(1, tensor.Sizes[axis]);
        }

        return true;
    }

    private static IEnumerable<int> ChannelsLast(int rank) => [1, .. Enumerable.Range(2, rank - 2).Reverse(), 0];

    /// <summary>An axis counted from the end where it is negative.</summary>
    public static int Axis(long axis, int rank, string name)
        => axis >= -Math.Max(rank, 1) && axis < Math.Max(rank, 1)
            ? (int)(axis < 0 ? axis + Math.Max(rank, 1) : axis)
            : throw new CodeFault(FaultId.OutOfRange, $"{name}: the dimension is {Text.Of(axis)}; expected {Text.Of(-rank)} to {rank - 1} for a tensor of {rank} dimensions");

    /// <summary>Sizes in which one may be -1, worked out.</summary>
    public static long[] Infer(IReadOnlyList<long> sizes, long elements, string name, TensorValue input)
    {
        var result = sizes.ToArray();
        var open = Array.IndexOf(result, -1L);
        if (result.Any(static s => s < -1) || (open >= 0 && Array.IndexOf(result, -1L, open + 1) >= 0))
        {
            throw new CodeFault(FaultId.OutOfRange, $"{name}: the sizes are {string.Join(", ", sizes)}; expected positive sizes, one of which may be -1");
        }

        var known = result.Where(static s => s != -1).Product();
        if (open >= 0 && known > 0 && elements % known == 0)
        {
            result[open] = elements / known;
            known = elements;
        }

        return known == elements && Array.IndexOf(result, -1L) < 0
            ? result
            : throw CodeFault.Mismatch($"{name}: {input.Text} has {Text.Of(elements)} values, which don't fit {string.Join("x", sizes)}");
    }

    /// <summary>The strides under which a tensor's memory has other sizes; null where only a copy has them (PyTorch's rule of <c>view</c>).</summary>
    public static long[]? ViewStrides(IReadOnlyList<long> sizes, IReadOnlyList<long> strides, IReadOnlyList<long> wanted)
    {
        var result = new long[wanted.Count];
        if (sizes.Product() == 0 || sizes.Count == 0)
        {
            return TensorValue.Contiguous(wanted);
        }

        var view = wanted.Count - 1;
        var chunkStride = strides[sizes.Count - 1];
        var (tensorElements, viewElements) = (1L, 1L);
        for (var axis = sizes.Count - 1; axis >= 0; axis--)
        {
            tensorElements *= sizes[axis];
            if (axis == 0 || (sizes[axis - 1] != 1 && strides[axis - 1] != tensorElements * chunkStride))
            {
                while (view >= 0 && (viewElements < tensorElements || wanted[view] == 1))
                {
                    result[view] = viewElements * chunkStride;
                    viewElements *= wanted[view];
                    view--;
                }

                if (viewElements != tensorElements)
                {
                    return null;
                }

                if (axis > 0)
                {
                    chunkStride = strides[axis - 1];
                    tensorElements = 1;
                    viewElements = 1;
                }
            }
        }

        return view == -1 ? result : null;
    }
}
