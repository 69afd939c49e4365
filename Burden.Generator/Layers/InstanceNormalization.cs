namespace Burden.Generator.Layers;

/// <summary>Normalisation of each channel of each input.</summary>
internal sealed class InstanceNormalization(string name, int axes) : LayerKind(name, Signature.Of().With("Affine", false))
{
    public static readonly LayerKind[] Kinds =
        [new InstanceNormalization("InstanceNorm1d", 1), new InstanceNormalization("InstanceNorm2d", 2), new InstanceNormalization("InstanceNorm3d", 3)];

    public override LayerCosts Apply(LayerCall call)
    {
        var input = call.InputOfRank(axes + 1, Window.Expected(axes));
        var affine = call.Flag("Affine");
        return new LayerCosts(input)
        {
            Weights = affine ? Weight.ScaleAndShift(hasShift: true, [input.Channels]) : [],
            Reach = Reach.Along([.. Enumerable.Range(1, axes).Select(static a => -a)]),
            Flops = RunTimeNormalization.Flops(input, affine),
        };
    }
}
