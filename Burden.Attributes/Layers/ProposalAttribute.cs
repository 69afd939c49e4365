namespace Burden;

/// <summary>Proposes regions: <c>Count x 5</c>, an image's index and a box each.</summary>
/// <remarks>FLOPs: 0 (not estimated). Source: the published tables.</remarks>
/// <param name="layers">The scores, the boxes, and where it is read the size of the image.</param>
public sealed class ProposalAttribute(params string[] layers) : MergeAttribute(layers)
{
    /// <summary>How many regions are left.</summary>
    public object Count { get; set; } = 300;
}
