namespace Burden.Generator.Layers;

/// <summary>Normalisation over groups of channels.</summary>
internal sealed class GroupNorm() : LayerKind(Signature.Of("groups").With("Affine", true))
{
    public override LayerCosts Apply(LayerCall call)
    {
        var input = call.Input;
        Groups.Check(call, input.Channels, call.Integer("groups"), "channels", "groups");
        var affine = call.Flag("Affine");
        return new LayerCosts(input)
        {
            Parameters = affine ? checked(2 * input.Channels) : 0,
            Flops = RunTimeNormalization.Flops(input, affine),
        };
    }
}
