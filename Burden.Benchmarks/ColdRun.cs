using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Burden.Benchmarks;

/// <summary>The first run over a project that was just opened: everything is parsed anew, nothing is remembered.</summary>
public class ColdRun
{
    private CSharpCompilation project = null!;

    /// <summary>The project.</summary>
    [Params("1x60", "48x60", "480x60", "1000x60", "1x1000", "1x10000", "zoo", "ResNet-50 in TorchSharp")]
    public string Project { get; set; } = "";

    /// <summary>Makes the sources.</summary>
    [GlobalSetup]
    public void Make()
    {
        var size = Project.Split('x');
        project = Project == "zoo" ? Corpus.Zoo()
            : Project == "ResNet-50 in TorchSharp" ? Corpus.ResNet50()
            : Corpus.Networks(int.Parse(size[0], System.Globalization.CultureInfo.InvariantCulture), int.Parse(size[1], System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>The least that any generator costs.</summary>
    [Benchmark(Baseline = true)]
    public GeneratorDriver Nothing() => Run(Generators.Nothing);

    /// <summary>Burden.</summary>
    [Benchmark]
    public GeneratorDriver Burden() => Run(Generators.Burden);

    /// <summary>A generator that reads through symbols.</summary>
    [Benchmark]
    public GeneratorDriver Naive() => Run(Generators.Naive);

    private GeneratorDriver Run(Generators generator)
    {
        var fresh = CSharpCompilation.Create(
            "Corpus",
            project.SyntaxTrees.Select(static t => CSharpSyntaxTree.ParseText(t.GetText(), Corpus.ParseOptions, t.FilePath)),
            project.References,
            project.Options);
        return CSharpGeneratorDriver.Create([generator.Create().AsSourceGenerator()], parseOptions: Corpus.ParseOptions).RunGenerators(fresh);
    }
}
