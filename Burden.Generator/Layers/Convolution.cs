namespace Burden.Generator.Layers;

/// <summary>A convolution over any number of spatial axes: FLOPs are output elements x weights per filter, and one more an output with a bias.</summary>
internal abstract class Convolution(int axes) : LayerKind(Signature.Of("outChannels", "kernelSize")
    .With("Stride", 1).With("Padding", 0).With("Dilation", 1).With("Groups", 1).With("Bias", true))
{
    public override LayerCosts Apply(LayerCall call)
    {
        var input = call.InputOfRank(axes + 1, Window.Expected(axes));
        var channels = call.Integer("outChannels");
        var window = Window.Of(call, axes);
        var groups = call.Integer("Groups");
        Groups.Check(call, input.Channels, groups, "input channels");
        Groups.Check(call, channels, groups, "output channels");
        var bias = call.Flag("Bias") ? channels : 0;

        var output = window.Slide(call, input, channels);
        checked
        {
            var weights = input.Channels / groups * window.Area;
            var macs = output.Elements * weights;
            return new LayerCosts(output)
            {
                Parameters = (channels * weights) + bias,
                Macs = macs,
                Flops = macs + (bias == 0 ? 0 : output.Elements),
            };
        }
    }
}
