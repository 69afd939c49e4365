using Burden.Generator.Helpers;

namespace Burden.Generator.Layers;

/// <summary>A part of a layer along an axis: a view.</summary>
internal sealed class Slice() : LayerKind(nameof(Slice), Signature.Of("start", "length").With("Axis", 0))
{
    public override LayerCosts Apply(LayerCall call)
    {
        var input = call.Input;
        var axis = call.Axis("Axis", input.Rank);
        var size = input[axis];
        var start = call.Integer("start", -size);
        start = start < 0 ? start + size : start;
        var length = call.Integer("length");
        return start <= size - length
            ? new LayerCosts(input.With(input.Dimensions.SetItem(axis, length))) { Storage = Storage.View, Reach = new ShiftedReach(EquatableArray.Repeat(0L, input.Rank).SetItem(axis, start)) }
            : throw call.Fault(FaultId.OutOfRange, $"{length} values from {start} on reach beyond the {size} along axis {axis}", "length");
    }
}
