namespace Burden.Generator.Layers;

/// <summary>Region proposals: an image's index and a box each. Not estimated, as in the published tables.</summary>
internal sealed class Proposal() : MergeKind(nameof(Proposal), Layers.With("Count", 300))
{
    public override LayerCosts Apply(LayerCall call) => new(Shape.Of(call.Integer("Count"), 5));
}
