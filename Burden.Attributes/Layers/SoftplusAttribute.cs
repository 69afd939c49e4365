namespace Burden;

/// <summary>log(1 + exp(x)) of each value.</summary>
/// <remarks>FLOPs: 0, and with exponentials included 3 x output elements. Source: the definition, counted as the published tables count ReLU and sigmoid.</remarks>
public sealed class SoftplusAttribute : LayerAttribute
{
    /// <summary>Whether it overwrites its input where nothing else reads it: <c>true</c>, <c>false</c> or an expression.</summary>
    public object InPlace { get; set; } = false;
}
