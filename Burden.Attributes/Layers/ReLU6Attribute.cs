namespace Burden;

/// <summary>min(max(0, x), 6) of each value.</summary>
/// <remarks>FLOPs: 4 x output elements: two bounds, each a comparison and a multiply as in ReLU. Source: the definition, counted as the published tables count ReLU and sigmoid.</remarks>
public sealed class ReLU6Attribute : LayerAttribute
{
    /// <summary>Whether it overwrites its input where nothing else reads it: <c>true</c>, <c>false</c> or an expression.</summary>
    public object InPlace { get; set; } = true;
}
