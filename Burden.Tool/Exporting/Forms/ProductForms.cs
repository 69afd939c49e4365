using Burden.Generator.Layers;

namespace Burden.Tool.Exporting.Forms;

/// <summary>Linear layers, products of layers, and tables of vectors.</summary>
internal static class ProductForms
{
    public static IEnumerable<(string Kind, LayerForm Form)> All =>
    [
        ("ClassToken", Token),
        ("Embedding", Embedding),
        ("LearnedTensor", Learned),
        ("Linear", Linear),
        ("MatMul", Multiply),
        ("Maxout", Maxout),
        ("PositionalEmbedding", Positional),
        ("SwiGLU", SwiGlu),
    ];

    private static string Linear(LayerBody body)
    {
        var rows = Rows(body);
        var isMatrix = body.InputShape.Rank == 1;
        var product = body.Linear(body.Input(), body.Weight(), body.Weight(Weight.Bias), rows, isMatrix);
        return isMatrix ? product : body.Reshape(product, body.Sizes(body.OutputShape));
    }

    /// <summary>The vectors of an input, all items of the batch together.</summary>
    private static long Rows(LayerBody body) => body.Batch * body.InputShape.Elements / body.InputShape[body.InputShape.Rank - 1];

    private static string SwiGlu(LayerBody body)
    {
        body.IsComposed = true;
        var x = body.Reshape(body.Input(), Rows(body), -1);
        var gate = ActivationForms.Silu(body, Part(x, "gate"));
        return body.Reshape(Part(body.Op("Mul", [gate, Part(x, "up")]), "down"), body.Sizes(body.OutputShape));

        string Part(string input, string part) => body.Linear(input, body.Weight($"{part}.{Weight.Kernel}"), body.Weight($"{part}.{Weight.Bias}"), 0, isMatrix: true);
    }

    private static string Multiply(LayerBody body)
    {
        var (left, right) = (body.ShapeOf(0), body.ShapeOf(1));
        var a = left.Rank == 1 ? body.Reshape(body.Input(0), body.Sizes(left)[0], 1, left[0]) : body.Input(0);
        var b = right.Rank == 1 ? body.Reshape(body.Input(1), body.Sizes(right)[0], right[0], 1) : body.Input(1);
        var (rankA, rankB) = (Math.Max(left.Rank, 2), Math.Max(right.Rank, 2));
        long[] sizesA = left.Rank == 1 ? [1, left[0]] : [.. left.Dimensions];
        long[] sizesB = right.Rank == 1 ? [right[0], 1] : [.. right.Dimensions];
        // Dimensions are aligned at the end; the items stay in front.
        a = Widened(a, body.Batch, left.Count, sizesA, rankB, body.OutputShape.Count);
        b = Widened(b, body.Batch, right.Count, sizesB, rankA, body.OutputShape.Count);
        if (body.Call.Flag("Transpose") && right.Rank > 1)
        {
            var rank = Math.Max(rankA, rankB) + 1;
            b = body.Transpose(b, [.. Enumerable.Range(0, rank - 2), rank - 1, rank - 2]);
        }

        var product = body.Op("MatMul", [a, b]);
        return left.Rank == 1 || right.Rank == 1 ? body.Reshape(product, body.Sizes(body.OutputShape)) : product;

        string Widened(string x, long batch, long count, long[] sizes, int rank, long items)
        {
            long[] wide = [.. Enumerable.Repeat(1L, Math.Max(0, rank - sizes.Length)), .. sizes];
            var aligned = wide.Length == sizes.Length ? x : body.Reshape(x, [batch * count, .. wide]);
            return count == items || batch == 1
                ? aligned
                : body.Reshape(body.Op("Expand", [body.Reshape(aligned, [batch, 1, .. wide]), body.Integers([batch, items, .. wide])]), [batch * items, .. wide]);
        }
    }

    private static string Embedding(LayerBody body)
    {
        var ids = LayerBody.ReadName(0);
        if (body.TypeOf(0) != Onnx.Values.ElementType.Int64)
        {
            body.IsComposed = true;
            ids = body.Op("Cast", [ids], ("to", (long)Onnx.Values.ElementType.Int64));
        }

        return body.Rows(Weight.Kernel, ids);
    }

    private static string Positional(LayerBody body)
    {
        // A table that isn't learned is a buffer, which no operator tells.
        body.IsComposed = !body.Call.Flag("Learned");
        var stored = body.Find(Weight.Kernel)!.Shape;
        var table = body.Weight();
        if (stored.Count == 2 && stored[0] > body.InputShape[0])
        {
            table = body.Slice(table, 0, 0, body.InputShape[0]);
        }

        return body.Op("Add", [body.Input(), body.Reshape(table, [1, .. body.InputShape.Dimensions])]);
    }

    private static string Token(LayerBody body)
    {
        var token = body.Find(Weight.Kernel)!.Shape;
        var items = body.Sizes(body.InputShape)[0];
        var one = body.Reshape(body.Weight(), [1, .. token]);
        return body.Op("Concat", [items == 1 ? one : body.Op("Expand", [one, body.Integers([items, .. token])]), body.Input()], ("axis", 1));
    }

    /// <summary>It reads nothing; that it belongs to a run, and what follows from it is computed there, is told by an input that it doesn't use.</summary>
    private static string Learned(LayerBody body)
    {
        body.IsComposed = true;
        return body.Op("Expand", [body.Reshape(body.Weight(), [1, .. body.OutputShape.Dimensions]), body.Integers(body.Sizes(body.OutputShape))]);
    }

    private static string Maxout(LayerBody body)
    {
        var (sizes, pieces) = (body.Sizes(body.InputShape), body.Call.Integer("pieces"));
        return body.Reduce("ReduceMax", body.Reshape(body.Input(), [sizes[0], sizes[1] / pieces, pieces, .. sizes[2..]]), [2], keeps: false);
    }
}
