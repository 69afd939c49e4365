namespace Burden.Generator.Layers;

/// <summary>A function of each value alone.</summary>
/// <param name="inPlace">Whether it overwrites its input unless the declaration states otherwise.</param>
/// <param name="flops">FLOPs of an output without exponentials.</param>
/// <param name="exponentials">FLOPs of an output that are counted with exponentials only.</param>
internal sealed class Activation(string name, long flops, long exponentials = 0, bool inPlace = false)
    : LayerKind(name, Signature.Of().With("InPlace", inPlace))
{
    /// <summary>A comparison and a multiply are two FLOPs; a bound is both. An exponential, a logarithm and a division of exponentials count with exponentials only.</summary>
    public static readonly LayerKind[] Kinds =
    [
        // exp(x) - 1 times a constant where x is negative.
        new Activation("ELU", flops: 2, exponentials: 2),
        // x (1 + erf(x / sqrt 2)) / 2: multiply; erf, add, halve, and the division before.
        new Activation("GELU", flops: 1, exponentials: 4),
        // min(max(0, x + 3), 6) / 6: an addition, two bounds, a multiply.
        new Activation("Hardsigmoid", flops: 6),
        // x times its hard sigmoid.
        new Activation("Hardswish", flops: 7),
        new Activation("LeakyReLU", flops: 2, inPlace: true),
        // x tanh(log(1 + exp(x))).
        new Activation("Mish", flops: 1, exponentials: 3 + 5),
        // max(0, x).
        new Activation("ReLU", flops: 2, inPlace: true),
        // min(max(0, x), 6).
        new Activation("ReLU6", flops: 4, inPlace: true),
        // x times its sigmoid.
        new Activation("SiLU", flops: 1, exponentials: 3),
        // 1 / (1 + exp(-x)).
        new Activation("Sigmoid", flops: 0, exponentials: 3),
        // log(1 + exp(x)).
        new Activation("Softplus", flops: 0, exponentials: 3),
        // A sigmoid of twice the value, doubled, less one.
        new Activation("Tanh", flops: 0, exponentials: 5),
    ];

    public override LayerCosts Apply(LayerCall call) => new(call.Input)
    {
        Reach = Reach.Same,
        Flops = checked(flops * call.Input.Elements),
        Exponentials = checked(exponentials * call.Input.Elements),
        Storage = call.Flag("InPlace") ? Storage.InPlace : Storage.Own,
    };
}
