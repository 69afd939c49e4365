namespace Burden.Generator.Layers;

/// <summary>A maximum or mean under a sliding window: 2 FLOPs an output for each value of the stride's area.</summary>
internal abstract class Pool(int axes, bool dilates) : LayerKind(SignatureOf(dilates))
{
    public override LayerCosts Apply(LayerCall call)
    {
        var input = call.InputOfRank(axes + 1, Window.Expected(axes));
        var window = Window.Of(call, axes, pools: true, dilates);
        var output = window.Slide(call, input, input.Channels);
        return new LayerCosts(output) { Flops = checked(2 * output.Elements * window.StrideArea) };
    }

    private static Signature SignatureOf(bool dilates)
    {
        var signature = Signature.Of("kernelSize").Unset("Stride").With("Padding", 0);
        return (dilates ? signature.With("Dilation", 1) : signature).With("CeilMode", false);
    }
}
