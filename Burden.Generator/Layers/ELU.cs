namespace Burden.Generator.Layers;

/// <summary>x, or exp(x) - 1 times a constant: a comparison and a multiply; an exponential and a subtraction.</summary>
internal sealed class ELU() : Activation(inPlace: false, flops: 2, exponentials: 2);
