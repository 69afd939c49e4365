namespace Burden.Generator.Layers;

/// <summary>The mean of each cell of a grid over height and width.</summary>
internal sealed class AdaptiveAvgPool2d() : AdaptivePool(2);
