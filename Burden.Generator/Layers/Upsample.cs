using Burden.Generator.Helpers;

namespace Burden.Generator.Layers;

/// <summary>Interpolation to another size: each output is a sum of its neighbours, one FLOP each; the nearest is a copy.</summary>
internal sealed class Upsample() : LayerKind(nameof(Upsample), Signature.Of().Optional("scaleFactor").Unset("Size").With("Mode", "nearest"))
{
    public override LayerCosts Apply(LayerCall call)
    {
        var input = call.Input;
        var axes = input.Rank - 1;
        var mode = call.Word("Mode", "nearest", "linear", "bilinear", "bicubic", "trilinear");
        var (neighbours, expected) = mode switch
        {
            "linear" => (2, 1),
            "bilinear" => (4, 2),
            "bicubic" => (16, 2),
            "trilinear" => (8, 3),
            _ => (0, axes),
        };
        if (axes != expected || axes == 0)
        {
            throw call.Fault(FaultId.ShapeMismatch, $"the input is {input}; expected {Window.Expected(Math.Max(1, expected))} for the mode \"{mode}\"");
        }

        if (call.IsGiven("scaleFactor") == call.IsGiven("Size"))
        {
            throw call.Fault(FaultId.MissingArgument, "expected either a scale factor or a Size", call.IsGiven("Size") ? "Size" : null);
        }

        var output = input.With([input.Channels, .. call.IsGiven("Size") ? SpatialSize.Of(call, "Size", axes) : Scaled(call, input, axes)]);
        return new LayerCosts(output) { Reach = new ResizedReach(axes, mode switch { "nearest" => 1, "bicubic" => 4, _ => 2 }), Flops = checked(neighbours * output.Elements) };
    }

    private static EquatableArray<long> Scaled(LayerCall call, Shape input, int axes)
    {
        var factors = call.Reals("scaleFactor", axes);
        var sizes = input.Spatial.Select((size, axis) => checked((long)Math.Floor(size * factors[axis]))).ToEquatableArray();
        return sizes.All(static size => size >= 1)
            ? sizes
            : throw call.Fault(FaultId.OutOfRange, $"the input {input} shrinks to {string.Join("x", sizes)}; expected at least 1 for each axis", "scaleFactor");
    }
}
