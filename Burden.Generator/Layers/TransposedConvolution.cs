using Burden.Generator.Helpers;

namespace Burden.Generator.Layers;

/// <summary>A transposed convolution: each input adds a filter's values to the output, a stride apart.</summary>
internal sealed class TransposedConvolution(string name, int axes) : LayerKind(name, Signature.Of("outChannels", "kernelSize")
    .With("Stride", 1).With("Padding", 0).With("OutputPadding", 0).With("Dilation", 1).With("Groups", 1).With("Bias", true))
{
    public static readonly LayerKind[] Kinds =
        [new TransposedConvolution("ConvTranspose1d", 1), new TransposedConvolution("ConvTranspose2d", 2), new TransposedConvolution("ConvTranspose3d", 3)];

    public override LayerCosts Apply(LayerCall call)
    {
        var input = call.InputOfRank(axes + 1, Window.Expected(axes));
        var channels = call.Integer("outChannels");
        var kernel = call.PerAxis("kernelSize", axes);
        var groups = call.Integer("Groups");
        Groups.Check(call, input.Channels, groups, "input channels");
        Groups.Check(call, channels, groups, "output channels");
        var bias = call.Flag("Bias");

        var output = input.With([channels, .. Sizes(call, input, kernel)]);
        checked
        {
            var macs = input.Elements * (channels / groups * kernel.Product());
            return new LayerCosts(output)
            {
                Weights = Weight.WithBias(bias, channels, [input.Channels, channels / groups, .. kernel])
                    .Map(w => w.Name == Weight.Kernel ? w with { OutputChannels = channels / groups } : w),
                Reach = ReachOf(call, kernel),
                Macs = macs,
                Flops = macs + (bias ? output.Elements : 0),
            };
        }
    }

    private TransposedReach ReachOf(LayerCall call, EquatableArray<long> kernel)
    {
        var stride = call.PerAxis("Stride", axes);
        var dilation = call.PerAxis("Dilation", axes);
        var paddings = call.Paddings("Padding", axes);
        return new TransposedReach([.. kernel.Select((size, axis) => new AxisWindow(size, stride[axis], dilation[axis], paddings[axis].Begin))], AllChannels: true);
    }

    private long[] Sizes(LayerCall call, Shape input, EquatableArray<long> kernel)
    {
        var stride = call.PerAxis("Stride", axes);
        var dilation = call.PerAxis("Dilation", axes);
        var paddings = call.Paddings("Padding", axes);
        var outputPadding = call.PerAxis("OutputPadding", axes, 0);
        var sizes = new long[axes];
        for (var axis = 0; axis < axes; axis++)
        {
            checked
            {
                var (begin, end) = paddings[axis];
                if (outputPadding[axis] >= Math.Max(stride[axis], dilation[axis]))
                {
                    throw call.Fault(
                        FaultId.OutOfRange,
                        $"OutputPadding is {outputPadding[axis]}; expected less than the stride ({stride[axis]}) or the dilation ({dilation[axis]})",
                        "OutputPadding");
                }

                var whole = ((input[axis + 1] - 1) * stride[axis]) + (dilation[axis] * (kernel[axis] - 1)) + 1 + outputPadding[axis];
                sizes[axis] = whole - begin - end;
                if (sizes[axis] < 1)
                {
                    throw call.Fault(FaultId.OutOfRange, $"Padding cuts {begin} + {end} off a size of {whole}: nothing is left", "Padding");
                }
            }
        }

        return sizes;
    }
}
