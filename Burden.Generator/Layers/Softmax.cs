namespace Burden.Generator.Layers;

/// <summary>A softmax.</summary>
internal sealed class Softmax : SoftmaxKind;
