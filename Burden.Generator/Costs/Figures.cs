namespace Burden.Generator.Costs;

/// <summary>What a layer or a network costs. All figures sum.</summary>
internal sealed record Figures(
    long Parameters,
    long Buffers,
    long ParameterBytes,
    long FeatureElements,
    long FeatureBytes,
    long Macs,
    long Flops)
{
    public static readonly Figures Zero = new(0, 0, 0, 0, 0, 0, 0);
}
