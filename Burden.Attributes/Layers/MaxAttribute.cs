namespace Burden;

/// <summary>The largest value, place by place, of layers of one shape.</summary>
/// <remarks>FLOPs: output elements x the number of layers. Source: the published tables.</remarks>
/// <param name="layers">The names of the layers.</param>
public sealed class MaxAttribute(params string[] layers) : MergeAttribute(layers);
