namespace Burden.Generator.Layers;

/// <summary>A transposed convolution over height and width.</summary>
internal sealed class ConvTranspose2d() : TransposedConvolution(2);
