namespace Burden;

/// <summary>The largest value of each cell of a grid over height and width: <c>channels x height x width</c> to <c>channels x outputSize</c>.</summary>
/// <remarks>FLOPs: input elements, as for a global pool, which is this with size 1. Source: the published tables.</remarks>
/// <param name="outputSize">The output's size: an integer, an expression, or a tuple with one for each axis.</param>
public sealed class AdaptiveMaxPool2dAttribute(object outputSize) : LayerAttribute
{
    /// <summary>The output's size.</summary>
    public object OutputSize { get; } = outputSize;
}
