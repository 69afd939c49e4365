namespace Burden;

/// <summary>x times its hard sigmoid.</summary>
/// <remarks>FLOPs: 7 x output elements: those of the hard sigmoid and a multiply. Source: the definition, counted as the published tables count ReLU and sigmoid.</remarks>
public sealed class HardswishAttribute : LayerAttribute
{
    /// <summary>Whether it overwrites its input where nothing else reads it: <c>true</c>, <c>false</c> or an expression.</summary>
    public object InPlace { get; set; } = false;
}
