namespace Burden.Generator.Layers;

/// <summary>Layers joined along an axis.</summary>
internal sealed class Concat() : MergeKind(Layers.With("Axis", 0))
{
    public override LayerCosts Apply(LayerCall call)
    {
        var first = call.Input;
        var axis = call.Axis("Axis", first.Rank);
        var size = 0L;
        foreach (var shape in call.Inputs)
        {
            if (shape.Rank != first.Rank || !shape.With(shape.Dimensions.SetItem(axis, first[axis])).Equals(first))
            {
                throw call.Fault(FaultId.ShapeMismatch, $"the shapes differ beside axis {axis}: {first} and {shape}", LayersParameter);
            }

            size = checked(size + shape[axis]);
        }

        return new LayerCosts(first.With(first.Dimensions.SetItem(axis, size)));
    }
}
