namespace Burden.Generator.Layers;

/// <summary>The mean under a window over depth, height and width.</summary>
internal sealed class AvgPool3d() : Pool(3, dilates: false);
