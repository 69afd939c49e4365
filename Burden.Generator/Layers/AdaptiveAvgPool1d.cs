namespace Burden.Generator.Layers;

/// <summary>The mean of each cell of a grid over a length.</summary>
internal sealed class AdaptiveAvgPool1d() : AdaptivePool(1);
