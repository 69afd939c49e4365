namespace Burden;

/// <summary>One step of long short-term memory on a vector: <c>features</c> to <c>hidden</c>.</summary>
/// <remarks>Parameters: 4 x hidden x (features + hidden), and 2 x 4 x hidden with biases. MACs: the weights. FLOPs: MACs, biases, and 3 for each hidden value, and with exponentials included 19 more. Features: gates and output and cell. Source: PyTorch for the parameters; the definition for the rest.</remarks>
/// <param name="hidden">The hidden features: an integer or an expression.</param>
public sealed class LSTMCellAttribute(object hidden) : LayerAttribute
{
    /// <summary>The hidden features.</summary>
    public object Hidden { get; } = hidden;

    /// <summary>The layer whose output is the previous state, of <c>hidden</c> features; by default zeros.</summary>
    public object? State { get; set; }

    /// <summary>Whether it has biases: <c>true</c>, <c>false</c> or an expression.</summary>
    public object Bias { get; set; } = true;
}
