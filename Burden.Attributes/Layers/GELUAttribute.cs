namespace Burden;

/// <summary>x times the normal distribution function of x.</summary>
/// <remarks>FLOPs: output elements, and 4 more an output with exponentials included: (1 + erf(x / sqrt 2)) / 2. Source: the definition, counted as the published tables count ReLU and sigmoid.</remarks>
public sealed class GELUAttribute : LayerAttribute
{
    /// <summary>Whether it overwrites its input where nothing else reads it: <c>true</c>, <c>false</c> or an expression.</summary>
    public object InPlace { get; set; } = false;
}
