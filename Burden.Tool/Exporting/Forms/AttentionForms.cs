using Burden.Generator.Layers;

namespace Burden.Tool.Exporting.Forms;

/// <summary>Attention, written as products and softmax, and mixtures of experts.</summary>
internal static class AttentionForms
{
    public static IEnumerable<(string Kind, LayerForm Form)> All =>
    [
        ("MixtureOfExperts", Experts),
        ("MultiheadAttention", MultiHead),
        ("ScaledDotProductAttention", Dots),
    ];

    /// <summary>What one position may look at, and how many heads look.</summary>
    private sealed record Heads(long Items, long Queries, long Keys, long Count, long KeyCount, long Features, long ValueFeatures);

    private static string MultiHead(LayerBody body)
    {
        body.IsComposed = true;
        var source = body.Named("KeyValue") ?? 0;
        var (input, keyValue) = (body.InputShape, body.ShapeOf(source));
        var count = body.Call.Integer("heads");
        var keyCount = body.Call.Integer("KeyValueHeads", 0) is var given && given == 0 ? count : given;
        var features = body.Call.Integer("HeadFeatures", 0) is var stated && stated == 0 ? input[1] / count : stated;
        var (inner, keyInner, items) = (count * features, keyCount * features, body.Sizes(input)[0]);
        var (queries, keys) = (body.Reshape(body.Input(), items * input[0], input[1]), body.Reshape(body.Input(source), items * keyValue[0], keyValue[1]));
        var q = Projected(queries, "q_proj_weight", 0, inner);
        var k = Projected(keys, "k_proj_weight", inner, keyInner);
        var v = Projected(keys, "v_proj_weight", inner + keyInner, keyInner);
        var heads = new Heads(items, input[0], keyValue[0], count, keyCount, features, features);
        var context = body.Reshape(Attend(body, heads, q, k, v, Positions(body, heads)), items * input[0], inner);
        return body.Reshape(body.Linear(context, body.Weight("out_proj.weight"), body.Weight("out_proj.bias"), 0, isMatrix: true), body.Sizes(body.OutputShape));

        // Queries, keys and values may have one tensor together.
        string Projected(string x, string own, long start, long length)
        {
            var weight = body.Has(own) ? body.Weight(own) : body.Slice(body.Weight("in_proj_weight"), 0, start, length);
            return body.Linear(x, weight, body.Has("in_proj_bias") ? body.Slice(body.Weight("in_proj_bias"), 0, start, length) : "", 0, isMatrix: true);
        }
    }

    private static string Dots(LayerBody body)
    {
        body.IsComposed = true;
        var (k, v) = (body.Named("keys")!.Value, body.Named("values")!.Value);
        var count = body.Call.Integer("Heads");
        var keyCount = body.Call.Integer("KeyValueHeads", 0) is var given && given == 0 ? count : given;
        var heads = new Heads(body.Sizes(body.InputShape)[0], body.InputShape[0], body.ShapeOf(k)[0], count, keyCount, body.InputShape[1] / count, body.ShapeOf(v)[1] / keyCount);
        return body.Reshape(Attend(body, heads, body.Input(), body.Input(k), body.Input(v), ""), body.Sizes(body.OutputShape));
    }

    /// <summary>The values, weighted by a softmax of the products of queries and keys: items x queries x heads x features.</summary>
    /// <param name="added">What is added to the products; empty for nothing.</param>
    private static string Attend(LayerBody body, Heads heads, string queries, string keys, string values, string added)
    {
        var q = body.Transpose(body.Reshape(queries, heads.Items, heads.Queries, heads.Count, heads.Features), 0, 2, 1, 3);
        var k = Repeated(body.Transpose(body.Reshape(keys, heads.Items, heads.Keys, heads.KeyCount, heads.Features), 0, 2, 3, 1), heads.Features, heads.Keys);
        var v = Repeated(body.Transpose(body.Reshape(values, heads.Items, heads.Keys, heads.KeyCount, heads.ValueFeatures), 0, 2, 1, 3), heads.Keys, heads.ValueFeatures);
        var scores = body.Op("MatMul", [body.Op("Mul", [q, body.Number(1 / Math.Sqrt(heads.Features))]), k]);
        if (added.Length > 0)
        {
            scores = body.Op("Add", [scores, added]);
        }

        if (Seen(body, heads) is { } seen)
        {
            scores = body.Op("Where", [seen, scores, body.Number(-1e9)]);
        }

        return body.Transpose(body.Op("MatMul", [body.Op("Softmax", [scores], ("axis", -1)), v]), 0, 2, 1, 3);

        // Several heads of queries share one of keys.
        string Repeated(string x, long rows, long columns)
        {
            if (heads.KeyCount == heads.Count)
            {
                return x;
            }

            var group = heads.Count / heads.KeyCount;
            var each = body.Op("Expand", [body.Reshape(x, heads.Items, heads.KeyCount, 1, rows, columns), body.Integers(heads.Items, heads.KeyCount, group, rows, columns)]);
            return body.Reshape(each, heads.Items, heads.Count, rows, columns);
        }
    }

    /// <summary>Which keys a query sees; null for all.</summary>
    private static string? Seen(LayerBody body, Heads heads)
    {
        var (isCausal, window) = (body.Call.Flag("Causal"), body.Call.Integer("Window", 0));
        if (!isCausal && (window == 0 || window >= heads.Keys))
        {
            return null;
        }

        var distance = Distance(body, heads);
        var behind = isCausal ? body.Op("GreaterOrEqual", [distance, Scalar(0)]) : null;
        if (window == 0)
        {
            return behind;
        }

        // Looking both ways, a window has its middle at the query.
        var first = isCausal ? window : (window + 1) / 2;
        var near = body.Op("Less", [distance, Scalar(first)]);
        var other = behind ?? body.Op("GreaterOrEqual", [distance, Scalar(first - window)]);
        return body.Op("And", [near, other]);

        string Scalar(long value) => body.Constant(OnnxConstant.Scalar(value));
    }

    /// <summary>How far each key is behind each query: queries x keys.</summary>
    private static string Distance(LayerBody body, Heads heads)
        => body.Op("Sub", [body.Reshape(Range(body, heads.Queries), -1, 1), body.Reshape(Range(body, heads.Keys), 1, -1)]);

    private static string Range(LayerBody body, long count) => body.Op("Range", [.. new[] { 0, count, 1 }.Select(n => body.Constant(OnnxConstant.Scalar(n)))]);

    /// <summary>A learned number for each head and distance, added to the products: 1 x heads x queries x keys.</summary>
    private static string Positions(LayerBody body, Heads heads)
    {
        if (body.Find("relative_position_bias_table") is not { } table)
        {
            return "";
        }

        string Scalar(long value) => body.Constant(OnnxConstant.Scalar(value));
        var side = (long)Math.Sqrt(heads.Keys);
        string index;
        if (heads.Queries == heads.Keys && side * side == heads.Keys && table.Shape[0] == ((2 * side) - 1) * ((2 * side) - 1))
        {
            // Positions in a square: the distances of rows and of columns.
            var all = Range(body, heads.Keys);
            var rows = Apart(body.Op("Div", [all, Scalar(side)]));
            var columns = Apart(body.Op("Mod", [all, Scalar(side)]));
            index = body.Op("Add", [body.Op("Mul", [rows, Scalar((2 * side) - 1)]), columns]);
        }
        else
        {
            index = body.Op("Mod", [body.Op("Add", [Distance(body, heads), Scalar(heads.Keys - 1)]), Scalar(table.Shape[0])]);
        }

        var biases = body.Op("Gather", [body.Weight(table.Name), index]);
        return body.Op("Unsqueeze", [body.Transpose(biases, 2, 0, 1), body.Integers(0)]);

        string Apart(string at) => body.Op("Add", [body.Op("Sub", [body.Reshape(at, -1, 1), body.Reshape(at, 1, -1)]), Scalar(side - 1)]);
    }

    /// <summary>The weights of the chosen experts are gathered for each position, so that no other is computed.</summary>
    private static string Experts(LayerBody body)
    {
        body.IsComposed = true;
        var (input, hidden, active) = (body.InputShape, body.Call.Integer("hidden"), body.Call.Integer("active"));
        var features = input[input.Rank - 1];
        var positions = body.Batch * input.Elements / features;
        var x = body.Reshape(body.Input(), positions, features);
        var scores = body.Linear(x, body.Weight("router.weight"), "", 0, isMatrix: true);
        var chosen = body.Ops("TopK", 2, [scores, body.Integers(active)], ("axis", -1));
        var shares = body.Op("Softmax", [chosen[0]], ("axis", -1));
        var vector = body.Reshape(x, positions, 1, features, 1);
        var gate = ActivationForms.Silu(body, body.Op("MatMul", [body.Rows("gate.weight", chosen[1]), vector]));
        var inner = body.Op("Mul", [gate, body.Op("MatMul", [body.Rows("up.weight", chosen[1]), vector])]);
        var outputs = body.Reshape(body.Op("MatMul", [body.Rows("down.weight", chosen[1]), inner]), positions, active, features);
        var weighted = body.Op("Mul", [outputs, body.Reshape(shares, positions, active, 1)]);
        return body.Reshape(body.Reduce("ReduceSum", weighted, [1], keeps: false), body.Sizes(body.OutputShape));
    }
}
