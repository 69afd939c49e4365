using Burden.Generator.Helpers;

namespace Burden.Generator.Layers;

/// <summary>Pools each region, every cell from a group of channels of its own. Not estimated, as in the published tables.</summary>
internal sealed class PSRoIPool() : LayerKind(nameof(PSRoIPool), Signature.Of("rois", "outChannels", "outputSize"))
{
    public override LayerCosts Apply(LayerCall call)
    {
        var input = call.InputOfRank(3, Window.Expected(2));
        var channels = call.Integer("outChannels");
        var size = call.PerAxis("outputSize", 2);
        var expected = checked(channels * size.Product());
        return input.Channels == expected
            ? new LayerCosts(new Shape([channels, .. size], Regions.Count(call)))
            : throw call.Fault(FaultId.ShapeMismatch, $"the input {input} has {input.Channels} channels; expected {channels} for each of {size[0]} x {size[1]} cells, {expected}", "outChannels");
    }
}
