namespace Burden;

/// <summary>The detections that scores, boxes and default boxes give: <c>Keep x Columns</c>.</summary>
/// <remarks>FLOPs: 0 (not estimated). Source: the published tables.</remarks>
/// <param name="layers">The boxes, the scores and the default boxes.</param>
public sealed class DetectionOutputAttribute(params string[] layers) : MergeAttribute(layers)
{
    /// <summary>How many detections are kept.</summary>
    public object Keep { get; set; } = 200;

    /// <summary>How many values a detection has: class, score and box.</summary>
    public object Columns { get; set; } = 6;
}
