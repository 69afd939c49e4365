using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Burden.Generator.Tests.Harness;

/// <summary>A compilation with the generator's output, as the compiler and the editor see it.</summary>
internal sealed class Generated
{
    private Generated(Compilation compilation, GeneratorDriverRunResult result)
    {
        Compilation = compilation;
        Result = result;
    }

    public Compilation Compilation { get; }

    public GeneratorDriverRunResult Result { get; }

    /// <summary>Runs the generator over sources.</summary>
    public static Generated From(params string[] sources) => From(Compile.Sources(sources));

    /// <summary>Runs the generator over a compilation.</summary>
    public static Generated From(CSharpCompilation compilation, ProjectFiles? files = null)
    {
        var driver = Driver(compilation, files: files).RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        var result = driver.GetRunResult();
        Assert.All(result.Results, static r => Assert.Null(r.Exception));
        return new Generated(output, result);
    }

    /// <summary>A driver with the generator, tracking its steps unless told not to, as editors don't.</summary>
    public static GeneratorDriver Driver(CSharpCompilation compilation, bool tracksSteps = true, ProjectFiles? files = null) => CSharpGeneratorDriver.Create(
        [new NetworkGenerator().AsSourceGenerator()],
        files?.Options.AdditionalFiles ?? [],
        (CSharpParseOptions)compilation.SyntaxTrees.First().Options,
        files?.Options.AnalyzerConfigOptionsProvider,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: tracksSteps));

    /// <summary>The generated text of a network's file.</summary>
    public string Text(string network) => Result.Results[0].GeneratedSources.Single(s => s.HintName == $"{network}.g.cs").SourceText.ToString();

    /// <summary>
    /// Fails where the compiler has anything to say, but that the source of the test is not documented, and that a module's
    /// parameter is unread, which Burden suppresses.
    /// </summary>
    public Generated Compiles()
    {
        Assert.Empty(Compilation.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning
            && !(d.Id is "CS1591" or "CS9113" && !IsGenerated(d.Location))));
        return this;
    }

    /// <summary>Whether a place is in a generated file.</summary>
    public bool IsGenerated(Location location) => location.SourceTree is { } tree && Result.GeneratedTrees.Contains(tree);

    /// <summary>The value of a constant: <c>DigitNet.Cost.Conv1.Flops</c>.</summary>
    public object? Constant(string path)
    {
        var parts = path.Split('.');
        INamespaceOrTypeSymbol at = Compilation.Assembly.GlobalNamespace;
        foreach (var part in parts[..^1])
        {
            at = (INamespaceOrTypeSymbol)at.GetMembers(part).Single(static m => m is INamespaceOrTypeSymbol);
        }

        return ((IFieldSymbol)at.GetMembers(parts[^1]).Single()).ConstantValue;
    }

    /// <summary>The value of a constant that is a figure.</summary>
    public long Figure(string path) => (long)Constant(path)!;

    /// <summary>The paths of a network's expanded layers, in the order they run.</summary>
    public IReadOnlyList<string> Paths(string network) => [.. Rows(network).Select(static l => l.Path)];

    /// <summary>A network's expanded layers, in the order they run.</summary>
    public IReadOnlyList<LayerCost> Rows(string network)
    {
        var rows = (string)Constant($"{network}.Cost.LayerRows")!;
        return [.. new LayerTable(rows, rows.Count(static c => c == '\n'), 32, 32)];
    }

    /// <summary>A network's report, as its constants tell it.</summary>
    public NetworkReport Report(string network)
    {
        INamespaceOrTypeSymbol at = Compilation.Assembly.GlobalNamespace;
        foreach (var part in $"{network}.Cost.Report".Split('.'))
        {
            at = (INamespaceOrTypeSymbol)at.GetMembers(part).Single(static m => m is INamespaceOrTypeSymbol);
        }

        var batch = Of(at, "Batch") as long? ?? 0;
        return new NetworkReport(
            (string)Of(at, "At")!,
            batch,
            [.. at.GetTypeMembers().Select(r => new ReportRow(
                Of(r, "Scale") as double? ?? 1, Of(r, "Length") as long? ?? 0, Of(r, "Batch") as long? ?? batch,
                (string)Of(r, "InputShape")!, (string)Of(r, "OutputShape")!, (long)Of(r, "FeatureBytes")!, (long)Of(r, "Flops")!))]);

        static object? Of(INamespaceOrTypeSymbol type, string name) => type.GetMembers(name).OfType<IFieldSymbol>().SingleOrDefault()?.ConstantValue;
    }

    /// <summary>What generator and analyzers report, sorted by place, compiler diagnostics left out.</summary>
    public Task<ImmutableArray<Diagnostic>> Diagnostics(params DiagnosticAnalyzer[] analyzers) => Diagnostics(new ProjectFiles(), analyzers);

    /// <summary>The same, in a project with configuration and additional files.</summary>
    public async Task<ImmutableArray<Diagnostic>> Diagnostics(ProjectFiles files, params DiagnosticAnalyzer[] analyzers)
    {
        var failures = new List<Exception>();
        var all = analyzers.Length > 0 ? analyzers : [new Analyzers.DeclarationAnalyzer()];
        var with = Compilation.WithAnalyzers([.. all], new CompilationWithAnalyzersOptions(
            files.Options, (e, _, _) => failures.Add(e), concurrentAnalysis: true, logAnalyzerExecutionTime: false));
        var diagnostics = await with.GetAnalyzerDiagnosticsAsync();
        Assert.Empty(failures);
        return [.. diagnostics.Concat(Result.Diagnostics).OrderBy(static d => d.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(static d => d.Location.SourceSpan.Start).ThenBy(static d => d.Id, StringComparer.Ordinal)];
    }

    /// <summary>The compiled assembly, loaded.</summary>
    public Assembly Load() => Assembly.Load(Image());

    /// <summary>The compiled assembly, for others to reference.</summary>
    public MetadataReference Reference() => MetadataReference.CreateFromImage(Image());

    private byte[] Image()
    {
        using var stream = new MemoryStream();
        var emitted = Compilation.Emit(stream);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        return stream.ToArray();
    }
}
