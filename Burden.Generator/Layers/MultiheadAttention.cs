using Burden.Generator.Helpers;

namespace Burden.Generator.Layers;

/// <summary>Attention with its projections: what <see cref="Linear"/>, <see cref="MatMul"/> and <see cref="Softmax"/> cost one by one.</summary>
internal sealed class MultiheadAttention() : LayerKind(nameof(MultiheadAttention), Signature.Of("heads")
    .With("KeyValueHeads", 0).With("HeadFeatures", 0).With("Window", 0).With("Causal", false).With("RelativePositions", 0)
    .Unset("KeyValue").With("Bias", true).Unset("OutputBias"))
{
    public override LayerCosts Apply(LayerCall call)
    {
        var input = Sequences.Input(call);
        var source = call.IsGiven("KeyValue") ? Sequences.Named(call, "KeyValue") : input;
        var heads = call.Integer("heads");
        var keyValueHeads = Attention.KeyValueHeads(call, heads);
        var headFeatures = HeadFeatures(call, input, heads);
        var bias = call.Flag("Bias");
        var outputBias = call.IsGiven("OutputBias") ? call.Flag("OutputBias") : bias;
        var attention = Attention.Of(call, input[0], source[0], heads, headFeatures, headFeatures);
        var positions = call.Integer("RelativePositions", 0);
        checked
        {
            var features = input[1];
            var inner = heads * headFeatures;
            var keyValue = keyValueHeads * headFeatures;
            var queries = input.Count * input[0];
            var keys = input.Count * source[0];

            var projections = (2 * queries * features * inner) + (2 * keys * source[1] * keyValue);
            var biases = (bias ? (queries * inner) + (2 * keys * keyValue) : 0) + (outputBias ? queries * features : 0);
            return new LayerCosts(input)
            {
                Weights = Stored(features, inner, keyValue, source[1], bias, outputBias, positions, heads),
                Reach = Reach.All,
                Attention = new AttentionProducts(!call.IsGiven("KeyValue"), call.Flag("Causal"), call.Integer("Window", 0), (2 * inner) + (positions == 0 ? 0 : heads), 2 * keyValue),
                Macs = projections + attention.Macs,
                Flops = projections + attention.Macs + biases + (positions == 0 ? 0 : attention.Scores),
                Exponentials = SoftmaxKind.Exponentials * attention.Scores,
                // Queries and what is gathered for them; keys and values; scores and their softmax.
                ExtraElements = (2 * queries * inner) + (2 * keys * keyValue) + (2 * attention.Scores),
            };
        }
    }

    /// <summary>Queries, keys and values in one tensor where they are of one size, as PyTorch stores them.</summary>
    private static EquatableArray<Weight> Stored(long features, long inner, long keyValue, long source, bool bias, bool outputBias, long positions, long heads)
    {
        var weights = new List<Weight>(6);
        if (inner == keyValue && features == source)
        {
            weights.Add(new("in_proj_weight", [3 * inner, features]));
        }
        else
        {
            weights.Add(new("q_proj_weight", [inner, features]));
            weights.Add(new("k_proj_weight", [keyValue, source]));
            weights.Add(new("v_proj_weight", [keyValue, source]));
        }

        if (bias)
        {
            weights.Add(new("in_proj_bias", [inner + (2 * keyValue)]));
        }

        weights.Add(new("out_proj.weight", [features, inner]));
        if (outputBias)
        {
            weights.Add(new("out_proj.bias", [features]));
        }

        if (positions > 0)
        {
            weights.Add(new("relative_position_bias_table", [positions, heads]));
        }

        return weights.ToEquatableArray();
    }

    private static long HeadFeatures(LayerCall call, Shape input, long heads)
    {
        var headFeatures = call.Integer("HeadFeatures", 0);
        if (headFeatures != 0)
        {
            return headFeatures;
        }

        Groups.Check(call, input[1], heads, "features", "heads");
        return input[1] / heads;
    }
}
