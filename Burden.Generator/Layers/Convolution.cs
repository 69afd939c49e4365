namespace Burden.Generator.Layers;

/// <summary>A convolution over any number of spatial axes: FLOPs are output elements x weights per filter, and one more an output with a bias.</summary>
internal sealed class Convolution(string name, int axes) : LayerKind(name, Signature.Of("outChannels", "kernelSize")
    .With("Stride", 1).With("Padding", 0).With("Dilation", 1).With("Groups", 1).With("Bias", true))
{
    public static readonly LayerKind[] Kinds = [new Convolution("Conv1d", 1), new Convolution("Conv2d", 2), new Convolution("Conv3d", 3)];

    public override LayerCosts Apply(LayerCall call)
    {
        var input = call.InputOfRank(axes + 1, Window.Expected(axes));
        var channels = call.Integer("outChannels");
        var window = Window.Of(call, axes);
        var groups = call.Integer("Groups");
        Groups.Check(call, input.Channels, groups, "input channels");
        Groups.Check(call, channels, groups, "output channels");
        var bias = call.Flag("Bias");

        var output = window.Slide(call, input, channels);
        checked
        {
            var macs = output.Elements * (input.Channels / groups * window.Area);
            return new LayerCosts(output)
            {
                Weights = Weight.WithBias(bias, channels, [channels, input.Channels / groups, .. window.Kernel]),
                Reach = window.Reach(input, allChannels: true),
                Macs = macs,
                Flops = macs + (bias ? output.Elements : 0),
            };
        }
    }
}
