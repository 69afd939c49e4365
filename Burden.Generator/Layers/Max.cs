namespace Burden.Generator.Layers;

/// <summary>The largest of maps of one shape: a comparison for each of them.</summary>
internal sealed class Max() : MergeKind(Layers)
{
    public override LayerCosts Apply(LayerCall call) => new(SameShape.Of(call))
    {
        Flops = checked(call.Inputs.Count * call.Input.Elements),
    };
}
