namespace Burden.Generator.Layers;

/// <summary>Normalisation of each channel over height and width.</summary>
internal sealed class InstanceNorm2d() : InstanceNormalization(2);
