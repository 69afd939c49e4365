namespace Burden;

/// <summary>A gated feed-forward layer, <c>down(silu(gate(x)) x up(x))</c>, on the last dimension: <c>... x features</c> to <c>... x OutFeatures</c>.</summary>
/// <remarks>Parameters: three linear layers. FLOPs: theirs, and 2 for each hidden value, the products of SiLU and gate; with exponentials included, 3 more. Features: gate, its SiLU, up, their product and the output, as the same layers have one by one. Source: the definition (Shazeer 2020; LLaMA).</remarks>
/// <param name="hidden">The hidden features: an integer or an expression.</param>
public sealed class SwiGLUAttribute(object hidden) : LayerAttribute
{
    /// <summary>The hidden features.</summary>
    public object Hidden { get; } = hidden;

    /// <summary>The output's features; 0 for the input's.</summary>
    public object OutFeatures { get; set; } = 0;

    /// <summary>Whether the three layers have biases: <c>true</c>, <c>false</c> or an expression.</summary>
    public object Bias { get; set; } = false;
}
