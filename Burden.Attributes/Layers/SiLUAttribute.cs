namespace Burden;

/// <summary>x times its sigmoid (swish).</summary>
/// <remarks>FLOPs: output elements, and 3 more an output with exponentials included. Source: the definition, counted as the published tables count ReLU and sigmoid.</remarks>
public sealed class SiLUAttribute : LayerAttribute
{
    /// <summary>Whether it overwrites its input where nothing else reads it: <c>true</c>, <c>false</c> or an expression.</summary>
    public object InPlace { get; set; } = false;
}
