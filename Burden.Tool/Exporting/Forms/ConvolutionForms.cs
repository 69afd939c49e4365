using Burden.Generator.Layers;

namespace Burden.Tool.Exporting.Forms;

/// <summary>Convolutions and transposed convolutions.</summary>
internal static class ConvolutionForms
{
    public static IEnumerable<(string Kind, LayerForm Form)> All =>
    [
        .. Enumerable.Range(1, 3).Select(static axes => ($"Conv{axes}d", (LayerForm)Convolve)),
        .. Enumerable.Range(1, 3).Select(static axes => ($"ConvTranspose{axes}d", (LayerForm)(b => Transpose(b, axes)))),
    ];

    /// <summary>Padding of each axis, begins first: at the end, what the last window needs.</summary>
    public static long[] Pads(IReadOnlyList<AxisWindow> windows, IReadOnlyList<long> sizes, IReadOnlyList<long> outputs)
        => [.. windows.Select(static w => w.Begin), .. windows.Select((w, i) => Math.Max(0, ((outputs[i] - 1) * w.Stride) + (w.Dilation * (w.Kernel - 1)) + 1 - sizes[i] - w.Begin))];

    private static string Convolve(LayerBody body)
    {
        var windows = ((WindowReach)body.Costs.Reach!).Axes;
        return body.Op(
            "Conv",
            [body.Input(), body.Weight(), body.Weight(Weight.Bias)],
            ("kernel_shape", windows.Select(static w => w.Kernel).ToList()),
            ("strides", windows.Select(static w => w.Stride).ToList()),
            ("dilations", windows.Select(static w => w.Dilation).ToList()),
            ("pads", Pads([.. windows], [.. body.InputShape.Spatial], [.. body.OutputShape.Spatial])),
            ("group", body.Call.Integer("Groups")));
    }

    private static string Transpose(LayerBody body, int axes)
    {
        var windows = ((TransposedReach)body.Costs.Reach!).Axes;
        var paddings = body.Call.Paddings("Padding", axes);
        return body.Op(
            "ConvTranspose",
            [body.Input(), body.Weight(), body.Weight(Weight.Bias)],
            ("kernel_shape", windows.Select(static w => w.Kernel).ToList()),
            ("strides", windows.Select(static w => w.Stride).ToList()),
            ("dilations", windows.Select(static w => w.Dilation).ToList()),
            ("pads", (long[])[.. paddings.Select(static p => p.Begin), .. paddings.Select(static p => p.End)]),
            ("output_padding", body.Call.PerAxis("OutputPadding", axes, 0).ToList()),
            ("group", body.Call.Integer("Groups")));
    }
}
