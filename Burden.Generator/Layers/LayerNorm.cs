using Burden.Generator.Helpers;

namespace Burden.Generator.Layers;

/// <summary>Normalisation over the last dimensions.</summary>
internal sealed class LayerNorm() : LayerKind(nameof(LayerNorm), Signature.Of().With("Axes", 1).With("Affine", true).With("Bias", true))
{
    public override LayerCosts Apply(LayerCall call)
    {
        var input = call.Input;
        var axes = call.Integer("Axes");
        if (axes > input.Rank)
        {
            throw call.Fault(FaultId.OutOfRange, $"Axes is {axes}; expected at most {input.Rank} for the input {input}", "Axes");
        }

        var affine = call.Flag("Affine");
        return new LayerCosts(input)
        {
            Weights = affine ? Weight.ScaleAndShift(call.Flag("Bias"), [.. input.Dimensions.Skip(input.Rank - (int)axes)]) : [],
            Reach = Reach.Along([.. Enumerable.Range(1, (int)axes).Select(static a => -a)]),
            Flops = RunTimeNormalization.Flops(input, affine),
        };
    }
}
