namespace Burden.Generator.Layers;

/// <summary>Normalisation of each channel over depth, height and width.</summary>
internal sealed class InstanceNorm3d() : InstanceNormalization(3);
