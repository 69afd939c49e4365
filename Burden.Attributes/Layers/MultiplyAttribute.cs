namespace Burden;

/// <summary>The product of layers, value by value; dimensions are aligned at the end and sizes of 1 repeated, as in PyTorch.</summary>
/// <remarks>FLOPs: output elements for each factor after the first. Source: the definition.</remarks>
/// <param name="layers">The names of the layers.</param>
public sealed class MultiplyAttribute(params string[] layers) : MergeAttribute(layers);
