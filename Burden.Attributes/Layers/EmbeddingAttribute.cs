namespace Burden;

/// <summary>A learned vector for each token: <c>length</c> token ids to <c>length x features</c>.</summary>
/// <remarks>Parameters: count x features. FLOPs: 0, a look-up. Source: PyTorch.</remarks>
/// <param name="count">How many tokens there are: an integer or an expression.</param>
/// <param name="features">The size of a vector: an integer or an expression.</param>
public sealed class EmbeddingAttribute(object count, object features) : LayerAttribute
{
    /// <summary>How many tokens there are.</summary>
    public object Count { get; } = count;

    /// <summary>The size of a vector.</summary>
    public object Features { get; } = features;
}
