namespace Burden.Generator.Layers;

/// <summary>Division by a norm over channels, at each position.</summary>
internal static class ResponseNormalization
{
    /// <summary>The division of each value, and for each position the norm: a square of each channel and its addition to the sum, and two more.</summary>
    public static long Flops(Shape input)
        => checked(input.Elements + ((2 + (2 * input.Channels)) * (input.Elements / input.Channels)));
}
