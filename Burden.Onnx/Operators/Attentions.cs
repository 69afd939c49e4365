using Burden.Generator.Expressions;
using Burden.Generator.Layers;
using Burden.Onnx.Evaluation;
using Burden.Onnx.Values;

namespace Burden.Onnx.Operators;

/// <summary>Attention, in the forms that exporters fuse it to.</summary>
internal static class Attentions
{
    public static IEnumerable<(string Domain, string Name, OperatorRule Rule)> Rules =>
    [
        ("", "Attention", Standard),
        ("", "RotaryEmbedding", Rotate),
        (OperatorTable.Microsoft, "Attention", static c => Projected(c, c.Has(2), past: 4)),
        (OperatorTable.Microsoft, "QAttention", static c => Projected(c, c.Has(2), past: 8)),
        (OperatorTable.Microsoft, "MultiHeadAttention", MultiHead),
        (OperatorTable.Microsoft, "GroupQueryAttention", GroupQuery),
        (OperatorTable.Microsoft, "RotaryEmbedding", Rotate),
        (OperatorTable.Microsoft, "GatedRelativePositionBias", RelativeBias),
    ];

    /// <summary>The costs of queries that look at keys in so many heads: two products, and a softmax between.</summary>
    private static LayerCosts Costs(OperatorCall call, long batch, long queries, long keys, long heads, long keyHeads, long features, long valueFeatures, bool isCausal, long window = 0)
    {
        if (batch * queries * keys == 0)
        {
            return new LayerCosts(Shape.Of());
        }

        Shape[] shapes = [new([queries, heads * features], batch), new([keys, keyHeads * features], batch), new([keys, keyHeads * valueFeatures], batch)];
        return call.Apply(
            "ScaledDotProductAttention",
            shapes.ToEquatableArray(),
            ("keys", new LayerValue("keys", shapes[1], 1)),
            ("values", new LayerValue("values", shapes[2], 2)),
            ("Heads", new IntegerValue(heads)),
            ("KeyValueHeads", new IntegerValue(keyHeads == heads ? 0 : keyHeads)),
            ("Causal", new BooleanValue(isCausal && queries == keys)),
            ("Window", new IntegerValue(window)));
    }

    private static void Standard(OperatorCall call)
    {
        var (query, key, value) = (call[0], call[1], call[2]);
        var isFlat = query.Rank == 3;
        if (query.Rank is not (3 or 4) || key.Rank != query.Rank || value.Rank != query.Rank)
        {
            throw call.Fault($"queries, keys and values are {query.Text}, {key.Text} and {value.Text}; expected three or four dimensions of each");
        }

        var heads = isFlat ? call.Integer("q_num_heads") : query[1];
        var keyHeads = isFlat ? call.Integer("kv_num_heads") : key[1];
        if (heads < 1 || keyHeads < 1)
        {
            throw call.Fault("it has no heads");
        }

        var (queries, features) = isFlat ? (query[1], query[2] / heads) : (query[2], query[3]);
        var (own, valueFeatures) = isFlat ? (key[1], value[2] / keyHeads) : (key[2], value[3]);
        var past = call.Has(4) ? call[4][2] : 0;
        var keys = checked(past + own);
        var costs = Costs(call, query[0], queries, keys, heads, keyHeads, features, valueFeatures, call.Integer("is_causal", 0) == 1);
        call.Yield("ScaledDotProductAttention", costs, isFlat ? [query[0], queries, heads * valueFeatures] : [query[0], heads, queries, valueFeatures], query.Type);
        call.YieldAlso(1, [query[0], keyHeads, keys, features], key.Type);
        call.YieldAlso(2, [query[0], keyHeads, keys, valueFeatures], value.Type);
        call.YieldAlso(3, [query[0], heads, queries, keys], query.Type);
    }

    /// <summary>Two products and an addition for each value.</summary>
    private static void Rotate(OperatorCall call)
    {
        var input = call[0];
        if (input.Rank is not (3 or 4))
        {
            throw call.Fault($"the input is {input.Text}; expected batch x length x features, or batch x heads x length x features");
        }

        var cosines = call.Node.Domain.Length == 0 ? 1 : 2;
        call.Yield("RotaryEmbedding", new LayerCosts(Shape.Of()) { Flops = checked(3 * input.Elements), ReadElements = Rotations(call, cosines, input[0], input[input.Rank - 2]) }, input.Sizes, input.Type);
    }

    /// <summary>The stored cosines and sines that so many positions look up: a row of each.</summary>
    /// <param name="cosines">The input with the cosines; the sines are the next.</param>
    private static long? Rotations(OperatorCall call, int cosines, long batch, long length)
        => call.Optional(cosines) is { IsConstant: true, Rank: 2 } table ? checked(2 * batch * length * table[1]) : null;

    /// <summary>Attention with the projection of its input to queries, keys and values.</summary>
    private static void Projected(OperatorCall call, bool bias, int past)
    {
        var (input, weights) = (call[0], call[1]);
        var heads = call.Integer("num_heads");
        if (input.Rank != 3 || weights.Rank != 2 || weights[0] != input[2] || heads < 1)
        {
            throw call.Fault($"the input is {input.Text} and the weights {weights.Text}; expected batch x length x features, and a matrix of as many rows as features");
        }

        var parts = call.Integers("qkv_hidden_sizes") is { Length: 3 } sizes ? sizes : [weights[1] / 3, weights[1] / 3, weights[1] / 3];
        // Where past and present are one buffer, it has room for more than the past.
        var isShared = call.Has(past) && call.Integer("past_present_share_buffer", 0) == 1;
        var before = isShared ? call.Known(past + 2, "how many positions the past has")[0] : call.Has(past) ? call[past][3] : 0;
        var keys = checked(input[1] + before);
        var projections = checked(input[0] * input[1] * input[2] * parts.Sum());
        var costs = Costs(call, input[0], input[1], keys, heads, heads, parts[0] / heads, parts[2] / heads, call.Integer("unidirectional", 0) == 1);
        var inner = checked(input[0] * input[1] * parts.Sum());
        call.Yield(
            "MultiheadAttention",
            costs with
            {
                Macs = checked(costs.Macs + projections),
                Flops = checked(costs.Flops + projections + (bias ? inner : 0)),
                ExtraElements = checked(costs.ExtraElements + inner),
            },
            [input[0], input[1], parts[2]],
            call.Operator == "QAttention" ? call[3].Type : input.Type);
        call.YieldAlso(1, isShared ? call[past].Sizes : [2, input[0], heads, keys, parts[0] / heads], input.Type);
    }

    private static void MultiHead(OperatorCall call)
    {
        var query = call[0];
        var heads = call.Integer("num_heads");
        var (batch, queries) = (query[0], query[1]);
        var key = call.Optional(1);
        var value = call.Optional(2);
        // One tensor may hold queries, keys and values, or keys and values.
        var features = query.Rank == 5 ? query[4] : query[2] / heads;
        var (own, valueFeatures) = (key?.Rank, value?.Rank) switch
        {
            (null, _) => (queries, features),
            (5, _) => (key![1], key[4]),
            (4, _) => (key![2], value![3]),
            (_, 3) => (key![1], value![2] / heads),
            (_, 4) => (key![1], value![3]),
            _ => (key![1], features),
        };
        var before = call.Has(6) ? call[6][2] : 0;
        var keys = checked(own + before);
        var costs = Costs(call, batch, queries, keys, heads, heads, features, valueFeatures, call.Integer("unidirectional", 0) == 1);
        var biases = call.Has(3) ? checked((batch * queries * heads * features) + (batch * own * heads * (features + valueFeatures))) : 0;
        call.Yield("ScaledDotProductAttention", costs with { Flops = checked(costs.Flops + biases) }, [batch, queries, heads * valueFeatures], query.Type);
        call.YieldAlso(1, [batch, heads, keys, features], query.Type);
        call.YieldAlso(2, [batch, heads, keys, valueFeatures], query.Type);
        call.YieldAlso(3, [batch, heads, queries, keys], query.Type);
    }

    private static void GroupQuery(OperatorCall call)
    {
        var query = call[0];
        var (heads, keyHeads) = (call.Integer("num_heads"), call.Integer("kv_num_heads"));
        var isPacked = !call.Has(1);
        var features = query[2] / (isPacked ? heads + (2 * keyHeads) : heads);
        var own = isPacked ? query[1] : call[1][1];
        var before = call.Has(3) ? call[3][2] : 0;
        // A buffer for keys that is large enough is written in place.
        var total = call.Optional(6)?.Data?.Integers is [var stated] ? stated : checked(own + before);
        // Each query sees so many of the last keys, itself among them.
        var window = Math.Max(0, call.Integer("local_window_size", -1));
        var costs = Costs(call, query[0], query[1], total, heads, keyHeads, features, features, isCausal: true, window);
        var rotated = call.Integer("do_rotary", 0) == 1 ? checked(3 * query[0] * ((query[1] * heads) + (own * keyHeads)) * features) : 0;
        call.Yield("ScaledDotProductAttention", costs with { Flops = checked(costs.Flops + rotated), ReadElements = Rotations(call, 7, query[0], own) }, [query[0], query[1], heads * features], query.Type);
        long[] kept = [query[0], keyHeads, Math.Max(before, total), features];
        call.YieldAlso(1, kept, call.Has(3) ? call[3].Type : query.Type);
        call.YieldAlso(2, kept, call.Has(4) ? call[4].Type : query.Type);
    }

    private static void RelativeBias(OperatorCall call)
    {
        var (query, weight) = (call[0], call[3]);
        var heads = call.Integer("num_heads");
        var scores = call[2];
        var macs = checked(query[0] * query[1] * heads * weight[0] * weight[1]);
        call.Yield("GatedRelativePositionBias", new LayerCosts(Shape.Of()) { Macs = macs, Flops = checked(macs + (query[0] * scores.Elements)) }, [query[0], heads, scores[scores.Rank - 2], scores[scores.Rank - 1]], query.Type);
    }
}
