namespace Burden.Sample.Zoo;

/// <summary>
/// Caffe's bilinear interpolation, which keeps the corners in place: it divides the distance between them by one number and
/// multiplies it by another.
/// </summary>
internal sealed class InterpolateAttribute : ModuleAttribute
{
    /// <summary>What the distance is divided by, rounding down.</summary>
    public object Shrink { get; set; } = 1;

    /// <summary>What the distance is multiplied by then.</summary>
    public object Zoom { get; set; } = 1;

    [Upsample(Size = $"((Input.Height - 1) / {nameof(Shrink)} * {nameof(Zoom)} + 1, (Input.Width - 1) / {nameof(Shrink)} * {nameof(Zoom)} + 1)", Mode = "bilinear")]
    Layer Output { get; }
}
