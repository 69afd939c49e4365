namespace Burden.Generator.Layers;

/// <summary>The weighted sum of layers: its outputs are counted once, as those of a sum.</summary>
internal sealed class WeightedSum() : MergeKind(nameof(WeightedSum), Layers.With("LearnedWeights", false))
{
    public override LayerCosts Apply(LayerCall call)
    {
        var output = Broadcast.Of(call);
        return new LayerCosts(output)
        {
            Weights = call.Flag("LearnedWeights") ? Weight.ScaleAndShift(hasShift: false, [call.Inputs.Count]) : [],
            Reach = Reach.Same,
            Flops = output.Elements,
        };
    }
}
