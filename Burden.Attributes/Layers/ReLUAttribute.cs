namespace Burden;

/// <summary>max(0, x) of each value. FLOPs: 2 x output elements.</summary>
public sealed class ReLUAttribute : LayerAttribute
{
    /// <summary>Whether it overwrites its input where nothing else reads it: <c>true</c>, <c>false</c> or an expression.</summary>
    public object InPlace { get; set; } = true;
}
