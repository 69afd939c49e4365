namespace Burden.Generator.Layers;

/// <summary>Dropout: nothing at inference, unless an import kept it with its mask.</summary>
internal sealed class Dropout() : LayerKind(nameof(Dropout), Signature.Of().Optional("p").With("Kept", false))
{
    public override LayerCosts Apply(LayerCall call)
    {
        var drops = ProbabilityArgument.Drops(call);
        return call.Flag("Kept")
            ? new LayerCosts(call.Input) { ExtraElements = call.Input.Elements, Reach = Reach.Same, Drops = drops }
            : new LayerCosts(call.Input) { Storage = Storage.View, Reach = Reach.Same, Drops = drops };
    }
}
