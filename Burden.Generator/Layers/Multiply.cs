namespace Burden.Generator.Layers;

/// <summary>The product of maps of one shape: a multiply for each factor after the first.</summary>
internal sealed class Multiply() : MergeKind(Layers)
{
    public override LayerCosts Apply(LayerCall call) => new(SameShape.Of(call))
    {
        Flops = checked((call.Inputs.Count - 1) * call.Input.Elements),
    };
}
