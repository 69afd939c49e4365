namespace Burden.Generator.Layers;

/// <summary>The hyperbolic tangent: a sigmoid of twice the value, doubled, less one.</summary>
internal sealed class Tanh() : Activation(inPlace: false, flops: 0, exponentials: 5);
