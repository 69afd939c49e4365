using Burden.Generator.Helpers;

namespace Burden.Generator.Layers;

/// <summary>Puts each value back where a maximum was found, zeros elsewhere: values are moved, none is computed.</summary>
internal sealed class MaxUnpool(string name, int axes) : LayerKind(name, Signature.Of("kernelSize").Unset("Stride").With("Padding", 0).Unset("OutputSize"))
{
    public static readonly LayerKind[] Kinds = [new MaxUnpool("MaxUnpool1d", 1), new MaxUnpool("MaxUnpool2d", 2), new MaxUnpool("MaxUnpool3d", 3)];

    public override LayerCosts Apply(LayerCall call)
    {
        var input = call.InputOfRank(axes + 1, Window.Expected(axes));
        var kernel = call.PerAxis("kernelSize", axes);
        var stride = call.IsGiven("Stride") ? call.PerAxis("Stride", axes) : kernel;
        var paddings = call.Paddings("Padding", axes);
        if (call.IsGiven("OutputSize"))
        {
            return new LayerCosts(input.With([input.Channels, .. SpatialSize.Of(call, "OutputSize", axes)]));
        }

        var sizes = new long[axes];
        for (var axis = 0; axis < axes; axis++)
        {
            sizes[axis] = checked(((input[axis + 1] - 1) * stride[axis]) + kernel[axis] - paddings[axis].Begin - paddings[axis].End);
            if (sizes[axis] < 1)
            {
                throw call.Fault(FaultId.OutOfRange, $"Padding leaves nothing of a size of {Text.Of(sizes[axis] + paddings[axis].Begin + paddings[axis].End)}", "Padding");
            }
        }

        return new LayerCosts(input.With([input.Channels, .. sizes]));
    }
}
