namespace Burden;

/// <summary>A layer times a gate, or times a learned factor for each channel.</summary>
/// <remarks>Of two layers, the second is the gate: a value for each channel (<c>channels</c>, or <c>channels x 1 x 1</c>), or any shape of the same rank whose dimensions are the first's or 1. Of one layer, the factors are learned. Parameters: channels where they are learned, and channels with a bias. FLOPs: output elements, twice that with a bias. Source: the published tables.</remarks>
/// <param name="layers">The layer to scale and its gate; later in a chain the gate alone, or nothing for learned factors.</param>
public sealed class ScaleAttribute(params string[] layers) : MergeAttribute(layers)
{
    /// <summary>The axis of the learned factors, or of a gate of one dimension, counted without the batch: 0 for images, -1 for sequences.</summary>
    public object Axis { get; set; } = 0;

    /// <summary>Whether it adds a trainable shift for each channel: <c>true</c>, <c>false</c> or an expression.</summary>
    public object Bias { get; set; } = false;
}
