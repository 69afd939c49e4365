namespace Burden.Generator.Layers;

/// <summary>The logarithm of a softmax.</summary>
internal sealed class LogSoftmax : SoftmaxKind;
