namespace Burden;

/// <summary>The mean of each channel over the length: <c>channels x length</c> to <c>channels x 1</c>.</summary>
/// <remarks>FLOPs: input elements. Source: the published tables.</remarks>
public sealed class GlobalAvgPool1dAttribute : LayerAttribute;
