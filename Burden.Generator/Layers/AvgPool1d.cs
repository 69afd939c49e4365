namespace Burden.Generator.Layers;

/// <summary>The mean under a window over a length.</summary>
internal sealed class AvgPool1d() : Pool(1, dilates: false);
