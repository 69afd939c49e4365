namespace Burden;

/// <summary>x where it is positive, else exp(x) - 1 times a constant.</summary>
/// <remarks>FLOPs: 2 x output elements, a comparison and a multiply, and 2 more an output with exponentials included. Source: the definition, counted as the published tables count ReLU and sigmoid.</remarks>
public sealed class ELUAttribute : LayerAttribute
{
    /// <summary>Whether it overwrites its input where nothing else reads it: <c>true</c>, <c>false</c> or an expression.</summary>
    public object InPlace { get; set; } = false;
}
