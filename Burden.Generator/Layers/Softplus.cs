namespace Burden.Generator.Layers;

/// <summary>log(1 + exp(x)): an exponential, an addition and a logarithm.</summary>
internal sealed class Softplus() : Activation(inPlace: false, flops: 0, exponentials: 3);
