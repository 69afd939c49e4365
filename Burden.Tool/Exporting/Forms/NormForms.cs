using Burden.Generator.Layers;

namespace Burden.Tool.Exporting.Forms;

/// <summary>Normalisations.</summary>
internal static class NormForms
{
    public static IEnumerable<(string Kind, LayerForm Form)> All =>
    [
        .. Enumerable.Range(1, 3).Select(static axes => ($"BatchNorm{axes}d", (LayerForm)Batch)),
        .. Enumerable.Range(1, 3).Select(static axes => ($"InstanceNorm{axes}d", (LayerForm)Instance)),
        ("GroupNorm", Group),
        ("L2Norm", L2),
        ("LayerNorm", Layer),
        ("LocalResponseNorm", Response),
        ("RMSNorm", RootMeanSquare),
    ];

    private static string Batch(LayerBody body)
    {
        var channels = body.InputShape.Channels;
        if (body.Call.Flag("TrackRunningStats"))
        {
            var isAffine = body.Has(Weight.Kernel);
            return body.Op("BatchNormalization", [
                body.Input(), isAffine ? body.Weight() : body.Filled(1, channels), isAffine ? body.Weight(Weight.Bias) : body.Filled(0, channels), body.Weight("running_mean"), body.Weight("running_var")]);
        }

        body.IsComposed = true;
        return body.Affine(body.Normalize(body.Input(), [0, .. Enumerable.Range(2, body.InputShape.Rank - 1)]), body.PerChannel());
    }

    private static string Instance(LayerBody body)
    {
        if (body.Has(Weight.Kernel))
        {
            return body.Op("InstanceNormalization", [body.Input(), body.Weight(), body.Weight(Weight.Bias)]);
        }

        body.IsComposed = true;
        return body.Normalize(body.Input(), [.. Enumerable.Range(2, body.InputShape.Rank - 1)]);
    }

    private static string Group(LayerBody body)
    {
        var groups = body.Call.Integer("groups");
        if (body.Opset >= 21 && body.Has(Weight.Kernel) && body.InputShape.Rank > 1)
        {
            return body.Op("GroupNormalization", [body.Input(), body.Weight(), body.Weight(Weight.Bias)], ("num_groups", groups));
        }

        body.IsComposed = true;
        var sizes = body.Sizes(body.InputShape);
        return body.Affine(body.Reshape(body.Normalize(body.Reshape(body.Input(), sizes[0], groups, -1), [2]), sizes), body.PerChannel());
    }

    private static string Layer(LayerBody body)
    {
        var axes = body.Call.Integer("Axes");
        if (body.Has(Weight.Kernel))
        {
            return body.Op("LayerNormalization", [body.Input(), body.Weight(), body.Weight(Weight.Bias)], ("axis", -axes));
        }

        body.IsComposed = true;
        return body.Normalize(body.Input(), [.. Enumerable.Range(1, (int)axes).Select(a => body.InputShape.Rank + 1L - a)]);
    }

    private static string RootMeanSquare(LayerBody body)
    {
        if (body.Opset >= 23 && body.Has(Weight.Kernel))
        {
            return body.Op("RMSNormalization", [body.Input(), body.Weight()]);
        }

        body.IsComposed = true;
        var x = body.Input();
        var mean = body.Reduce("ReduceMean", body.Op("Mul", [x, x]), [body.InputShape.Rank]);
        var normal = body.Op("Div", [x, body.Op("Sqrt", [body.Op("Add", [mean, body.Number(LayerBody.Epsilon)])])]);
        return body.Has(Weight.Kernel) ? body.Op("Mul", [normal, body.Weight()]) : normal;
    }

    private static string L2(LayerBody body)
    {
        body.IsComposed = true;
        var x = body.Input();
        var sum = body.Reduce("ReduceSum", body.Op("Mul", [x, x]), [1]);
        return body.Affine(body.Op("Div", [x, body.Op("Sqrt", [body.Op("Add", [sum, body.Number(LayerBody.Epsilon)])])]), body.PerChannel());
    }

    /// <summary>Runtimes know it for images and odd numbers of channels; of an even number, one more is looked at.</summary>
    private static string Response(LayerBody body)
    {
        var (sizes, size) = (body.Sizes(body.InputShape), body.Call.Integer("size") | 1);
        if (sizes.Length == 4)
        {
            return body.Op("LRN", [body.Input()], ("size", size));
        }

        body.IsComposed = true;
        return body.Reshape(body.Op("LRN", [body.Reshape(body.Input(), sizes[0], sizes[1], sizes[2..].Aggregate(1L, static (a, b) => a * b), 1)], ("size", size)), sizes);
    }
}
