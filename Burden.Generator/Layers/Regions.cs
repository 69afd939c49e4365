namespace Burden.Generator.Layers;

/// <summary>The regions that a layer's <c>rois</c> argument names.</summary>
internal static class Regions
{
    /// <summary>How many regions there are.</summary>
    public static long Count(LayerCall call)
    {
        var regions = call.Layer("rois");
        return regions.Rank == 2 && regions[1] is 4 or 5
            ? checked(regions.Count * regions[0])
            : throw call.Fault(FaultId.ShapeMismatch, $"the regions are {regions}; expected regions x 5", "rois");
    }
}
