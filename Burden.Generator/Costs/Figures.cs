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

    /// <exception cref="OverflowException">A sum is beyond 64 bits.</exception>
    public static Figures operator +(Figures a, Figures b) => checked(new Figures(
        a.Parameters + b.Parameters,
        a.Buffers + b.Buffers,
        a.ParameterBytes + b.ParameterBytes,
        a.FeatureElements + b.FeatureElements,
        a.FeatureBytes + b.FeatureBytes,
        a.Macs + b.Macs,
        a.Flops + b.Flops));
}
