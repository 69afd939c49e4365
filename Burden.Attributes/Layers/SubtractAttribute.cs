namespace Burden;

/// <summary>The first of two layers less the second, value by value; dimensions are aligned at the end and sizes of 1 repeated, as in PyTorch. FLOPs: output elements.</summary>
/// <param name="layers">The names of the layers.</param>
public sealed class SubtractAttribute(params string[] layers) : MergeAttribute(layers);
