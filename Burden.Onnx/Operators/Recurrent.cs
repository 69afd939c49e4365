using Burden.Generator.Expressions;
using Burden.Generator.Layers;
using Burden.Onnx.Evaluation;
using Burden.Onnx.Values;

namespace Burden.Onnx.Operators;

/// <summary>Recurrent layers.</summary>
internal static class Recurrent
{
    public static IEnumerable<(string Domain, string Name, OperatorRule Rule)> Rules =>
    [
        ("", "LSTM", static c => Run(c, "LSTM", 4, isTransposed: false)),
        ("", "GRU", static c => Run(c, "GRU", 3, isTransposed: false)),
        ("", "RNN", static c => Run(c, "RNN", 1, isTransposed: false)),
        (OperatorTable.Microsoft, "DynamicQuantizeLSTM", static c => Run(c, "LSTM", 4, isTransposed: true)),
    ];

    /// <param name="gates">How many hidden vectors the products yield.</param>
    /// <param name="isTransposed">Whether weights are directions x inputs x rows.</param>
    private static void Run(OperatorCall call, string kind, long gates, bool isTransposed)
    {
        var (input, weights) = (call[0], call[1]);
        if (input.Rank != 3 || weights.Rank != 3)
        {
            throw call.Fault($"the input is {input.Text} and the weights {weights.Text}; expected three dimensions of each");
        }

        var isBatchFirst = call.Integer("layout", 0) == 1;
        var (length, batch) = isBatchFirst ? (input[1], input[0]) : (input[0], input[1]);
        var directions = call.Word("direction", "forward") == "bidirectional" ? 2 : 1;
        var rows = weights[isTransposed ? 2 : 1];
        var hidden = call.Integer("hidden_size", rows / gates);
        if (weights[0] != directions || rows != checked(gates * hidden) || weights[isTransposed ? 1 : 2] != input[2])
        {
            throw call.Fault($"the weights {weights.Text} don't fit an input of {Text.Of(input[2])} values, {directions} direction{(directions == 1 ? "" : "s")} and {Text.Of(hidden)} hidden values");
        }

        var costs = length == 0 || batch == 0 ? new LayerCosts(Shape.Of()) : call.Apply(
            kind,
            new Shape([length, input[2]], batch),
            ("hidden", new IntegerValue(hidden)),
            ("Bidirectional", new BooleanValue(directions == 2)),
            ("Bias", new BooleanValue(call.Has(3))));
        long[] all = isBatchFirst ? [batch, length, directions, hidden] : [length, directions, batch, hidden];
        long[] last = isBatchFirst ? [batch, directions, hidden] : [directions, batch, hidden];
        // Peepholes are products of the cell's state, value by value.
        var peepholes = kind == "LSTM" && call.Has(7) ? checked(3 * all.Product()) : 0;
        call.Yield(kind, costs with { Flops = checked(costs.Flops + peepholes) }, all, input.Type);
        call.YieldAlso(1, last, input.Type);
        if (kind == "LSTM")
        {
            call.YieldAlso(2, last, input.Type);
        }
    }
}
