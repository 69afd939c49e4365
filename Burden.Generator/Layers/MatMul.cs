using Burden.Generator.Helpers;

namespace Burden.Generator.Layers;

/// <summary>The matrix product of two layers over their last two dimensions; those before are broadcast, and a vector is a matrix of one row or column, as in PyTorch.</summary>
internal sealed class MatMul() : MergeKind(nameof(MatMul), Layers.With("Transpose", false))
{
    public override LayerCosts Apply(LayerCall call)
    {
        if (call.Inputs.Count != 2)
        {
            throw call.Fault(FaultId.OutOfRange, $"it has {call.Inputs.Count} inputs; expected two", LayersParameter);
        }

        var (left, right) = (call.Inputs[0], call.Inputs[1]);
        var transposes = call.Flag("Transpose");
        // A vector on the left is a row, one on the right a column: the dimension it lacks is not in the product.
        EquatableArray<long> a = left.Rank == 1 ? [1, left[0]] : left.Dimensions;
        EquatableArray<long> b = right.Rank == 1 ? [right[0], 1] : transposes ? Swapped(right.Dimensions) : right.Dimensions;
        if (a.Count < 2 || b.Count < 2 || a[a.Count - 1] != b[b.Count - 2]
            || (left.Count != right.Count && left.Count != 1 && right.Count != 1)
            || Broadcast.Pair(Matrices(a), Matrices(b)) is not { } batch)
        {
            throw call.Fault(FaultId.ShapeMismatch, $"{left} and {right}{(transposes ? " transposed" : "")} can't be multiplied", LayersParameter);
        }

        var dimensions = batch;
        if (left.Rank > 1)
        {
            dimensions = dimensions.Add(a[a.Count - 2]);
        }

        if (right.Rank > 1)
        {
            dimensions = dimensions.Add(b[b.Count - 1]);
        }

        var output = new Shape(dimensions.Count == 0 ? [1] : dimensions, Math.Max(left.Count, right.Count));
        var macs = checked(output.Elements * a[a.Count - 1]);
        return new LayerCosts(output) { Reach = Reach.All, Macs = macs, Flops = macs };
    }

    private static EquatableArray<long> Matrices(EquatableArray<long> dimensions) => [.. dimensions.Take(dimensions.Count - 2)];

    private static EquatableArray<long> Swapped(EquatableArray<long> dimensions)
        => dimensions.SetItem(dimensions.Count - 1, dimensions[dimensions.Count - 2]).SetItem(dimensions.Count - 2, dimensions[dimensions.Count - 1]);
}
