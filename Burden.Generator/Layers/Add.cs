namespace Burden.Generator.Layers;

/// <summary>The sum of maps of one shape: its outputs are counted once, however many maps there are.</summary>
internal sealed class Add() : MergeKind(Layers)
{
    public override LayerCosts Apply(LayerCall call) => new(SameShape.Of(call)) { Flops = call.Input.Elements };
}
