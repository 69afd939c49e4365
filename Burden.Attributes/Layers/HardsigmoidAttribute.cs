namespace Burden;

/// <summary>min(max(0, x + 3), 6) / 6 of each value.</summary>
/// <remarks>FLOPs: 6 x output elements: an addition, two bounds of a comparison and a multiply each, and a multiply. Source: the definition, counted as the published tables count ReLU and sigmoid.</remarks>
public sealed class HardsigmoidAttribute : LayerAttribute
{
    /// <summary>Whether it overwrites its input where nothing else reads it: <c>true</c>, <c>false</c> or an expression.</summary>
    public object InPlace { get; set; } = false;
}
