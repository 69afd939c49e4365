namespace Burden;

/// <summary>A gated recurrent unit, run along a sequence: <c>length x features</c> to <c>length x hidden</c> (2 x hidden where it runs both ways).</summary>
/// <remarks>Parameters: in each layer and direction 3 x hidden x (features + hidden), and 2 x 3 x hidden with biases. MACs: length x weights. FLOPs: MACs, length x biases, and at each step of each layer and direction 4 for each hidden value, and with exponentials included 11 more. Features: at each step gates and output of each layer and direction. Source: PyTorch for the parameters; the definition for the rest.</remarks>
/// <param name="hidden">The hidden features: an integer or an expression.</param>
public sealed class GRUAttribute(object hidden) : LayerAttribute
{
    /// <summary>The hidden features.</summary>
    public object Hidden { get; } = hidden;

    /// <summary>How many layers are stacked.</summary>
    public object Layers { get; set; } = 1;

    /// <summary>Whether each layer runs both ways: <c>true</c>, <c>false</c> or an expression.</summary>
    public object Bidirectional { get; set; } = false;

    /// <summary>Whether it has biases: <c>true</c>, <c>false</c> or an expression.</summary>
    public object Bias { get; set; } = true;

    /// <summary>The layer that holds the state before the first step, <c>layers x directions, hidden</c>; by default zeros.</summary>
    public object? State { get; set; }
}
