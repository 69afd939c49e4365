namespace Burden;

/// <summary>The weighted sum of layers, value by value; dimensions are aligned at the end and sizes of 1 repeated, as in PyTorch.</summary>
/// <remarks>Parameters: one for each layer where the weights are learned. FLOPs: output elements, however many layers are summed. Source: the published tables.</remarks>
/// <param name="layers">The names of the layers.</param>
public sealed class WeightedSumAttribute(params string[] layers) : MergeAttribute(layers)
{
    /// <summary>Whether the weights are learned: <c>true</c>, <c>false</c> or an expression.</summary>
    public object LearnedWeights { get; set; } = false;
}
