namespace Burden.Generator.Layers;

/// <summary>Normalisation over groups of channels.</summary>
internal sealed class GroupNorm() : LayerKind(nameof(GroupNorm), Signature.Of("groups").With("Affine", true))
{
    public override LayerCosts Apply(LayerCall call)
    {
        var input = call.Input;
        Groups.Check(call, input.Channels, call.Integer("groups"), "channels", "groups");
        var affine = call.Flag("Affine");
        return new LayerCosts(input)
        {
            Weights = affine ? Weight.ScaleAndShift(hasShift: true, [input.Channels]) : [],
            Reach = Reach.All,
            Flops = RunTimeNormalization.Flops(input, affine),
        };
    }
}
