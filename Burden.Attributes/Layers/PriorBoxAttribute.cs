namespace Burden;

/// <summary>The default boxes of a map's cells, with their variances: <c>channels x height x width</c> to <c>2 x (height x width x boxesPerCell x 4)</c>.</summary>
/// <remarks>FLOPs: 0 (not estimated). Source: the published tables.</remarks>
/// <param name="boxesPerCell">How many boxes a cell has: an integer or an expression.</param>
public sealed class PriorBoxAttribute(object boxesPerCell) : LayerAttribute
{
    /// <summary>How many boxes a cell has.</summary>
    public object BoxesPerCell { get; } = boxesPerCell;
}
