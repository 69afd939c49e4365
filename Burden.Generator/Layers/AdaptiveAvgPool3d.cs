namespace Burden.Generator.Layers;

/// <summary>The mean of each cell of a grid over depth, height and width.</summary>
internal sealed class AdaptiveAvgPool3d() : AdaptivePool(3);
