namespace Burden.Generator.Layers;

/// <summary>Cuts a map to a size.</summary>
internal sealed class Crop() : LayerKind(nameof(Crop), Signature.Of("size"))
{
    public override LayerCosts Apply(LayerCall call)
    {
        var input = call.Input;
        var output = input.With([input.Channels, .. SpatialSize.Of(call, "size", input.Rank - 1)]);
        return output.Dimensions.Zip(input.Dimensions, static (o, i) => o <= i).All(static fits => fits)
            ? new LayerCosts(output) { Reach = new ShiftedReach([.. input.Dimensions.Zip(output.Dimensions, static (whole, part) => (whole - part) / 2)]) }
            : throw call.Fault(FaultId.ShapeMismatch, $"{input} can't be cropped to the larger {output}", "size");
    }
}
