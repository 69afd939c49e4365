namespace Burden.Generator.Layers;

/// <summary>A convolution over a length.</summary>
internal sealed class Conv1d() : Convolution(1);
