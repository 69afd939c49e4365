namespace Burden.Generator.Layers;

/// <summary>A maximum or mean of each cell of a grid: each input is read once.</summary>
internal abstract class AdaptivePool(int axes) : LayerKind(Signature.Of("outputSize"))
{
    public override LayerCosts Apply(LayerCall call)
    {
        var input = call.InputOfRank(axes + 1, Window.Expected(axes));
        return new LayerCosts(input.With([input.Channels, .. call.PerAxis("outputSize", axes)])) { Flops = input.Elements };
    }
}
