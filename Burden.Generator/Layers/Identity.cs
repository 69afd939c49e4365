namespace Burden.Generator.Layers;

/// <summary>Its input.</summary>
internal sealed class Identity() : LayerKind(nameof(Identity), Signature.Of())
{
    public override LayerCosts Apply(LayerCall call) => new(call.Input) { Storage = Storage.View, Reach = Reach.Same };
}
