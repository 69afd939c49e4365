namespace Burden.Generator.Layers;

/// <summary>Attention between layers with queries, keys and values: <see cref="MatMul"/>, <see cref="Softmax"/>, <see cref="MatMul"/>.</summary>
internal sealed class ScaledDotProductAttention() : LayerKind(nameof(ScaledDotProductAttention), Signature.Of("keys", "values")
    .With("Heads", 1).With("KeyValueHeads", 0).With("Window", 0).With("Causal", false))
{
    public override LayerCosts Apply(LayerCall call)
    {
        var queries = Sequences.Input(call);
        var keys = Sequences.Named(call, "keys");
        var values = Sequences.Named(call, "values");
        var heads = call.Integer("Heads");
        var keyValueHeads = Attention.KeyValueHeads(call, heads);
        Groups.Check(call, queries[1], heads, "features of queries", "Heads");
        Groups.Check(call, values[1], keyValueHeads, "features of values", call.IsGiven("KeyValueHeads") ? "KeyValueHeads" : "Heads");
        if (keys[0] != values[0])
        {
            throw call.Fault(FaultId.ShapeMismatch, $"the keys {keys} and the values {values} differ in length", "values");
        }

        var headFeatures = queries[1] / heads;
        if (keys[1] != checked(keyValueHeads * headFeatures))
        {
            throw call.Fault(FaultId.ShapeMismatch, $"the queries {queries} in {heads} heads don't fit the keys {keys} in {keyValueHeads}", "keys");
        }

        var valueFeatures = values[1] / keyValueHeads;
        var attention = Attention.Of(call, queries[0], keys[0], heads, headFeatures, valueFeatures);
        return new LayerCosts(queries.With([queries[0], checked(heads * valueFeatures)]))
        {
            Reach = Reach.All,
            Attention = new AttentionProducts(queries[0] == keys[0], call.Flag("Causal"), call.Integer("Window", 0), checked(heads * (headFeatures + valueFeatures)), keys[1] + values[1]),
            Macs = attention.Macs,
            Flops = attention.Macs,
            Exponentials = checked(SoftmaxKind.Exponentials * attention.Scores),
            ExtraElements = checked(2 * attention.Scores),
        };
    }
}
