namespace Burden;

/// <summary>x where it is positive, else x times a small constant.</summary>
/// <remarks>FLOPs: 2 x output elements: a comparison and a multiply. Source: the definition, counted as the published tables count ReLU and sigmoid.</remarks>
public sealed class LeakyReLUAttribute : LayerAttribute
{
    /// <summary>Whether it overwrites its input where nothing else reads it: <c>true</c>, <c>false</c> or an expression.</summary>
    public object InPlace { get; set; } = true;
}
