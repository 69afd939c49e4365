namespace Burden;

/// <summary>A gate times a layer plus another layer: <c>gate x residual + shortcut</c>.</summary>
/// <remarks>The gate has a value for each channel. FLOPs: 2 x output elements. Source: the published tables.</remarks>
/// <param name="layers">The gate, the layer it scales, and the layer that is added.</param>
public sealed class ScaleAddAttribute(params string[] layers) : MergeAttribute(layers);
