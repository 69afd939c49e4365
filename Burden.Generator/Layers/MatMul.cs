namespace Burden.Generator.Layers;

/// <summary>The matrix product of two layers, item by item of the dimensions before.</summary>
internal sealed class MatMul() : MergeKind(Layers.With("Transpose", false))
{
    public override LayerCosts Apply(LayerCall call)
    {
        if (call.Inputs.Count != 2)
        {
            throw call.Fault(FaultId.OutOfRange, $"it has {call.Inputs.Count} inputs; expected two", LayersParameter);
        }

        var (left, right) = (call.Inputs[0], call.Inputs[1]);
        var rank = left.Rank;
        var transposes = call.Flag("Transpose");
        if (rank < 2 || right.Rank != rank || left.Count != right.Count
            || !left.Dimensions.Take(rank - 2).SequenceEqual(right.Dimensions.Take(rank - 2))
            || left[rank - 1] != right[transposes ? rank - 1 : rank - 2])
        {
            throw call.Fault(FaultId.ShapeMismatch, $"{left} and {right}{(transposes ? " transposed" : "")} can't be multiplied", LayersParameter);
        }

        var output = left.With(left.Dimensions.SetItem(rank - 1, right[transposes ? rank - 2 : rank - 1]));
        var macs = checked(output.Elements * left[rank - 1]);
        return new LayerCosts(output) { Macs = macs, Flops = macs };
    }
}
