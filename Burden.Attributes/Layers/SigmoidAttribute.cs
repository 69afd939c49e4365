namespace Burden;

/// <summary>1 / (1 + exp(-x)) of each value.</summary>
/// <remarks>FLOPs: 0, and with exponentials included 3 x output elements. Source: the published tables.</remarks>
public sealed class SigmoidAttribute : LayerAttribute
{
    /// <summary>Whether it overwrites its input where nothing else reads it: <c>true</c>, <c>false</c> or an expression.</summary>
    public object InPlace { get; set; } = false;
}
