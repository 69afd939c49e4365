namespace Burden.Generator.Layers;

/// <summary>min(max(0, x), 6): two bounds, each a comparison and a multiply as in <see cref="ReLU"/>.</summary>
internal sealed class ReLU6() : Activation(inPlace: true, flops: 4);
