using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;

namespace Burden.Benchmarks;

/// <summary>A keystroke that changes one network's costs.</summary>
public class KeystrokeInside
{
    private readonly Editor[] editors = new Editor[3];

    /// <summary>How many networks the project has, and how many layers each.</summary>
    [Params("1x60", "48x60", "480x60", "1000x60", "1x10000")]
    public string Project { get; set; } = "";

    private int Layers => int.Parse(Project.Split('x')[1], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Opens the project in three editors.</summary>
    [GlobalSetup]
    public void Open()
    {
        var networks = int.Parse(Project.Split('x')[0], System.Globalization.CultureInfo.InvariantCulture);
        foreach (var generator in Enum.GetValues<Generators>())
        {
            editors[(int)generator] = new Editor(Corpus.Networks(networks, Layers), generator.Create());
        }
    }

    /// <summary>The least that any generator costs.</summary>
    [Benchmark(Baseline = true)]
    public GeneratorDriver Nothing() => editors[(int)Generators.Nothing].TypeInside(Layers);

    /// <summary>Burden.</summary>
    [Benchmark]
    public GeneratorDriver Burden() => editors[(int)Generators.Burden].TypeInside(Layers);

    /// <summary>A generator that reads through symbols.</summary>
    [Benchmark]
    public GeneratorDriver Naive() => editors[(int)Generators.Naive].TypeInside(Layers);
}
