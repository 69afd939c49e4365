namespace Burden.Generator.Layers;

/// <summary>down(silu(gate(x)) x up(x)): what <see cref="Linear"/>, <see cref="SiLU"/> and <see cref="Multiply"/> cost one by one.</summary>
internal sealed class SwiGLU() : LayerKind(nameof(SwiGLU), Signature.Of("hidden").With("OutFeatures", 0).With("Bias", false))
{
    public override LayerCosts Apply(LayerCall call)
    {
        var input = call.Input;
        var hidden = call.Integer("hidden");
        var features = input[input.Rank - 1];
        var outFeatures = call.Integer("OutFeatures", 0) is var given && given == 0 ? features : given;
        var bias = call.Flag("Bias");
        checked
        {
            var positions = input.Elements / features;
            var weights = (2 * features * hidden) + (hidden * outFeatures);
            var biases = bias ? (2 * hidden) + outFeatures : 0;
            return new LayerCosts(input.With(input.Dimensions.SetItem(input.Rank - 1, outFeatures)))
            {
                Weights = bias
                    ? [Stored("gate", hidden, features), Shift("gate", hidden), Stored("up", hidden, features), Shift("up", hidden), Stored("down", outFeatures, hidden), Shift("down", outFeatures)]
                    : [Stored("gate", hidden, features), Stored("up", hidden, features), Stored("down", outFeatures, hidden)],
                Reach = Reach.Along(-1),
                Macs = positions * weights,
                Flops = positions * (weights + biases + (2 * hidden)),
                Exponentials = positions * 3 * hidden,
                ExtraElements = positions * 4 * hidden,
            };
        }
    }

    private static Weight Stored(string part, long outputs, long inputs) => new($"{part}.{Weight.Kernel}", [outputs, inputs]);

    private static Weight Shift(string part, long outputs) => new($"{part}.{Weight.Bias}", [outputs]);
}
