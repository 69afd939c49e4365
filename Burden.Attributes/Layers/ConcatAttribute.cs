namespace Burden;

/// <summary>Layers joined along an axis: the other dimensions are the same.</summary>
/// <remarks>FLOPs: 0. The output is a feature of its own. Source: the published tables.</remarks>
/// <param name="layers">The names of the layers.</param>
public sealed class ConcatAttribute(params string[] layers) : MergeAttribute(layers)
{
    /// <summary>The axis they are joined along, counted without the batch (0 is the channels); negative ones count from the end.</summary>
    public object Axis { get; set; } = 0;
}
