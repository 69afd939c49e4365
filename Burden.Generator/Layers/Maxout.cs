namespace Burden.Generator.Layers;

/// <summary>The largest of each group of channels: a comparison for each input.</summary>
internal sealed class Maxout() : LayerKind(nameof(Maxout), Signature.Of("pieces"))
{
    public override LayerCosts Apply(LayerCall call)
    {
        var pieces = call.Integer("pieces");
        Groups.Check(call, call.Input.Channels, pieces, "channels", "pieces");
        return new LayerCosts(call.Input.WithChannels(call.Input.Channels / pieces)) { Reach = Reach.Along(-call.Input.Rank), Flops = call.Input.Elements };
    }
}
