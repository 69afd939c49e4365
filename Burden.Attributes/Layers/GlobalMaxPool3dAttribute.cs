namespace Burden;

/// <summary>The largest value of each channel over depth, height and width: <c>channels x depth x height x width</c> to <c>channels x 1 x 1 x 1</c>.</summary>
/// <remarks>FLOPs: input elements. Source: the published tables.</remarks>
public sealed class GlobalMaxPool3dAttribute : LayerAttribute;
