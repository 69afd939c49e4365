namespace Burden.Generator.Layers;

/// <summary>Moves values around cyclically.</summary>
internal sealed class Roll() : LayerKind(nameof(Roll), Signature.Of())
{
    public override LayerCosts Apply(LayerCall call) => new(call.Input) { Reach = Reach.All };
}
