using Burden.Generator.Helpers;

namespace Burden.Generator.Layers;

/// <summary>Joins neighbouring dimensions.</summary>
internal sealed class Flatten() : Rearrangement(nameof(Flatten), Signature.Of().With("StartAxis", 0).With("EndAxis", -1))
{
    protected override Shape Rearrange(LayerCall call)
    {
        var input = call.Input;
        var start = call.Axis("StartAxis", input.Rank);
        var end = call.Axis("EndAxis", input.Rank);
        return start <= end
            ? input.With([.. input.Dimensions.Take(start), input.Dimensions.Skip(start).Take(end - start + 1).Product(), .. input.Dimensions.Skip(end + 1)])
            : throw call.Fault(FaultId.OutOfRange, $"StartAxis is {start}, after EndAxis ({end})", "StartAxis");
    }
}
