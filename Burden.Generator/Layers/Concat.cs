namespace Burden.Generator.Layers;

/// <summary>Layers joined along an axis.</summary>
internal sealed class Concat() : MergeKind(nameof(Concat), Layers.With("Axis", 0))
{
    public override LayerCosts Apply(LayerCall call)
    {
        var first = call.Input;
        var axis = call.Axis("Axis", first.Rank);
        var size = 0L;
        for (var i = 0; i < call.Inputs.Count; i++)
        {
            var shape = call.Inputs[i];
            if (shape.Rank != first.Rank || !shape.With(shape.Dimensions.SetItem(axis, first[axis])).Equals(first))
            {
                throw Differs(call, $"the shapes differ in more than axis {axis}: {first} and {shape}", i);
            }

            size = checked(size + shape[axis]);
        }

        return new LayerCosts(first.With(first.Dimensions.SetItem(axis, size))) { Reach = new JoinedReach(axis - first.Rank) };
    }
}
