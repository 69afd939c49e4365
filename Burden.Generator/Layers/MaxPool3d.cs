namespace Burden.Generator.Layers;

/// <summary>The maximum under a window over depth, height and width.</summary>
internal sealed class MaxPool3d() : Pool(3, dilates: true);
