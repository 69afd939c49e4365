namespace Burden.Generator.Layers;

/// <summary>Batch normalisation: merged into its neighbour at test time, unless it has no statistics to merge.</summary>
internal abstract class BatchNormalization(int axes) : LayerKind(Signature.Of().With("Affine", true).With("TrackRunningStats", true))
{
    public override LayerCosts Apply(LayerCall call)
    {
        var input = axes == 1 && call.Input.Rank == 1
            ? call.Input
            : call.InputOfRank(axes + 1, axes == 1 ? "features, or " + Window.Expected(1) : Window.Expected(axes));
        var affine = call.Flag("Affine");
        var tracks = call.Flag("TrackRunningStats");
        return new LayerCosts(input)
        {
            Parameters = affine ? checked(2 * input.Channels) : 0,
            Buffers = tracks ? checked(2 * input.Channels) : 0,
            Flops = tracks ? 0 : RunTimeNormalization.Flops(input, affine),
        };
    }
}
