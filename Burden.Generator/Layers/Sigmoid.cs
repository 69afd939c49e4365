namespace Burden.Generator.Layers;

/// <summary>1 / (1 + exp(-x)): an exponential, an addition and a division.</summary>
internal sealed class Sigmoid() : Activation(inPlace: false, flops: 0, exponentials: 3);
