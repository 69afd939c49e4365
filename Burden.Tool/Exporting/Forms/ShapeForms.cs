using Burden.Generator.Layers;

namespace Burden.Tool.Exporting.Forms;

/// <summary>Values moved, cut out, repeated and resized.</summary>
internal static class ShapeForms
{
    public static IEnumerable<(string Kind, LayerForm Form)> All =>
    [
        ("ChannelShuffle", Shuffle),
        ("Crop", Crop),
        ("Flatten", Reshaped),
        ("Reshape", Reshaped),
        ("Pad", Pad),
        ("Permute", Permute),
        ("PixelShuffle", static b => b.Op("DepthToSpace", [b.Input()], ("blocksize", b.Call.Integer("factor")), ("mode", "CRD"))),
        ("PixelUnshuffle", Unshuffle),
        ("Roll", Roll),
        ("Slice", Slice),
        ("Upsample", Upsample),
        ("WindowPartition", Partition),
        ("WindowReverse", Reverse),
    ];

    /// <summary>Cut at the end, or padded with zeros there, to sizes.</summary>
    public static string Fitted(LayerBody body, string x, IReadOnlyList<long> from, IReadOnlyList<long> to)
    {
        for (var axis = 0; axis < from.Count; axis++)
        {
            if (to[axis] < from[axis])
            {
                x = body.Slice(x, axis, 0, to[axis]);
            }
        }

        return Enumerable.Range(0, from.Count).All(a => to[a] <= from[a])
            ? x
            : body.Op("Pad", [x, body.Integers([.. Enumerable.Repeat(0L, from.Count), .. from.Select((size, axis) => Math.Max(0, to[axis] - size))]), body.Number(0)]);
    }

    private static string Reshaped(LayerBody body)
    {
        body.IsComposed = body.Call.Flag("Copy");
        return body.Reshape(body.Input(), body.Sizes(body.OutputShape));
    }

    private static string Permute(LayerBody body)
    {
        body.IsComposed = body.Call.Flag("Copy");
        return body.Transpose(body.Input(), [0, .. body.Call.Integers("axes", long.MinValue).Select(a => (a < 0 ? a + body.InputShape.Rank : a) + 1)]);
    }

    private static string Shuffle(LayerBody body)
    {
        body.IsComposed = true;
        var (sizes, groups) = (body.Sizes(body.InputShape), body.Call.Integer("groups"));
        var split = body.Reshape(body.Input(), [sizes[0], groups, sizes[1] / groups, sizes[2..].Aggregate(1L, static (a, b) => a * b)]);
        return body.Reshape(body.Transpose(split, 0, 2, 1, 3), sizes);
    }

    /// <summary>The middle.</summary>
    private static string Crop(LayerBody body)
    {
        body.IsComposed = true;
        var x = body.Input();
        for (var axis = 1; axis < body.InputShape.Rank; axis++)
        {
            x = body.Slice(x, axis + 1, (body.InputShape[axis] - body.OutputShape[axis]) / 2, body.OutputShape[axis]);
        }

        return body.InputShape.Rank == 1 ? body.Op("Identity", [x]) : x;
    }

    private static string Pad(LayerBody body)
    {
        var paddings = body.Call.Paddings("padding", body.InputShape.Rank - 1);
        return body.Op("Pad", [body.Input(), body.Integers([0, 0, .. paddings.Select(static p => p.Begin), 0, 0, .. paddings.Select(static p => p.End)]), body.Number(0)]);
    }

    private static string Unshuffle(LayerBody body)
    {
        body.IsComposed = true;
        var (n, c, h, w, f) = (body.Sizes(body.InputShape)[0], body.InputShape.Channels, body.InputShape[1], body.InputShape[2], body.Call.Integer("factor"));
        return body.Reshape(body.Transpose(body.Reshape(body.Input(), n, c, h / f, f, w / f, f), 0, 1, 3, 5, 2, 4), body.Sizes(body.OutputShape));
    }

    /// <summary>By half of each axis after the first: how far is not declared.</summary>
    private static string Roll(LayerBody body)
    {
        body.IsComposed = true;
        var x = body.Input();
        for (var axis = 0; axis < body.InputShape.Rank; axis++)
        {
            var (size, half) = (body.InputShape[axis], body.InputShape[axis] / 2);
            if (half > 0 && (axis > 0 || body.InputShape.Rank == 1))
            {
                x = body.Op("Concat", [body.Slice(x, axis + 1, half, size - half), body.Slice(x, axis + 1, 0, half)], ("axis", axis + 1));
            }
        }

        return x == body.Input() ? body.Op("Identity", [x]) : x;
    }

    private static string Slice(LayerBody body)
    {
        var axis = body.Call.Axis("Axis", body.InputShape.Rank);
        var (size, start) = (body.InputShape[axis], body.Call.Integer("start", long.MinValue));
        return body.Slice(body.Input(), axis + 1, start < 0 ? start + size : start, body.Call.Integer("length"));
    }

    private static string Upsample(LayerBody body)
    {
        var (input, output) = (body.InputShape, body.OutputShape);
        var mode = body.Call.Word("Mode", "nearest", "linear", "bilinear", "bicubic", "trilinear");
        var isNearest = mode == "nearest";
        // Along an axis that doesn't change, a resizing operator isn't counted as interpolating.
        body.IsComposed = !isNearest && Enumerable.Range(1, input.Rank - 1).Any(a => input[a] == output[a]);
        (string, object)[] attributes =
        [
            ("mode", isNearest ? "nearest" : mode == "bicubic" ? "cubic" : "linear"),
            ("coordinate_transformation_mode", isNearest ? "asymmetric" : "half_pixel"),
            .. isNearest ? [("nearest_mode", "floor")] : Array.Empty<(string, object)>(),
        ];
        var (from, to) = (body.Sizes(input), body.Sizes(output));
        if (input.Rank == 2)
        {
            // Lines are images of one row, which more runtimes resize.
            var row = body.Reshape(body.Input(), from[0], from[1], 1, from[2]);
            return body.Reshape(body.Op("Resize", [row, "", "", body.Integers(to[0], to[1], 1, to[2])], attributes), to);
        }

        return body.Op("Resize", [body.Input(), "", "", body.Integers(to)], attributes);
    }

    private static string Partition(LayerBody body)
    {
        body.IsComposed = true;
        var (n, c, h, w, s) = (body.Sizes(body.InputShape)[0], body.InputShape.Channels, body.InputShape[1], body.InputShape[2], body.Call.Integer("size"));
        return body.Reshape(body.Transpose(body.Reshape(body.Input(), n, c, h / s, s, w / s, s), 0, 2, 4, 3, 5, 1), body.Sizes(body.OutputShape));
    }

    private static string Reverse(LayerBody body)
    {
        body.IsComposed = true;
        var to = body.Sizes(body.OutputShape);
        var (n, c, h, w, tokens) = (to[0], to[1], to[2], to[3], body.InputShape[0]);
        var s = (long)Math.Sqrt(tokens);
        // Windows that are no squares side by side are put together in the order they come.
        return s * s == tokens && h % s == 0 && w % s == 0
            ? body.Reshape(body.Transpose(body.Reshape(body.Input(), n, h / s, w / s, s, s, c), 0, 5, 1, 3, 2, 4), to)
            : body.Reshape(body.Transpose(body.Reshape(body.Input(), n, h * w, c), 0, 2, 1), to);
    }
}
