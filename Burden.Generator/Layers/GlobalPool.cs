namespace Burden.Generator.Layers;

/// <summary>A maximum or mean of each channel: each input is read once.</summary>
internal abstract class GlobalPool(int axes) : LayerKind(Signature.Of())
{
    public override LayerCosts Apply(LayerCall call)
    {
        var input = call.InputOfRank(axes + 1, Window.Expected(axes));
        return new LayerCosts(input.With([input.Channels, .. Enumerable.Repeat(1L, axes)])) { Flops = input.Elements };
    }
}
