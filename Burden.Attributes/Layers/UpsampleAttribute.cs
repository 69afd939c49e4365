namespace Burden;

/// <summary>Interpolates a map to another size, larger or smaller: <c>channels x height x width</c> to <c>channels x height' x width'</c>.</summary>
/// <remarks>FLOPs: output elements x the values that each is interpolated from: 2 linear, 4 bilinear, 8 trilinear, 16 bicubic; 0 for the nearest. Source: the published tables for bilinear, the same rule for the others.</remarks>
/// <param name="scaleFactor">The factor of each spatial size, which is rounded down: a number, an expression, or a tuple with one for each axis. Either this or <c>Size</c> is given.</param>
public sealed class UpsampleAttribute(object? scaleFactor = null) : LayerAttribute
{
    /// <summary>The factor of each spatial size, which is rounded down.</summary>
    public object? ScaleFactor { get; } = scaleFactor;

    /// <summary>The spatial size instead of a factor: a number, a tuple with one for each axis, or the name of a layer that has it.</summary>
    public object? Size { get; set; }

    /// <summary><c>"nearest"</c>, <c>"linear"</c> (one spatial axis), <c>"bilinear"</c>, <c>"bicubic"</c> (two) or <c>"trilinear"</c> (three).</summary>
    public string Mode { get; set; } = "nearest";
}
