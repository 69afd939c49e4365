namespace Burden.Generator.Layers;

/// <summary>The products of attention: queries with keys, and their weights with values.</summary>
/// <param name="Scores">Pairs of query and key, in all heads.</param>
/// <param name="Macs">Multiply-adds of both products.</param>
internal readonly record struct Attention(long Scores, long Macs)
{
    /// <summary>Reads <c>Window</c> and <c>Causal</c>.</summary>
    public static Attention Of(LayerCall call, long queries, long keys, long heads, long keyFeatures, long valueFeatures)
    {
        checked
        {
            var scores = call.Input.Count * heads * Pairs(call, queries, keys);
            return new Attention(scores, scores * (keyFeatures + valueFeatures));
        }
    }

    /// <summary>Reads <c>KeyValueHeads</c>: as many as queries have, or a divisor of that.</summary>
    public static long KeyValueHeads(LayerCall call, long heads)
    {
        var keyValueHeads = call.Integer("KeyValueHeads", 0);
        if (keyValueHeads == 0)
        {
            return heads;
        }

        Groups.Check(call, heads, keyValueHeads, "heads", "KeyValueHeads");
        return keyValueHeads;
    }

    private static long Pairs(LayerCall call, long queries, long keys)
    {
        var window = call.Integer("Window", 0);
        var seen = window == 0 ? keys : Math.Min(window, keys);
        if (!call.Flag("Causal"))
        {
            return checked(queries * seen);
        }

        if (queries != keys)
        {
            throw call.Fault(FaultId.ShapeMismatch, $"there are {queries} queries and {keys} keys; causal attention is of a sequence to itself", "Causal");
        }

        // The first queries see 1, 2, ... keys, all others the whole window.
        return checked((seen * (seen + 1) / 2) + ((queries - seen) * seen));
    }
}
