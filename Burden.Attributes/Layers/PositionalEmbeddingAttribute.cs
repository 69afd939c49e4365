namespace Burden;

/// <summary>Adds a vector for each position: shape kept.</summary>
/// <remarks>Parameters: the input's elements, or <c>Length</c> x features; buffers where they are not learned. FLOPs: output elements. Source: the definition (Transformer, ViT).</remarks>
public sealed class PositionalEmbeddingAttribute : LayerAttribute
{
    /// <summary>The positions the table has, where they are more than the input's; the input is then <c>length x features</c>.</summary>
    public object? Length { get; set; }

    /// <summary>Whether the vectors are learned rather than stored constants: <c>true</c>, <c>false</c> or an expression.</summary>
    public object Learned { get; set; } = true;
}
