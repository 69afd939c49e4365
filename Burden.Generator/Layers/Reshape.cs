using Burden.Generator.Helpers;

namespace Burden.Generator.Layers;

/// <summary>The same values in other dimensions, one of which may be left to be worked out.</summary>
internal sealed class Reshape() : Rearrangement(nameof(Reshape), Signature.Variadic("shape"))
{
    private const long Rest = -1;

    protected override Shape Rearrange(LayerCall call)
    {
        var input = call.Input;
        var given = call.Integers("shape", Rest);
        if (given.Count is 0 or > Shape.MaxRank || given.Contains(0) || given.Count(static d => d == Rest) > 1)
        {
            throw call.Fault(FaultId.OutOfRange, $"shape is ({string.Join(", ", given.Select(static d => Text.Of(d)))}); expected 1 to {Shape.MaxRank} positive sizes, one of which may be -1", "shape");
        }

        var known = given.Where(static d => d != Rest).Product();
        var dimensions = known > input.ItemElements ? given : [.. given.Select(d => d == Rest ? input.ItemElements / known : d)];
        var output = input.With(dimensions);
        return !dimensions.Contains(Rest) && output.ItemElements == input.ItemElements
            ? output
            : throw call.Fault(FaultId.ShapeMismatch, $"the input {input} has {input.ItemElements} values, which don't fit {string.Join("x", given.Select(static d => Text.Of(d)))}", "shape");
    }
}
