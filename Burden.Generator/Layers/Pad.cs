namespace Burden.Generator.Layers;

/// <summary>Adds values around a map.</summary>
internal sealed class Pad() : LayerKind(nameof(Pad), Signature.Of("padding"))
{
    public override LayerCosts Apply(LayerCall call)
    {
        var input = call.Input;
        var paddings = call.Paddings("padding", input.Rank - 1);
        return new LayerCosts(input.With([input.Channels, .. input.Spatial.Select((size, axis) => checked(size + paddings[axis].Begin + paddings[axis].End))]))
        {
            Reach = new ShiftedReach([0, .. paddings.Select(static p => -p.Begin)]),
        };
    }
}
