namespace Burden.Onnx.Values;

/// <summary>The values of a small tensor: integers and truth values as integers, others as real numbers or texts.</summary>
internal sealed class KnownData
{
    /// <summary>The most values that are followed: shapes and what leads to them are far smaller.</summary>
    public const int Most = 4096;

    private KnownData(long[]? integers, double[]? reals, string[]? texts) => (Integers, Reals, Texts) = (integers, reals, texts);

    public long[]? Integers { get; }

    public double[]? Reals { get; }

    public string[]? Texts { get; }

    public int Count => Integers?.Length ?? Reals?.Length ?? Texts!.Length;

    public static KnownData Of(params long[] integers) => new(integers, null, null);

    public static KnownData Of(params double[] reals) => new(null, reals, null);

    public static KnownData Of(params string[] texts) => new(null, null, texts);

    /// <summary>The values at some positions.</summary>
    public KnownData At(IReadOnlyList<int> positions)
        => Integers is { } integers ? Of([.. positions.Select(p => integers[p])])
            : Reals is { } reals ? Of([.. positions.Select(p => reals[p])])
            : Of([.. positions.Select(p => Texts![p])]);

    /// <summary>All as real numbers; null for texts.</summary>
    public double[]? AsReals() => Reals ?? (Integers is { } integers ? Array.ConvertAll(integers, static i => (double)i) : null);
}
