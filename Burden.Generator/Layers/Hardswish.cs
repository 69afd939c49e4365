namespace Burden.Generator.Layers;

/// <summary>x times its <see cref="Hardsigmoid"/>.</summary>
internal sealed class Hardswish() : Activation(inPlace: false, flops: 7);
