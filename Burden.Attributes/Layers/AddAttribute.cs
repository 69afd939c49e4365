namespace Burden;

/// <summary>The sum of layers of one shape. FLOPs: output elements, however many layers are summed.</summary>
/// <param name="layers">The names of the layers.</param>
public sealed class AddAttribute(params string[] layers) : MergeAttribute(layers);
