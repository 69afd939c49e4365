using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Burden.Benchmarks;

/// <summary>All of Burden's analyzers over the sample's zoo, its generated code included.</summary>
public class AnalyzersOverZoo
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
    [
        .. typeof(Generator.NetworkGenerator).Assembly.GetTypes()
            .Where(static t => t.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !t.IsAbstract && !t.IsSubclassOf(typeof(DiagnosticSuppressor)))
            .Select(static t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!),
    ];

    private Compilation zoo = null!;

    /// <summary>Generates the zoo's costs.</summary>
    [GlobalSetup]
    public void Generate() => CSharpGeneratorDriver.Create([Generators.Burden.Create().AsSourceGenerator()], parseOptions: Corpus.ParseOptions)
        .RunGeneratorsAndUpdateCompilation(Corpus.Zoo(), out zoo, out _);

    /// <summary>The compiler's own diagnostics.</summary>
    [Benchmark(Baseline = true)]
    public int Compiler() => Fresh().GetDiagnostics().Length;

    /// <summary>The analyzers' diagnostics.</summary>
    [Benchmark]
    public async Task<int> Burden() => (await Fresh().WithAnalyzers(Analyzers).GetAnalyzerDiagnosticsAsync()).Length;

    private CSharpCompilation Fresh() => CSharpCompilation.Create("Corpus", zoo.SyntaxTrees, zoo.References, (CSharpCompilationOptions)zoo.Options);
}
