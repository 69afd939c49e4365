using Burden.Generator.Helpers;

namespace Burden.Generator.Layers;

/// <summary>How layers of different shapes are combined value by value: as in NumPy and PyTorch, dimensions are aligned at the end and a size of 1 is repeated.</summary>
internal static class Broadcast
{
    /// <summary>The shape that all inputs are repeated to.</summary>
    /// <exception cref="FaultException">Two sizes differ and neither is 1; both shapes are named.</exception>
    public static Shape Of(LayerCall call)
    {
        var shape = call.Input;
        for (var i = 1; i < call.Inputs.Count; i++)
        {
            shape = Pair(shape, call.Inputs[i]) ?? throw MergeKind.Differs(call, $"the shapes differ: {shape} and {call.Inputs[i]}", i);
        }

        return shape;
    }

    /// <summary>The shape that two are repeated to; null where they don't fit.</summary>
    public static Shape? Pair(Shape left, Shape right)
    {
        if (left.Equals(right))
        {
            return left;
        }

        // An item for each or one for all: regions and windows share what there is once.
        if (left.Count != right.Count && left.Count != 1 && right.Count != 1)
        {
            return null;
        }

        return Pair(left.Dimensions, right.Dimensions) is { } dimensions ? new Shape(dimensions, Math.Max(left.Count, right.Count)) : null;
    }

    /// <summary>The sizes that tensors of any rank are repeated to; null where they don't fit.</summary>
    public static long[]? Sizes(IReadOnlyList<IReadOnlyList<long>> shapes)
    {
        var rank = shapes.Max(static s => s.Count);
        var sizes = new long[rank];
        for (var i = 0; i < rank; i++)
        {
            sizes[i] = 1;
            foreach (var shape in shapes)
            {
                var axis = i - (rank - shape.Count);
                var size = axis < 0 ? 1 : shape[axis];
                if (size != 1)
                {
                    if (sizes[i] != 1 && sizes[i] != size)
                    {
                        return null;
                    }

                    sizes[i] = size;
                }
            }
        }

        return sizes;
    }

    public static EquatableArray<long>? Pair(EquatableArray<long> left, EquatableArray<long> right)
    {
        var sizes = new long[Math.Max(left.Count, right.Count)];
        for (var i = 1; i <= sizes.Length; i++)
        {
            var (a, b) = (i > left.Count ? 1 : left[left.Count - i], i > right.Count ? 1 : right[right.Count - i]);
            if (a != b && a != 1 && b != 1)
            {
                return null;
            }

            sizes[sizes.Length - i] = a == 1 ? b : a;
        }

        return EquatableArray.Wrap(sizes);
    }
}
