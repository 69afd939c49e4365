namespace Burden;

/// <summary>Puts windows together to a map: <c>size² x channels</c> for each window to <c>channels x height x width</c>.</summary>
/// <remarks>FLOPs: 0. The output is a feature of its own. Source: Swin Transformer.</remarks>
/// <param name="height">The map's height: an integer or an expression.</param>
/// <param name="width">The map's width: an integer or an expression.</param>
public sealed class WindowReverseAttribute(object height, object width) : LayerAttribute
{
    /// <summary>The map's height.</summary>
    public object Height { get; } = height;

    /// <summary>The map's width.</summary>
    public object Width { get; } = width;
}
