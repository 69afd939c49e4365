namespace Burden.Generator.Layers;

/// <summary>Division of the last dimension by its root mean square: a square, a division and a scale for each value.</summary>
internal sealed class RMSNorm() : LayerKind(nameof(RMSNorm), Signature.Of().With("Affine", true))
{
    public override LayerCosts Apply(LayerCall call)
    {
        var input = call.Input;
        var affine = call.Flag("Affine");
        return new LayerCosts(input)
        {
            Weights = affine ? Weight.ScaleAndShift(hasShift: false, [input[input.Rank - 1]]) : [],
            Reach = Reach.Along(-1),
            Flops = checked((affine ? 3 : 2) * input.Elements),
        };
    }
}
