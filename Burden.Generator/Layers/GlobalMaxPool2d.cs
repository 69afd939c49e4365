namespace Burden.Generator.Layers;

/// <summary>The maximum of each channel over height and width.</summary>
internal sealed class GlobalMaxPool2d() : GlobalPool(2);
