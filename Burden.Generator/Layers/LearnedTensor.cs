namespace Burden.Generator.Layers;

/// <summary>Learned values that no input changes: they are stored already, and computed from nothing.</summary>
internal sealed class LearnedTensor() : LayerKind(nameof(LearnedTensor), Signature.Variadic("shape"))
{
    public override int MinInputs => 0;

    public override LayerCosts Apply(LayerCall call)
    {
        var shape = new Shape(call.Integers("shape"));
        return shape.Rank == 0
            ? throw call.Fault(FaultId.OutOfRange, "shape is empty; expected at least one size", "shape")
            : new LayerCosts(shape) { Weights = [new(Weight.Kernel, shape.Dimensions)], Storage = Storage.Parameters };
    }
}
