namespace Burden.Generator.Layers;

/// <summary>The dimensions in another order.</summary>
internal sealed class Permute() : Rearrangement(nameof(Permute), Signature.Variadic("axes"))
{
    protected override Shape Rearrange(LayerCall call)
    {
        var input = call.Input;
        var axes = call.Integers("axes", -input.Rank).Select(axis => axis < 0 ? axis + input.Rank : axis).ToList();
        return axes.OrderBy(static axis => axis).SequenceEqual(Enumerable.Range(0, input.Rank).Select(static axis => (long)axis))
            ? input.With([.. axes.Select(axis => input[(int)axis])])
            : throw call.Fault(FaultId.OutOfRange, $"axes is ({string.Join(", ", axes)}); expected each of 0 to {input.Rank - 1} once for the input {input}", "axes");
    }
}
