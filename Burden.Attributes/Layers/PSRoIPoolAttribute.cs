namespace Burden;

/// <summary>Pools each region of a map, a group of channels for each cell: <c>outChannels x cells x height x width</c> to <c>outChannels x outputSize</c> for each region.</summary>
/// <remarks>FLOPs: 0 (not estimated). The layers after it are computed for every region. Source: the published tables.</remarks>
/// <param name="rois">The name of the layer that holds the regions, <c>regions x 5</c>.</param>
/// <param name="outChannels">The channels of a pooled region: an integer or an expression.</param>
/// <param name="outputSize">The size of a pooled region: an integer, an expression, or a tuple of height and width.</param>
public sealed class PSRoIPoolAttribute(string rois, object outChannels, object outputSize) : LayerAttribute
{
    /// <summary>The name of the layer that holds the regions, <c>regions x 5</c>.</summary>
    public string Rois { get; } = rois;

    /// <summary>The channels of a pooled region.</summary>
    public object OutChannels { get; } = outChannels;

    /// <summary>The size of a pooled region.</summary>
    public object OutputSize { get; } = outputSize;
}
