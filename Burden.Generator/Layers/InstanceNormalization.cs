namespace Burden.Generator.Layers;

/// <summary>Normalisation of each channel of each input.</summary>
internal abstract class InstanceNormalization(int axes) : LayerKind(Signature.Of().With("Affine", false))
{
    public override LayerCosts Apply(LayerCall call)
    {
        var input = call.InputOfRank(axes + 1, Window.Expected(axes));
        var affine = call.Flag("Affine");
        return new LayerCosts(input)
        {
            Parameters = affine ? checked(2 * input.Channels) : 0,
            Flops = RunTimeNormalization.Flops(input, affine),
        };
    }
}
