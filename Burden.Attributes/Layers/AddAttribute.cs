namespace Burden;

/// <summary>The sum of layers, value by value; dimensions are aligned at the end and sizes of 1 repeated, as in PyTorch. FLOPs: output elements, however many layers are summed.</summary>
/// <param name="layers">The names of the layers.</param>
public sealed class AddAttribute(params string[] layers) : MergeAttribute(layers);
