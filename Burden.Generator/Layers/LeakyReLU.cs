namespace Burden.Generator.Layers;

/// <summary>x or a fraction of it: a comparison and a multiply.</summary>
internal sealed class LeakyReLU() : Activation(inPlace: true, flops: 2);
