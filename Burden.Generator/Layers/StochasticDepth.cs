namespace Burden.Generator.Layers;

/// <summary>Skips a branch at random while training; nothing at inference.</summary>
internal sealed class StochasticDepth() : LayerKind(nameof(StochasticDepth), Signature.Of().Optional("p"))
{
    public override LayerCosts Apply(LayerCall call)
    {
        var drops = ProbabilityArgument.Drops(call);
        return new LayerCosts(call.Input) { Storage = Storage.View, Reach = Reach.Same, Drops = drops };
    }
}
