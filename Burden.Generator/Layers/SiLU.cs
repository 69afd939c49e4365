namespace Burden.Generator.Layers;

/// <summary>x times its sigmoid.</summary>
internal sealed class SiLU() : Activation(inPlace: false, flops: 1, exponentials: 3);
