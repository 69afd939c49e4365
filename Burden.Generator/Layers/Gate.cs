namespace Burden.Generator.Layers;

/// <summary>What may be multiplied with a layer: a value for each channel, or a map with dimensions of 1.</summary>
internal static class Gate
{
    public static void Check(LayerCall call, Shape gate, Shape gated, int axis)
    {
        var fits = gate.Count == gated.Count && (gate.Rank == 1
            ? gate[0] == gated[axis]
            : gate.Rank == gated.Rank && gate.Dimensions.Zip(gated.Dimensions, static (g, x) => g == 1 || g == x).All(static fit => fit));
        if (!fits)
        {
            throw call.Fault(
                FaultId.ShapeMismatch,
                $"the gate {gate} doesn't fit {gated}; expected {gated[axis]}, or dimensions that are the same or 1",
                MergeKind.LayersParameter);
        }
    }
}
