namespace Burden.Generator.Layers;

/// <summary>A transposed convolution over a length.</summary>
internal sealed class ConvTranspose1d() : TransposedConvolution(1);
