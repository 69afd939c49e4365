namespace Burden.Generator.Layers;

/// <summary>The maximum under a window over a length.</summary>
internal sealed class MaxPool1d() : Pool(1, dilates: true);
