namespace Burden.Generator.Layers;

/// <summary>gate x residual + shortcut: a multiply and an addition for each output.</summary>
internal sealed class ScaleAdd() : MergeKind(nameof(ScaleAdd), Layers)
{
    public override int MinInputs => 3;

    public override LayerCosts Apply(LayerCall call)
    {
        if (call.Inputs.Count != 3)
        {
            throw call.Fault(FaultId.OutOfRange, $"it has {call.Inputs.Count} inputs; expected a gate, the layer it scales, and the layer that is added", LayersParameter);
        }

        var (gate, residual, shortcut) = (call.Inputs[0], call.Inputs[1], call.Inputs[2]);
        Gate.Check(call, gate, residual, 0);
        return residual.Equals(shortcut)
            ? new LayerCosts(residual) { Reach = gate.Rank == residual.Rank ? Reach.Same : null, Flops = checked(2 * residual.Elements) }
            : throw call.Fault(FaultId.ShapeMismatch, $"the shapes differ: {residual} and {shortcut}", LayersParameter);
    }
}
