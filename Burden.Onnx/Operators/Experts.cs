using Burden.Generator.Layers;
using Burden.Onnx.Evaluation;
using Burden.Onnx.Values;

namespace Burden.Onnx.Operators;

/// <summary>Mixtures of experts: each position is computed by the few experts that its scores choose.</summary>
internal static class Experts
{
    public static IEnumerable<(string Domain, string Name, OperatorRule Rule)> Rules =>
    [
        (OperatorTable.Microsoft, "MoE", static c => Mix(c, perByte: 1, weights: [2, 4, 6], biases: [3, 5, 7])),
        (OperatorTable.Microsoft, "QMoE", Packed),
    ];

    private static void Packed(OperatorCall call)
    {
        var bits = call.Integer("expert_weight_bits", 4);
        Mix(call, 8 / Math.Clamp(bits, 1, 8), weights: [2, 5, 8], biases: [4, 7, 10]);
        foreach (var packed in (int[])[2, 5, 8, 11, 12, 13])
        {
            call.StatePacked(packed, bits);
        }
    }

    /// <param name="perByte">How many weights a stored value holds.</param>
    /// <param name="weights">The inputs with the experts' matrices: into the hidden values, out of them, and of a gate beside the first.</param>
    /// <param name="biases">The inputs with their biases.</param>
    private static void Mix(OperatorCall call, long perByte, int[] weights, int[] biases)
    {
        var (input, scores) = (call[0], call[1]);
        var chosen = call.Integer("k", 1);
        var experts = scores.Rank == 0 ? 0 : scores[scores.Rank - 1];
        if (input.Rank == 0 || chosen < 1 || chosen > experts)
        {
            throw call.Fault($"the input is {input.Text} and the scores {scores.Text}, of which {Text.Of(chosen)} are chosen; expected positions x features, and positions x experts");
        }

        var features = input[input.Rank - 1];
        var matrices = weights.Select(i => call.Optional(i)).ToArray();
        foreach (var matrix in matrices.OfType<TensorValue>())
        {
            if (matrix.Rank == 0 || matrix[0] != experts)
            {
                throw call.Fault($"its weights are {matrix.Text}; expected {Text.Of(experts)} experts in the first dimension");
            }
        }

        checked
        {
            // One for each expert that a position chooses.
            var positions = features == 0 ? 0 : input.Elements / features * chosen;
            var sizes = Array.ConvertAll(matrices, m => m is null ? 0 : m.Elements * perByte / experts);
            var hidden = features == 0 ? 0 : sizes[1] / features;
            var macs = positions * sizes.Sum();
            var added = biases.Sum(i => call.Optional(i) is { } bias ? bias.Elements / experts : 0);
            // The gate is a matrix of its own, or the other half of the first.
            var isGated = matrices[2] is not null || sizes[0] == 2 * sizes[1];
            var activation = call.Word("activation_type", "relu") switch
            {
                "relu" => "Relu",
                "gelu" => "Gelu",
                "silu" or "swiglu" => "Swish",
                "identity" => "",
                var other => other,
            };
            var (flops, exponentials) = Activations.CostOf(call, activation, positions * hidden);
            call.Yield(
                "MixtureOfExperts",
                new LayerCosts(Shape.Of())
                {
                    Macs = macs,
                    Flops = macs + flops + (positions * (added + (isGated ? hidden : 0) + features)),
                    Exponentials = exponentials + (SoftmaxKind.Exponentials * scores.Elements),
                    ExtraElements = scores.Elements + (positions * (((isGated ? 4 : 2) * hidden) + features)),
                    ReadElements = Math.Min(experts, positions) * (sizes.Sum() + added),
                },
                input.Sizes,
                input.Type);
        }
    }
}
