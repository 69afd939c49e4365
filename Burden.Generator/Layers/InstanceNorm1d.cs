namespace Burden.Generator.Layers;

/// <summary>Normalisation of each channel over a length.</summary>
internal sealed class InstanceNorm1d() : InstanceNormalization(1);
