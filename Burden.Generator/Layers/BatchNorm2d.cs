namespace Burden.Generator.Layers;

/// <summary>Batch normalisation of channels over height and width.</summary>
internal sealed class BatchNorm2d() : BatchNormalization(2);
