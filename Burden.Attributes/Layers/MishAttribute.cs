namespace Burden;

/// <summary>x times tanh(softplus(x)).</summary>
/// <remarks>FLOPs: output elements, and 8 more an output with exponentials included: softplus 3, tanh 5. Source: the definition, counted as the published tables count ReLU and sigmoid.</remarks>
public sealed class MishAttribute : LayerAttribute
{
    /// <summary>Whether it overwrites its input where nothing else reads it: <c>true</c>, <c>false</c> or an expression.</summary>
    public object InPlace { get; set; } = false;
}
