namespace Burden.Generator.Layers;

/// <summary>Interleaves groups of channels.</summary>
internal sealed class ChannelShuffle() : LayerKind(nameof(ChannelShuffle), Signature.Of("groups"))
{
    public override LayerCosts Apply(LayerCall call)
    {
        Groups.Check(call, call.Input.Channels, call.Integer("groups"), "channels", "groups");
        return new LayerCosts(call.Input) { Reach = Reach.Along(-call.Input.Rank) };
    }
}
