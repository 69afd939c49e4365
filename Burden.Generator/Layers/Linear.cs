namespace Burden.Generator.Layers;

/// <summary>A fully connected layer on the last dimension: counted as a convolution with a kernel of 1.</summary>
internal sealed class Linear() : LayerKind(nameof(Linear), Signature.Of("outFeatures").With("Bias", true))
{
    /// <summary>The rows are vectors, which may be those of an embedding.</summary>
    public override string Weights => VectorTable;

    public override LayerCosts Apply(LayerCall call)
    {
        var input = call.Input;
        var features = call.Integer("outFeatures");
        var bias = call.Flag("Bias");
        var output = input.With(input.Dimensions.SetItem(input.Rank - 1, features));
        checked
        {
            var macs = output.Elements * input[input.Rank - 1];
            return new LayerCosts(output)
            {
                Weights = Weight.WithBias(bias, features, features, input[input.Rank - 1]),
                Reach = Reach.Along(-1),
                Macs = macs,
                Flops = macs + (bias ? output.Elements : 0),
            };
        }
    }
}
