namespace Burden.Generator.Layers;

/// <summary>A recurrent layer: at every step, products with the input and with the last output, and a few operations on each hidden value.</summary>
/// <param name="gates">How many hidden vectors the products yield.</param>
/// <param name="states">How many hidden vectors a step leaves behind, the output among them.</param>
/// <param name="flops">FLOPs for each hidden value, without the products and exponentials.</param>
/// <param name="exponentials">FLOPs for each hidden value that are counted with exponentials only.</param>
internal abstract class Recurrence(long gates, long states, long flops, long exponentials) : LayerKind(Signature.Of("hidden")
    .With("Layers", 1).With("Bidirectional", false).With("Bias", true))
{
    public override LayerCosts Apply(LayerCall call)
    {
        var input = Sequences.Input(call);
        var hidden = call.Integer("hidden");
        var layers = call.Integer("Layers");
        var directions = call.Flag("Bidirectional") ? 2 : 1;
        checked
        {
            var runs = layers * directions;
            var output = input.With([input[0], hidden * directions]);
            // The first layer reads the input, the others what the one before yields in all directions.
            var read = directions * (input[1] + ((layers - 1) * directions * hidden));
            var weights = gates * hidden * (read + (runs * hidden));
            var biases = call.Flag("Bias") ? 2 * runs * gates * hidden : 0;
            var steps = input.Count * input[0];
            return new LayerCosts(output)
            {
                Parameters = weights + biases,
                Macs = steps * weights,
                Flops = steps * (weights + biases + (runs * hidden * flops)),
                Exponentials = steps * runs * hidden * exponentials,
                ExtraElements = (steps * runs * hidden * (gates + states)) - output.Elements,
            };
        }
    }
}
