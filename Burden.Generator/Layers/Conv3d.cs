namespace Burden.Generator.Layers;

/// <summary>A convolution over depth, height and width.</summary>
internal sealed class Conv3d() : Convolution(3);
