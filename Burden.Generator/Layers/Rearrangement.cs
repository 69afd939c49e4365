namespace Burden.Generator.Layers;

/// <summary>The same values in another order or in other dimensions: a view, or a copy if the declaration states it.</summary>
internal abstract class Rearrangement(string name, Signature signature) : LayerKind(name, signature.With("Copy", false))
{
    public sealed override LayerCosts Apply(LayerCall call) => new(Rearrange(call))
    {
        Reach = ReachOf(call),
        Storage = call.Flag("Copy") ? Storage.Own : Storage.View,
    };

    protected abstract Shape Rearrange(LayerCall call);

    /// <summary>Where an output's value comes from.</summary>
    protected virtual Reach ReachOf(LayerCall call) => Reach.Reshaped;
}
