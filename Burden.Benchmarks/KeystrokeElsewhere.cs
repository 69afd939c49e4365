using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;

namespace Burden.Benchmarks;

/// <summary>A keystroke in a file without networks, in a project with so many networks of 60 layers.</summary>
public class KeystrokeElsewhere
{
    private readonly Editor[] editors = new Editor[3];

    /// <summary>How many networks the project has.</summary>
    [Params(1, 48, 480, 1000)]
    public int Networks { get; set; }

    /// <summary>Opens the project in three editors.</summary>
    [GlobalSetup]
    public void Open()
    {
        foreach (var generator in Enum.GetValues<Generators>())
        {
            editors[(int)generator] = new Editor(Corpus.Networks(Networks), generator.Create());
        }
    }

    /// <summary>The least that any generator costs.</summary>
    [Benchmark(Baseline = true)]
    public GeneratorDriver Nothing() => editors[(int)Generators.Nothing].TypeElsewhere();

    /// <summary>Burden.</summary>
    [Benchmark]
    public GeneratorDriver Burden() => editors[(int)Generators.Burden].TypeElsewhere();

    /// <summary>A generator that reads through symbols.</summary>
    [Benchmark]
    public GeneratorDriver Naive() => editors[(int)Generators.Naive].TypeElsewhere();
}
