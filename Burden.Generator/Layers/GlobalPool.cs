namespace Burden.Generator.Layers;

/// <summary>A maximum or mean of each channel: each input is read once.</summary>
internal sealed class GlobalPool(string name, int axes) : LayerKind(name, Signature.Of())
{
    public static readonly LayerKind[] Kinds =
    [
        new GlobalPool("GlobalAvgPool1d", 1), new GlobalPool("GlobalAvgPool2d", 2), new GlobalPool("GlobalAvgPool3d", 3),
        new GlobalPool("GlobalMaxPool1d", 1), new GlobalPool("GlobalMaxPool2d", 2), new GlobalPool("GlobalMaxPool3d", 3),
    ];

    public override LayerCosts Apply(LayerCall call)
    {
        var input = call.InputOfRank(axes + 1, Window.Expected(axes));
        return new LayerCosts(input.With([input.Channels, .. Enumerable.Repeat(1L, axes)])) { Reach = Reach.Along([.. Enumerable.Range(1, axes).Select(static a => -a)]), Flops = input.Elements };
    }
}
