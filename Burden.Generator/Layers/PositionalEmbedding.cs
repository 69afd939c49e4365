using Burden.Generator.Helpers;

namespace Burden.Generator.Layers;

/// <summary>Adds a stored vector for each position.</summary>
internal sealed class PositionalEmbedding() : LayerKind(nameof(PositionalEmbedding), Signature.Of().Unset("Length").With("Learned", true))
{
    public override LayerCosts Apply(LayerCall call)
    {
        var stored = call.IsGiven("Length") ? Table(call) : call.Input.Dimensions;
        var isLearned = call.Flag("Learned");
        return new LayerCosts(call.Input)
        {
            Weights = [new(Weight.Kernel, stored, isLearned)],
            Reach = Reach.Same,
            ReadElements = call.Input.ItemElements,
            Flops = call.Input.Elements,
        };
    }

    private static EquatableArray<long> Table(LayerCall call)
    {
        var input = Sequences.Input(call);
        var length = call.Integer("Length");
        return length >= input[0]
            ? [length, input[1]]
            : throw call.Fault(FaultId.OutOfRange, $"Length is {length}; expected at least the {input[0]} positions of the input", "Length");
    }
}
