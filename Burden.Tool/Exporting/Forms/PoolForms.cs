using Burden.Generator.Layers;

namespace Burden.Tool.Exporting.Forms;

/// <summary>Pools under windows, over grids and of whole maps, and what undoes them.</summary>
internal static class PoolForms
{
    public static IEnumerable<(string Kind, LayerForm Form)> All => Enumerable.Range(1, 3).SelectMany(static axes => new (string, LayerForm)[]
    {
        ($"AvgPool{axes}d", static b => Pool(b, "AveragePool")),
        ($"MaxPool{axes}d", static b => Pool(b, "MaxPool")),
        ($"AdaptiveAvgPool{axes}d", static b => Adapt(b, "ReduceMean")),
        ($"AdaptiveMaxPool{axes}d", static b => Adapt(b, "ReduceMax")),
        ($"GlobalAvgPool{axes}d", static b => b.Op("GlobalAveragePool", [b.Input()])),
        ($"GlobalMaxPool{axes}d", static b => b.Op("GlobalMaxPool", [b.Input()])),
        ($"MaxUnpool{axes}d", b => Unpool(b, axes)),
    });

    private static string Pool(LayerBody body, string op)
    {
        var windows = ((WindowReach)body.Costs.Reach!).Axes;
        var pads = ConvolutionForms.Pads([.. windows], [.. body.InputShape.Spatial], [.. body.OutputShape.Spatial]);
        var x = body.Input();
        var axes = windows.Count;
        if (pads.Where((pad, i) => pad >= windows[i % axes].Kernel).Any())
        {
            // Runtimes take no padding as large as the kernel.
            body.IsComposed = true;
            x = body.Op("Pad", [x, body.Integers([0, 0, .. pads[..axes], 0, 0, .. pads[axes..]]), body.Number(op == "MaxPool" ? -1e9 : 0)]);
            pads = new long[2 * axes];
        }

        List<(string, object)> attributes =
        [
            ("kernel_shape", windows.Select(static w => w.Kernel).ToList()),
            ("strides", windows.Select(static w => w.Stride).ToList()),
            ("pads", pads),
        ];
        if (windows.Any(static w => w.Dilation > 1))
        {
            attributes.Add(("dilations", windows.Select(static w => w.Dilation).ToList()));
        }

        return body.Op(op, [x], [.. attributes]);
    }

    private static string Adapt(LayerBody body, string reduce)
    {
        var (input, output) = (body.InputShape, body.OutputShape);
        var items = body.Sizes(input)[0];
        if (body.Costs.Reach is not null)
        {
            // Cells of one size: each is two dimensions of one.
            var split = body.Reshape(body.Input(), [items, input.Channels, .. input.Spatial.SelectMany((size, axis) => new[] { output[axis + 1], size / output[axis + 1] })]);
            return body.Reduce(reduce, split, [.. Enumerable.Range(0, input.Rank - 1).Select(static axis => (2L * axis) + 3)], keeps: false);
        }

        body.IsComposed = true;
        var x = body.Input();
        for (var axis = 1; axis < input.Rank; axis++)
        {
            var (size, cells) = (input[axis], output[axis]);
            var parts = new List<string>();
            for (var cell = 0L; cell < cells; cell++)
            {
                var (begin, end) = (cell * size / cells, (((cell + 1) * size) + cells - 1) / cells);
                parts.Add(body.Reduce(reduce, body.Slice(x, axis + 1, begin, end - begin), [axis + 1]));
            }

            x = body.Op("Concat", parts, ("axis", axis + 1));
        }

        return x;
    }

    /// <summary>Each value at the first place of its window: which pool it undoes is not declared.</summary>
    private static string Unpool(LayerBody body, int axes)
    {
        body.IsComposed = true;
        var (input, output) = (body.InputShape, body.OutputShape);
        var kernel = body.Call.PerAxis("kernelSize", axes);
        var stride = body.Call.IsGiven("Stride") ? body.Call.PerAxis("Stride", axes) : kernel;
        var items = body.Sizes(input)[0];
        var spread = body.Reshape(body.Input(), [items, input.Channels, .. input.Spatial.SelectMany(static s => new[] { s, 1L })]);
        var filled = body.Op("Pad", [spread, body.Integers([.. Enumerable.Repeat(0L, 2 + (2 * axes)), 0, 0, .. stride.SelectMany(static s => new[] { 0, s - 1 })]), body.Number(0)]);
        var whole = body.Reshape(filled, [items, input.Channels, .. input.Spatial.Select((s, i) => s * stride[i])]);
        return ShapeForms.Fitted(body, whole, [items, input.Channels, .. input.Spatial.Select((s, i) => s * stride[i])], body.Sizes(output));
    }
}
