using Burden.Generator.Helpers;

namespace Burden.Generator.Layers;

/// <summary>A recurrent layer, or one step of it (a cell): products with the input and with the last output, and a few operations on each hidden value.</summary>
/// <param name="Gates">How many hidden vectors the products yield.</param>
/// <param name="States">How many hidden vectors a step leaves behind, the output among them.</param>
/// <param name="Flops">FLOPs for each hidden value, without the products and exponentials.</param>
/// <param name="Exponentials">FLOPs for each hidden value that are counted with exponentials only.</param>
internal sealed record RecurrentStep(long Gates, long States, long Flops, long Exponentials)
{
    // c = f c + i g, h = o tanh(c): three sigmoids and two tanh.
    public static readonly RecurrentStep Lstm = new(Gates: 4, States: 2, Flops: 3, Exponentials: (3 * 3) + (2 * 5));

    // n = tanh(x + r y), h = (1 - z) n + z h: two sigmoids and a tanh.
    public static readonly RecurrentStep Gru = new(Gates: 3, States: 1, Flops: 4, Exponentials: (2 * 3) + 5);

    // h = tanh(x + y).
    public static readonly RecurrentStep Rnn = new(Gates: 1, States: 1, Flops: 0, Exponentials: 5);

    /// <summary>The costs of so many steps on hidden vectors.</summary>
    /// <param name="steps">How often it runs, the items of the input included.</param>
    /// <param name="runs">How many layers and directions there are.</param>
    /// <param name="read">The input features of all of them together.</param>
    public LayerCosts Costs(Shape output, long steps, long hidden, long runs, long read, bool bias, EquatableArray<Weight> weights)
    {
        checked
        {
            var products = Gates * hidden * (read + (runs * hidden));
            var biases = bias ? 2 * runs * Gates * hidden : 0;
            return new LayerCosts(output)
            {
                Weights = weights,
                Reach = Reach.All,
                Macs = steps * products,
                Flops = steps * (products + biases + (runs * hidden * Flops)),
                Exponentials = steps * runs * hidden * Exponentials,
                ExtraElements = (steps * runs * hidden * (Gates + States)) - output.Elements,
            };
        }
    }

    /// <summary>The tensors of one layer in one direction.</summary>
    public void Store(List<Weight> weights, string suffix, long hidden, long read, bool bias)
    {
        var rows = checked(Gates * hidden);
        weights.Add(new($"weight_ih{suffix}", [rows, read]));
        weights.Add(new($"weight_hh{suffix}", [rows, hidden]));
        if (bias)
        {
            weights.Add(new($"bias_ih{suffix}", [rows]));
            weights.Add(new($"bias_hh{suffix}", [rows]));
        }
    }
}

/// <summary>A recurrent layer over a sequence.</summary>
internal sealed class Recurrence(string name, RecurrentStep step) : LayerKind(name, StatesOf(step).Aggregate(
    Signature.Of("hidden").With("Layers", 1).With("Bidirectional", false).With("Bias", true), static (s, state) => s.Unset(state)))
{
    public static readonly LayerKind[] Kinds =
        [new Recurrence("GRU", RecurrentStep.Gru), new Recurrence("LSTM", RecurrentStep.Lstm), new Recurrence("RNN", RecurrentStep.Rnn)];

    /// <summary>The arguments that name the states before the first step.</summary>
    private static string[] StatesOf(RecurrentStep step) => step.States == 2 ? ["State", "CellState"] : ["State"];

    /// <summary>Layers that are stored each by itself: beyond, the expansion would only grow.</summary>
    private const long MostLayers = 4096;

    public override LayerCosts Apply(LayerCall call)
    {
        var input = Sequences.Input(call);
        var hidden = call.Integer("hidden");
        var layers = call.Integer("Layers");
        if (layers > MostLayers)
        {
            throw call.Fault(FaultId.OutOfRange, $"Layers is {Text.Of(layers)}; expected at most {Text.Of(MostLayers)}", "Layers");
        }

        var directions = call.Flag("Bidirectional") ? 2 : 1;
        var bias = call.Flag("Bias");
        checked
        {
            var output = input.With([input[0], hidden * directions]);
            foreach (var argument in StatesOf(step).Where(call.IsGiven))
            {
                if (call.Layer(argument) is var state && state.Elements != input.Count * layers * directions * hidden)
                {
                    throw call.Fault(FaultId.ShapeMismatch, $"{argument} is {state}; expected {Text.Of(layers * directions)}x{Text.Of(hidden)}", argument);
                }
            }

            // The first layer reads the input, the others what the one before yields in all directions.
            var read = directions * (input[1] + ((layers - 1) * directions * hidden));
            var weights = new List<Weight>();
            for (var layer = 0L; layer < layers; layer++)
            {
                for (var direction = 0; direction < directions; direction++)
                {
                    step.Store(weights, $"_l{Text.Of(layer)}{(direction == 1 ? "_reverse" : "")}", hidden, layer == 0 ? input[1] : directions * hidden, bias);
                }
            }

            return step.Costs(output, input.Count * input[0], hidden, layers * directions, read, bias, weights.ToEquatableArray());
        }
    }
}

/// <summary>One step of a recurrent layer on a vector.</summary>
internal sealed class RecurrentCell(string name, RecurrentStep step) : LayerKind(name, Signature.Of("hidden").Unset("State").With("Bias", true))
{
    public static readonly LayerKind[] Kinds =
        [new RecurrentCell("GRUCell", RecurrentStep.Gru), new RecurrentCell("LSTMCell", RecurrentStep.Lstm), new RecurrentCell("RNNCell", RecurrentStep.Rnn)];

    public override LayerCosts Apply(LayerCall call)
    {
        var input = call.InputOfRank(1, "features");
        var hidden = call.Integer("hidden");
        var bias = call.Flag("Bias");
        var output = input.With([hidden]);
        if (call.IsGiven("State") && call.Layer("State") is var state && !state.Equals(output))
        {
            throw call.Fault(FaultId.ShapeMismatch, $"State is {state}; expected {output}", "State");
        }

        var weights = new List<Weight>(4);
        step.Store(weights, "", hidden, input[0], bias);
        return step.Costs(output, input.Count, hidden, runs: 1, input[0], bias, weights.ToEquatableArray());
    }
}
