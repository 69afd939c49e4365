namespace Burden;

/// <summary>The product of layers of one shape, value by value.</summary>
/// <remarks>FLOPs: output elements for each factor after the first. Source: the definition.</remarks>
/// <param name="layers">The names of the layers.</param>
public sealed class MultiplyAttribute(params string[] layers) : MergeAttribute(layers);
