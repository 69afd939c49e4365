namespace Burden.Generator.Layers;

/// <summary>The weighted sum of maps of one shape: its outputs are counted once, as for <see cref="Add"/>.</summary>
internal sealed class WeightedSum() : MergeKind(Layers.With("LearnedWeights", false))
{
    public override LayerCosts Apply(LayerCall call) => new(SameShape.Of(call))
    {
        Parameters = call.Flag("LearnedWeights") ? call.Inputs.Count : 0,
        Flops = call.Input.Elements,
    };
}
