using Burden.Generator.Layers;

namespace Burden.Tool.Exporting.Forms;

/// <summary>
/// Layers around regions. What their declarations leave open is chosen plainly: boxes are in the map's own scale; proposals
/// and detections are the rows of the best scores, whose boxes aren't decoded and whose overlaps aren't suppressed.
/// </summary>
internal static class DetectionForms
{
    private const int Corners = 4;

    public static IEnumerable<(string Kind, LayerForm Form)> All =>
    [
        ("RoIAlign", static b => { b.IsComposed = true; return Align(b, b.OutputShape[1], b.OutputShape[2]); }),
        ("RoIPool", Pool),
        ("PSRoIPool", PoolByPosition),
        ("PriorBox", Boxes),
        ("Proposal", static b => Best(b, Corners)),
        ("DetectionOutput", static b => Best(b, b.OutputShape[1] - 1)),
    ];

    /// <summary>The regions, one in a row: the item's number and the corners.</summary>
    private static (string Item, string Corners) Regions(LayerBody body)
    {
        var read = body.Named("rois")!.Value;
        var shape = body.ShapeOf(read);
        var rows = body.Reshape(body.Input(read), body.Batch * shape.Elements / shape[1], shape[1]);
        var corners = body.Slice(rows, 1, shape[1] - Corners, Corners);
        // Which item a region belongs to follows from where it stands.
        var all = body.Op("Range", [.. new[] { 0, body.Batch * shape.Elements / shape[1], 1 }.Select(n => body.Constant(OnnxConstant.Scalar(n)))]);
        var perItem = Math.Max(1, shape.Elements / shape[1] / body.InputShape.Count);
        return (body.Op("Div", [all, body.Constant(OnnxConstant.Scalar(perItem))]), corners);
    }

    private static string Align(LayerBody body, long height, long width)
    {
        var (item, corners) = Regions(body);
        return body.Op("RoiAlign", [body.Input(), corners, item], ("output_height", height), ("output_width", width), ("sampling_ratio", 2));
    }

    private static string Pool(LayerBody body)
    {
        body.IsComposed = true;
        var (item, corners) = Regions(body);
        var index = body.Reshape(body.Op("Cast", [item], ("to", (long)Onnx.Values.ElementType.Float)), -1, 1);
        return body.Op("MaxRoiPool", [body.Input(), body.Op("Concat", [index, corners], ("axis", 1))], ("pooled_shape", (long[])[body.OutputShape[1], body.OutputShape[2]]));
    }

    /// <summary>Every cell is pooled from channels of its own: of each group, the cell at its own place is kept.</summary>
    private static string PoolByPosition(LayerBody body)
    {
        body.IsComposed = true;
        var (channels, height, width) = (body.OutputShape[0], body.OutputShape[1], body.OutputShape[2]);
        var (cells, to) = (height * width, body.Sizes(body.OutputShape));
        var pooled = body.Reshape(Align(body, height, width), to[0], channels, cells * cells);
        var own = body.Op("Mul", [
            body.Op("Range", [.. new[] { 0, cells, 1 }.Select(n => body.Constant(OnnxConstant.Scalar(n)))]), body.Constant(OnnxConstant.Scalar(cells + 1))]);
        return body.Reshape(body.Op("Gather", [pooled, own], ("axis", 2)), to);
    }

    /// <summary>Squares of growing sizes around each cell's middle, and their variances.</summary>
    private static string Boxes(LayerBody body)
    {
        body.IsComposed = true;
        var (input, perCell) = (body.InputShape, body.Call.Integer("boxesPerCell"));
        var (height, width) = (input[1], input[2]);
        long[] whole = [height, width, perCell, 1];
        var y = Middles(height, [height, 1, 1, 1]);
        var x = Middles(width, [1, width, 1, 1]);
        var half = body.Op("Expand", [body.Op("Div", [body.Op("Add", [Count(perCell, [1, 1, perCell, 1]), body.Number(1)]), body.Number(2 * (perCell + 1))]), body.Integers(whole)]);
        var corners = body.Op("Concat", [body.Op("Sub", [x, half]), body.Op("Sub", [y, half]), body.Op("Add", [x, half]), body.Op("Add", [y, half])], ("axis", 3));
        var boxes = body.Reshape(corners, 1, 1, height * width * perCell * Corners);
        var both = body.Op("Concat", [boxes, body.Filled(0.1, 1, 1, height * width * perCell * Corners)], ("axis", 1));
        return body.Op("Expand", [both, body.Integers(body.Sizes(body.OutputShape))]);

        string Count(long count, long[] sizes) => body.Reshape(
            body.Op("Cast", [body.Op("Range", [.. new[] { 0, count, 1 }.Select(n => body.Constant(OnnxConstant.Scalar(n)))])], ("to", (long)Onnx.Values.ElementType.Float)), sizes);

        string Middles(long count, long[] sizes)
            => body.Op("Expand", [body.Op("Div", [body.Op("Add", [Count(count, sizes), body.Number(0.5)]), body.Number(count)]), body.Integers(whole)]);
    }

    /// <summary>The best of the first input's scores, each with the values that stand at its place in the second.</summary>
    private static string Best(LayerBody body, long columns)
    {
        body.IsComposed = true;
        var keep = body.OutputShape[0];
        var (scores, values) = (body.ShapeOf(0), body.ShapeOf(1));
        var (available, rows) = (scores.Elements, Math.Max(1, values.Elements / Math.Max(1, columns)));
        var best = body.Ops("TopK", 2, [body.Reshape(body.Input(0), body.Batch, available), body.Integers(Math.Min(keep, available))], ("axis", -1));
        var score = ShapeForms.Fitted(body, best[0], [body.Batch, Math.Min(keep, available)], [body.Batch, keep]);
        var at = ShapeForms.Fitted(body, body.Op("Cast", [best[1]], ("to", (long)Onnx.Values.ElementType.Float)), [body.Batch, Math.Min(keep, available)], [body.Batch, keep]);
        var row = body.Op("Mod", [body.Op("Cast", [at], ("to", (long)Onnx.Values.ElementType.Int64)), body.Constant(OnnxConstant.Scalar(rows))]);
        var flat = ShapeForms.Fitted(body, body.Reshape(body.Input(1), body.Batch, values.Elements), [body.Batch, values.Elements], [body.Batch, rows * columns]);
        var found = columns == 0 ? null : body.Op("GatherND", [body.Reshape(flat, body.Batch, rows, columns), body.Reshape(row, body.Batch, keep, 1)], ("batch_dims", 1));
        // The first column is the score of a detection, and the item's number of a proposal.
        var first = body.Reshape(body.Kind == "Proposal" ? body.Filled(0, body.Batch, keep) : score, body.Batch, keep, 1);
        return found is null ? first : body.Op("Concat", [first, found], ("axis", 2));
    }
}
