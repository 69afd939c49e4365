namespace Burden.Generator.Layers;

/// <summary>Batch normalisation of features, or of channels over a length.</summary>
internal sealed class BatchNorm1d() : BatchNormalization(1);
