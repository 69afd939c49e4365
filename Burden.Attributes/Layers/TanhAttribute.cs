namespace Burden;

/// <summary>The hyperbolic tangent of each value.</summary>
/// <remarks>FLOPs: 0, and with exponentials included 5 x output elements: a sigmoid of twice the value, doubled, less one. Source: the definition, counted as the published tables count ReLU and sigmoid.</remarks>
public sealed class TanhAttribute : LayerAttribute
{
    /// <summary>Whether it overwrites its input where nothing else reads it: <c>true</c>, <c>false</c> or an expression.</summary>
    public object InPlace { get; set; } = false;
}
