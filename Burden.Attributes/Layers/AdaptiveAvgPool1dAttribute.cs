namespace Burden;

/// <summary>The mean of each cell of a grid over the length: <c>channels x length</c> to <c>channels x outputSize</c>.</summary>
/// <remarks>FLOPs: input elements, as for a global pool, which is this with size 1. Source: the published tables.</remarks>
/// <param name="outputSize">The output's size: an integer, an expression.</param>
public sealed class AdaptiveAvgPool1dAttribute(object outputSize) : LayerAttribute
{
    /// <summary>The output's size.</summary>
    public object OutputSize { get; } = outputSize;
}
