namespace Burden.Generator.Layers;

/// <summary>Division by a norm over neighbouring channels.</summary>
internal sealed class LocalResponseNorm() : LayerKind(nameof(LocalResponseNorm), Signature.Of("size"))
{
    public override LayerCosts Apply(LayerCall call)
    {
        // How many neighbours there are doesn't change the cost: the sums of squares slide over the channels.
        call.Integer("size");
        return new LayerCosts(call.Input) { Reach = Reach.Along(-call.Input.Rank), Flops = ResponseNormalization.Flops(call.Input) };
    }
}
