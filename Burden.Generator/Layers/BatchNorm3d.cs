namespace Burden.Generator.Layers;

/// <summary>Batch normalisation of channels over depth, height and width.</summary>
internal sealed class BatchNorm3d() : BatchNormalization(3);
