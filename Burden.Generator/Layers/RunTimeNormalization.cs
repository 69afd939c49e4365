namespace Burden.Generator.Layers;

/// <summary>The cost of normalising by statistics of the input itself, which can't be merged into another layer.</summary>
internal static class RunTimeNormalization
{
    /// <summary>For each value: mean, deviation, its square, the division, and scale and shift as a fused multiply-add.</summary>
    public static long Flops(Shape input, bool affine) => checked((affine ? 5 : 4) * input.Elements);
}
