namespace Burden.Generator.Layers;

/// <summary>The mean under a window over height and width.</summary>
internal sealed class AvgPool2d() : Pool(2, dilates: false);
