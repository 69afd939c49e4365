using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;

namespace Burden.Benchmarks;

/// <summary>Keystrokes in a project with so many TorchSharp networks: in a file that none of them reaches, and in a network.</summary>
public class TorchSharpKeystroke
{
    private Editor nothing = null!;
    private Editor burden = null!;

    /// <summary>How many networks the project has.</summary>
    [Params(1, 48, 480)]
    public int Networks { get; set; }

    /// <summary>Where the edit is.</summary>
    [Params("elsewhere", "inside")]
    public string Edit { get; set; } = "";

    /// <summary>Opens the project in two editors.</summary>
    [GlobalSetup]
    public void Open()
    {
        var project = Corpus.TorchSharp(Networks);
        nothing = new Editor(project, Generators.Nothing.Create());
        burden = new Editor(project, Generators.Burden.Create());
    }

    /// <summary>The least that any generator costs.</summary>
    [Benchmark(Baseline = true)]
    public GeneratorDriver Nothing() => Type(nothing);

    /// <summary>Burden.</summary>
    [Benchmark]
    public GeneratorDriver Burden() => Type(burden);

    private GeneratorDriver Type(Editor editor) => Edit == "inside" ? editor.TypeInsideCode() : editor.TypeElsewhere();
}
