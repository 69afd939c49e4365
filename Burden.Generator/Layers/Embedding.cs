namespace Burden.Generator.Layers;

/// <summary>A learned vector for each token: a look-up.</summary>
internal sealed class Embedding() : LayerKind(nameof(Embedding), Signature.Of("count", "features"))
{
    /// <summary>The vectors may be the rows of a linear layer, as where a language model's scores are products with its embedding.</summary>
    public override string Weights => VectorTable;

    public override LayerCosts Apply(LayerCall call)
    {
        var input = call.InputOfRank(1, "length, the number of tokens");
        var features = call.Integer("features");
        var output = input.With([input[0], features]);
        return new LayerCosts(output) { ReadElements = output.Elements, Reach = Reach.Vector, Weights = Weight.WithBias(hasBias: false, features, call.Integer("count"), features) };
    }
}
