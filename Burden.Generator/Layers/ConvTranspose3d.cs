namespace Burden.Generator.Layers;

/// <summary>A transposed convolution over depth, height and width.</summary>
internal sealed class ConvTranspose3d() : TransposedConvolution(3);
