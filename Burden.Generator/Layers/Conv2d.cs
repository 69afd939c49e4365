namespace Burden.Generator.Layers;

/// <summary>A convolution over height and width.</summary>
internal sealed class Conv2d() : Convolution(2);
