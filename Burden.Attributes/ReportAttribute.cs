namespace Burden;

/// <summary>Adds a compile-time table of the costs of computing a layer's features at several input sizes.</summary>
/// <remarks>Only the layers that the named one depends on are counted.</remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ReportAttribute : Attribute
{
    /// <summary>The layer property whose features are computed: <c>nameof(Stage4)</c>.</summary>
    public string? At { get; set; }

    /// <summary>How many images are computed at once.</summary>
    public int Batch { get; set; } = 128;

    /// <summary>The scales of the input's height and width; sizes are rounded, halves up.</summary>
    public double[] Scales { get; set; } = [0.5, 1, 1.5, 2, 2.5, 3];
}
