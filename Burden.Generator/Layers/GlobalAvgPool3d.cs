namespace Burden.Generator.Layers;

/// <summary>The mean of each channel over depth, height and width.</summary>
internal sealed class GlobalAvgPool3d() : GlobalPool(3);
