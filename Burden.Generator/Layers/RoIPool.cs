namespace Burden.Generator.Layers;

/// <summary>The maximum of each cell of each region.</summary>
internal sealed class RoIPool : RegionPool;
