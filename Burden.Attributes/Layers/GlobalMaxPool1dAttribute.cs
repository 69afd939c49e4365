namespace Burden;

/// <summary>The largest value of each channel over the length: <c>channels x length</c> to <c>channels x 1</c>.</summary>
/// <remarks>FLOPs: input elements. Source: the published tables.</remarks>
public sealed class GlobalMaxPool1dAttribute : LayerAttribute;
