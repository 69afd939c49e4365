namespace Burden.Generator.Layers;

/// <summary>The maximum of each cell of a grid over depth, height and width.</summary>
internal sealed class AdaptiveMaxPool3d() : AdaptivePool(3);
