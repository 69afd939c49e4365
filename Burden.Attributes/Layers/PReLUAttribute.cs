namespace Burden;

/// <summary>x where it is positive, else x times a learned constant.</summary>
/// <remarks>Parameters: 1, or one for each channel. FLOPs: 2 x output elements: a comparison and a multiply. Source: the definition, counted as the published tables count ReLU and sigmoid.</remarks>
/// <param name="parameters">How many constants are learned: 1, or the number of channels; 1 where it is left out.</param>
public sealed class PReLUAttribute(object? parameters = null) : LayerAttribute
{
    /// <summary>How many constants are learned.</summary>
    public object? Parameters { get; } = parameters;

    /// <summary>Whether it overwrites its input where nothing else reads it: <c>true</c>, <c>false</c> or an expression.</summary>
    public object InPlace { get; set; } = true;
}
