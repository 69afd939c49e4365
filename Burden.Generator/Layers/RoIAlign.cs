namespace Burden.Generator.Layers;

/// <summary>The interpolated mean of each cell of each region.</summary>
internal sealed class RoIAlign : RegionPool;
