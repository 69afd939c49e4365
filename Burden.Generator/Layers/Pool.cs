namespace Burden.Generator.Layers;

/// <summary>A maximum or mean under a sliding window: 2 FLOPs an output for each value of the stride's area.</summary>
internal sealed class Pool(string name, int axes, bool dilates) : LayerKind(name, SignatureOf(dilates))
{
    public static readonly LayerKind[] Kinds =
    [
        new Pool("AvgPool1d", 1, dilates: false), new Pool("AvgPool2d", 2, dilates: false), new Pool("AvgPool3d", 3, dilates: false),
        new Pool("MaxPool1d", 1, dilates: true), new Pool("MaxPool2d", 2, dilates: true), new Pool("MaxPool3d", 3, dilates: true),
    ];

    public override LayerCosts Apply(LayerCall call)
    {
        var input = call.InputOfRank(axes + 1, Window.Expected(axes));
        var window = Window.Of(call, axes, pools: true, dilates);
        var output = window.Slide(call, input, input.Channels);
        return new LayerCosts(output) { Reach = window.Reach(input, allChannels: false), Flops = checked(2 * output.Elements * window.StrideArea) };
    }

    private static Signature SignatureOf(bool dilates)
    {
        var signature = Signature.Of("kernelSize").Unset("Stride").With("Padding", 0);
        return (dilates ? signature.With("Dilation", 1) : signature).With("CeilMode", false);
    }
}
