namespace Burden.Generator.Layers;

/// <summary>The detections that are kept. Not estimated, as in the published tables.</summary>
internal sealed class DetectionOutput() : MergeKind(nameof(DetectionOutput), Layers.With("Keep", 200).With("Columns", 6))
{
    public override LayerCosts Apply(LayerCall call) => new(Shape.Of(call.Integer("Keep"), call.Integer("Columns")));
}
