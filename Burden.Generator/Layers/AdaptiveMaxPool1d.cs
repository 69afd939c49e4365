namespace Burden.Generator.Layers;

/// <summary>The maximum of each cell of a grid over a length.</summary>
internal sealed class AdaptiveMaxPool1d() : AdaptivePool(1);
