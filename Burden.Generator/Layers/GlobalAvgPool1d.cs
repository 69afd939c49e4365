namespace Burden.Generator.Layers;

/// <summary>The mean of each channel over a length.</summary>
internal sealed class GlobalAvgPool1d() : GlobalPool(1);
