namespace Burden;

/// <summary>Attention without projections: queries <c>length x (heads x features)</c>, with the keys and values of other layers, to <c>length x (heads x value features)</c>.</summary>
/// <remarks>MACs and FLOPs: for each pair of query and key, the features of every head's key for the score and of its value for the weighted values. With exponentials included, 11 for each score. Features: scores, their softmax, and the output. Source: the definition.</remarks>
/// <param name="keys">The name of the layer that holds the keys, <c>length x (heads x features)</c>.</param>
/// <param name="values">The name of the layer that holds the values, <c>length x (heads x value features)</c>.</param>
public sealed class ScaledDotProductAttentionAttribute(string keys, string values) : LayerAttribute
{
    /// <summary>The name of the layer that holds the keys, <c>length x (heads x features)</c>.</summary>
    public string Keys { get; } = keys;

    /// <summary>The name of the layer that holds the values, <c>length x (heads x value features)</c>.</summary>
    public string Values { get; } = values;

    /// <summary>How many heads there are.</summary>
    public object Heads { get; set; } = 1;

    /// <summary>How many heads keys and values have, where groups of heads share them; 0 for as many as queries have.</summary>
    public object KeyValueHeads { get; set; } = 0;

    /// <summary>How many keys a query sees at most; 0 for all.</summary>
    public object Window { get; set; } = 0;

    /// <summary>Whether a query sees only the keys up to its own, and the products beyond are not computed: <c>true</c>, <c>false</c> or an expression. If they are computed and then masked, leave it false.</summary>
    public object Causal { get; set; } = false;
}
