using Burden.Generator.Helpers;

namespace Burden.Generator.Layers;

/// <summary>Batch normalisation: merged into its neighbour at inference, unless it has no statistics to merge.</summary>
internal sealed class BatchNormalization(string name, int axes) : LayerKind(name, Signature.Of().With("Affine", true).With("TrackRunningStats", true))
{
    public static readonly LayerKind[] Kinds = [new BatchNormalization("BatchNorm1d", 1), new BatchNormalization("BatchNorm2d", 2), new BatchNormalization("BatchNorm3d", 3)];

    public override LayerCosts Apply(LayerCall call)
    {
        var input = axes == 1 && call.Input.Rank == 1
            ? call.Input
            : call.InputOfRank(axes + 1, axes == 1 ? "features, or " + Window.Expected(1) : Window.Expected(axes));
        var affine = call.Flag("Affine");
        var tracks = call.Flag("TrackRunningStats");
        return new LayerCosts(input)
        {
            Weights = Stored(affine, tracks, [input.Channels]),
            Reach = tracks ? Reach.Same : Reach.All,
            Flops = tracks ? 0 : RunTimeNormalization.Flops(input, affine),
        };
    }

    private static EquatableArray<Weight> Stored(bool affine, bool tracks, EquatableArray<long> shape) => (affine, tracks) switch
    {
        (true, true) => [new(Weight.Kernel, shape), new(Weight.Bias, shape), new("running_mean", shape, IsTrainable: false), new("running_var", shape, IsTrainable: false)],
        (true, false) => Weight.ScaleAndShift(hasShift: true, shape),
        (false, true) => [new("running_mean", shape, IsTrainable: false), new("running_var", shape, IsTrainable: false)],
        _ => [],
    };
}
