namespace Burden;

/// <summary>Pools each region of a map to one size: <c>channels x height x width</c> to <c>channels x outputSize</c> for each region. Values are interpolated.</summary>
/// <remarks>FLOPs: 0 (not estimated). The layers after it are computed for every region. Source: the published tables.</remarks>
/// <param name="rois">The name of the layer that holds the regions, <c>regions x 5</c>.</param>
/// <param name="outputSize">The size of a pooled region: an integer, an expression, or a tuple of height and width.</param>
public sealed class RoIAlignAttribute(string rois, object outputSize) : LayerAttribute
{
    /// <summary>The name of the layer that holds the regions, <c>regions x 5</c>.</summary>
    public string Rois { get; } = rois;

    /// <summary>The size of a pooled region.</summary>
    public object OutputSize { get; } = outputSize;
}
