namespace Burden;

/// <summary>Attention with projections of queries, keys, values and output: <c>length x features</c>, shape kept.</summary>
/// <remarks>Parameters: four linear layers, features to heads x HeadFeatures and back, with a bias each (PyTorch's <c>in_proj</c> and <c>out_proj</c>), and RelativePositions x heads. MACs: those of the linear layers, and for each pair of query and key HeadFeatures of every head for its score, and as many for the weighted values. FLOPs: MACs and the biases, and one for each score where relative positions have one; the scaling of the scores can be merged into a projection. With exponentials included, 11 for each score. Features: queries, keys, values, scores, their softmax, the weighted values and the output, as the same layers have one by one. Source: PyTorch for the parameters; the definition for the rest.</remarks>
/// <param name="heads">How many heads there are: an integer or an expression.</param>
public sealed class MultiheadAttentionAttribute(object heads) : LayerAttribute
{
    /// <summary>How many heads there are.</summary>
    public object Heads { get; } = heads;

    /// <summary>How many heads keys and values have, where groups of heads share them; 0 for as many as queries have.</summary>
    public object KeyValueHeads { get; set; } = 0;

    /// <summary>The features of a head; 0 for features / heads.</summary>
    public object HeadFeatures { get; set; } = 0;

    /// <summary>How many keys a query sees at most; 0 for all.</summary>
    public object Window { get; set; } = 0;

    /// <summary>Whether a query sees only the keys up to its own, and the products beyond are not computed: <c>true</c>, <c>false</c> or an expression. If they are computed and then masked, leave it false.</summary>
    public object Causal { get; set; } = false;

    /// <summary>How many relative positions of query and key have a learned bias in every head: (2 x side - 1)² in a square window, 0 for none.</summary>
    public object RelativePositions { get; set; } = 0;

    /// <summary>The name of the layer that keys and values are projected from, <c>length x features</c> of its own (cross attention); by default the input.</summary>
    public string? KeyValue { get; set; }

    /// <summary>Whether the projections have biases: <c>true</c>, <c>false</c> or an expression.</summary>
    public object Bias { get; set; } = true;

    /// <summary>Whether the output's projection has a bias, where it differs from <c>Bias</c>.</summary>
    public object? OutputBias { get; set; }
}
