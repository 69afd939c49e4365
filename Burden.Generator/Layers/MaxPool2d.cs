namespace Burden.Generator.Layers;

/// <summary>The maximum under a window over height and width.</summary>
internal sealed class MaxPool2d() : Pool(2, dilates: true);
