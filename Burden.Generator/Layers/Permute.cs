namespace Burden.Generator.Layers;

/// <summary>The dimensions in another order.</summary>
internal sealed class Permute() : Rearrangement(nameof(Permute), Signature.Variadic("axes"))
{
    protected override Shape Rearrange(LayerCall call)
    {
        var input = call.Input;
        var axes = Axes(call);
        return axes.OrderBy(static axis => axis).SequenceEqual(Enumerable.Range(0, input.Rank).Select(static axis => (long)axis))
            ? input.With([.. axes.Select(axis => input[(int)axis])])
            : throw call.Fault(FaultId.OutOfRange, $"axes is ({string.Join(", ", axes)}); expected each of 0 to {input.Rank - 1} once for the input {input}", "axes");
    }

    protected override Reach ReachOf(LayerCall call) => new PermutedReach([.. Axes(call).Select(axis => (int)axis - call.Input.Rank)]);

    private static List<long> Axes(LayerCall call) => [.. call.Integers("axes", -call.Input.Rank).Select(axis => axis < 0 ? axis + call.Input.Rank : axis)];
}
