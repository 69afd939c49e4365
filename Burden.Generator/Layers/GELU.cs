namespace Burden.Generator.Layers;

/// <summary>x times the normal distribution function, (1 + erf(x / sqrt 2)) / 2: multiply, erf, add, halve.</summary>
internal sealed class GELU() : Activation(inPlace: false, flops: 1, exponentials: 4);
