using Burden.Generator.Helpers;

namespace Burden.Generator.Layers;

/// <summary>A layer times a gate, or times learned factors.</summary>
internal sealed class Scale() : MergeKind(nameof(Scale), Layers.With("Axis", 0).With("Bias", false))
{
    public override int MinInputs => 1;

    public override LayerCosts Apply(LayerCall call)
    {
        var input = call.Input;
        var axis = call.Axis("Axis", input.Rank);
        if (call.Inputs.Count > 2)
        {
            throw call.Fault(FaultId.OutOfRange, $"it has {call.Inputs.Count} inputs; expected a layer and its gate, or a layer alone", LayersParameter);
        }

        var isLearned = call.Inputs.Count == 1;
        if (!isLearned)
        {
            Gate.Check(call, call.Inputs[1], input, axis);
        }

        var bias = call.Flag("Bias");
        return new LayerCosts(input)
        {
            Weights = Stored(isLearned, bias, input[axis]),
            Reach = isLearned || call.Inputs[1].Rank == input.Rank ? Reach.Same : null,
            Flops = checked((bias ? 2 : 1) * input.Elements),
        };
    }

    private static EquatableArray<Weight> Stored(bool isLearned, bool bias, long size) => isLearned
        ? Weight.ScaleAndShift(bias, [size])
        : bias ? [new(Weight.Bias, [size])] : [];
}
