namespace Burden.Generator.Layers;

/// <summary>min(max(0, x + 3), 6) / 6: an addition, the bounds of <see cref="ReLU6"/>, a multiply.</summary>
internal sealed class Hardsigmoid() : Activation(inPlace: false, flops: 6);
