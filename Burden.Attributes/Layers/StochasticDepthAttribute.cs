namespace Burden;

/// <summary>Skips a residual branch at random while training; at inference it passes its input through.</summary>
/// <remarks>No parameters, FLOPs or memory.</remarks>
/// <param name="p">The probability of dropping, from 0 to 1; it doesn't change the cost.</param>
public sealed class StochasticDepthAttribute(object? p = null) : LayerAttribute
{
    /// <summary>The probability of dropping, from 0 to 1; it doesn't change the cost.</summary>
    public object? P { get; } = p;
}
