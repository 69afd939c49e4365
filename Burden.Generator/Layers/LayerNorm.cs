using Burden.Generator.Helpers;

namespace Burden.Generator.Layers;

/// <summary>Normalisation over the last dimensions.</summary>
internal sealed class LayerNorm() : LayerKind(Signature.Of().With("Axes", 1).With("Affine", true).With("Bias", true))
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
        var arrays = affine ? call.Flag("Bias") ? 2 : 1 : 0;
        return new LayerCosts(input)
        {
            Parameters = checked(arrays * input.Dimensions.Skip(input.Rank - (int)axes).Product()),
            Flops = RunTimeNormalization.Flops(input, affine),
        };
    }
}
