using Burden.Generator;
using Microsoft.CodeAnalysis;

namespace Burden.Benchmarks;

/// <summary>The generators that are compared.</summary>
public enum Generators
{
    /// <summary>Finds the networks and does nothing.</summary>
    Nothing,
    /// <summary>Burden's.</summary>
    Burden,
    /// <summary>Reads every attribute through symbols at each keystroke.</summary>
    Naive,
}

internal static class GeneratorsExtensions
{
    public static IIncrementalGenerator Create(this Generators generator) => generator switch
    {
        Generators.Burden => new NetworkGenerator(),
        Generators.Naive => new NaiveGenerator(),
        _ => new DoNothingGenerator(),
    };
}
