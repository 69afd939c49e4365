namespace Burden.Generator.Layers;

/// <summary>The maximum of each channel over depth, height and width.</summary>
internal sealed class GlobalMaxPool3d() : GlobalPool(3);
