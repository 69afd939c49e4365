namespace Burden;

/// <summary>The mean of each channel over height and width: <c>channels x height x width</c> to <c>channels x 1 x 1</c>.</summary>
/// <remarks>FLOPs: input elements. Source: the published tables.</remarks>
public sealed class GlobalAvgPool2dAttribute : LayerAttribute;
