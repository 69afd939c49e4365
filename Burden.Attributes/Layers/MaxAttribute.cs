namespace Burden;

/// <summary>The largest value of layers at each place; dimensions are aligned at the end and sizes of 1 repeated, as in PyTorch.</summary>
/// <remarks>FLOPs: output elements x the number of layers. Source: the published tables.</remarks>
/// <param name="layers">The names of the layers.</param>
public sealed class MaxAttribute(params string[] layers) : MergeAttribute(layers);
