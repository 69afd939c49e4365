namespace Burden;

/// <summary>Puts learned vectors before a sequence: <c>length x features</c> to <c>(length + count) x features</c>.</summary>
/// <remarks>Parameters: count x features. FLOPs: 0. The output is a feature of its own. Source: the definition (ViT, DeiT).</remarks>
/// <param name="count">How many vectors there are: 1 where it is left out.</param>
public sealed class ClassTokenAttribute(object? count = null) : LayerAttribute
{
    /// <summary>How many vectors there are.</summary>
    public object? Count { get; } = count;
}
