namespace Burden.Generator.Layers;

/// <summary>The mean of each channel over height and width.</summary>
internal sealed class GlobalAvgPool2d() : GlobalPool(2);
