namespace Burden.Generator.Layers;

/// <summary>The maximum of each cell of a grid over height and width.</summary>
internal sealed class AdaptiveMaxPool2d() : AdaptivePool(2);
