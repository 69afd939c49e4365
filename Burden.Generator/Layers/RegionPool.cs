namespace Burden.Generator.Layers;

/// <summary>Pools each region of a map to one size. Not estimated, as in the published tables.</summary>
internal sealed class RegionPool(string name) : LayerKind(name, Signature.Of("rois", "outputSize"))
{
    public static readonly LayerKind[] Kinds = [new RegionPool("RoIAlign"), new RegionPool("RoIPool")];

    public override LayerCosts Apply(LayerCall call)
    {
        var input = call.InputOfRank(3, Window.Expected(2));
        return new LayerCosts(new Shape([input.Channels, .. call.PerAxis("outputSize", 2)], Regions.Count(call)));
    }
}
