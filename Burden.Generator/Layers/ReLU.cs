namespace Burden.Generator.Layers;

/// <summary>max(0, x): a comparison and a multiply for each output, in place.</summary>
internal sealed class ReLU() : Activation(inPlace: true, flops: 2);
