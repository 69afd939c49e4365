namespace Burden;

/// <summary>Cuts a map into square windows and makes sequences of them: <c>channels x height x width</c> to <c>size² x channels</c> for each window.</summary>
/// <remarks>FLOPs: 0. The output is a feature of its own. What follows is computed for every window. Source: Swin Transformer.</remarks>
/// <param name="size">The side of a window, which divides height and width: an integer or an expression.</param>
public sealed class WindowPartitionAttribute(object size) : LayerAttribute
{
    /// <summary>The side of a window, which divides height and width.</summary>
    public object Size { get; } = size;
}
