namespace Burden.Generator.Layers;

/// <summary>x times tanh(softplus(x)).</summary>
internal sealed class Mish() : Activation(inPlace: false, flops: 1, exponentials: 3 + 5);
