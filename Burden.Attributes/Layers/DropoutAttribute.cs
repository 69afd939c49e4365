namespace Burden;

/// <summary>Dropout: gone at inference, unless it is kept; shape kept.</summary>
/// <remarks>FLOPs: 0. Kept, the output and the mask are features of their own. Source: the published tables.</remarks>
/// <param name="p">The probability of dropping, from 0 to 1; it doesn't change the cost.</param>
public sealed class DropoutAttribute(object? p = null) : LayerAttribute
{
    /// <summary>The probability of dropping, from 0 to 1; it doesn't change the cost.</summary>
    public object? P { get; } = p;

    /// <summary>Whether the network keeps it at inference: <c>true</c>, <c>false</c> or an expression.</summary>
    public object Kept { get; set; } = false;
}
