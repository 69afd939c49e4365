namespace Burden.Generator.Layers;

/// <summary>The maximum of each channel over a length.</summary>
internal sealed class GlobalMaxPool1d() : GlobalPool(1);
