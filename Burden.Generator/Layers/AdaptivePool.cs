namespace Burden.Generator.Layers;

/// <summary>A maximum or mean of each cell of a grid: each input is read once.</summary>
internal sealed class AdaptivePool(string name, int axes) : LayerKind(name, Signature.Of("outputSize"))
{
    public static readonly LayerKind[] Kinds =
    [
        new AdaptivePool("AdaptiveAvgPool1d", 1), new AdaptivePool("AdaptiveAvgPool2d", 2), new AdaptivePool("AdaptiveAvgPool3d", 3),
        new AdaptivePool("AdaptiveMaxPool1d", 1), new AdaptivePool("AdaptiveMaxPool2d", 2), new AdaptivePool("AdaptiveMaxPool3d", 3),
    ];

    public override LayerCosts Apply(LayerCall call)
    {
        var input = call.InputOfRank(axes + 1, Window.Expected(axes));
        return new LayerCosts(input.With([input.Channels, .. call.PerAxis("outputSize", axes)])) { Flops = input.Elements };
    }
}
