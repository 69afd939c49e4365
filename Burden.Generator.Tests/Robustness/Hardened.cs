using System.Collections.Immutable;
using Burden.Generator.Analyzers;
using Burden.Generator.Parsing;
using Burden.Generator.Tests.Harness;
using Burden.Generator.TorchSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Burden.Generator.Tests.Robustness;

/// <summary>Whatever is typed, nothing throws and nothing generated is wrong.</summary>
internal static class Hardened
{
    /// <summary>Errors in generated code that only repeat what the user's own code is wrong in.</summary>
    private static readonly string[] Echoes = ["CS0102", "CS0111", "CS0229", "CS0260", "CS0101", "CS0262", "CS0542", "CS9250", "CS9251", "CS9253", "CS9254", "CS9255", "CS9256", "CS9257", "CS8799", "CS0267", "CS0227", "CS0106"];

    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
        [new DeclarationAnalyzer(), new BudgetAnalyzer(), new LedgerAnalyzer(), new DeclarationSuppressor()];

    /// <summary>Runs generator, analyzers and suppressor.</summary>
    /// <returns>What the analyzers report.</returns>
    public static IReadOnlyList<Diagnostic> Check(params string[] sources)
    {
        var compilation = Compile.Sources(sources);
        var driver = Generated.Driver(compilation);
        return Check(compilation, ref driver, new AnalyzerOptions([]));
    }

    /// <summary>The same for a project that may have been run before, as in an editor.</summary>
    public static IReadOnlyList<Diagnostic> Check(CSharpCompilation compilation, ref GeneratorDriver driver, AnalyzerOptions options, CancellationToken cancellation = default)
    {
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out var told, cancellation);
        var generated = driver.GetRunResult().GeneratedTrees.ToHashSet();

        var failures = new List<Exception>();
        var with = output.WithAnalyzers(Analyzers, new CompilationWithAnalyzersOptions(
            options, (e, _, _) => failures.Add(e), concurrentAnalysis: compilation.Options.ConcurrentBuild, logAnalyzerExecutionTime: false));
        var all = with.GetAllDiagnosticsAsync(cancellation).GetAwaiter().GetResult().AddRange(told);
        Assert.Empty(failures);
        Assert.DoesNotContain(all, static d => d.Id == "AD0001" || d.GetMessage(System.Globalization.CultureInfo.InvariantCulture).EndsWith(CodeTracer.Failure, StringComparison.Ordinal));

        var errors = all.Where(static d => d is { Severity: DiagnosticSeverity.Error } && !IsBurden(d)).ToLookup(d => d.Location.SourceTree is { } tree && generated.Contains(tree));
        Assert.True(!errors[true].Any() || errors[false].Any(), Describe(errors[true]));
        Assert.All(errors[true], d => Assert.True(Echoes.Contains(d.Id), Describe([d])));
        // Beside an error of the user's own, such as a name that the generator would have declared, another may be seen.
        var own = compilation.GetDiagnostics(cancellation).Where(static d => d.Severity == DiagnosticSeverity.Error).Select(Line).ToHashSet();
        Assert.All(errors[false], d => Assert.True(own.Contains(Line(d)), Describe([d])));
        Assert.All(UnknownNetworks(output, generated), network => Assert.True(
            all.Any(d => d.Severity == DiagnosticSeverity.Error && (NetworkSource.IsCode(network) ? d.Location.IsInSource : IsOn(network, d.Location))), $"{network.Name} has figures of -1 and no error\n\n" + string.Join("\n", compilation.SyntaxTrees)));
        return [.. all.Where(IsBurden)];

        static (SyntaxTree?, int) Line(Diagnostic diagnostic) => (diagnostic.Location.SourceTree, diagnostic.Location.GetLineSpan().StartLinePosition.Line);

        string Describe(IEnumerable<Diagnostic> diagnostics) => string.Join("\n", diagnostics.Take(3)) + "\n\n" + string.Join("\n", compilation.SyntaxTrees);
    }

    /// <summary>The networks that have a figure which is not known.</summary>
    private static IEnumerable<INamedTypeSymbol> UnknownNetworks(Compilation output, IReadOnlySet<SyntaxTree> generated) => generated
        .Where(static t => t.GetText().ToString().Contains("= -1;", StringComparison.Ordinal))
        .SelectMany(static t => t.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>(), (t, node) => output.GetSemanticModel(t).GetDeclaredSymbol(node))
        .Where(static c => c is { Name: "Cost", ContainingType: not null } && c.ContainingType.GetAttributes().Any(static a => a.AttributeClass?.Name == nameof(NetworkAttribute)))
        .Select(static c => c!.ContainingType)
        .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default);

    /// <summary>Whether a place is in a network, in a class around it, or in one that its figures follow from.</summary>
    private static bool IsOn(INamedTypeSymbol network, Location location)
    {
        var met = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var queue = new Queue<INamedTypeSymbol>([network]);
        while (queue.Count > 0)
        {
            var type = queue.Dequeue();
            if (!met.Add(type) || type.SpecialType != SpecialType.None)
            {
                continue;
            }

            if (type.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == location.SourceTree && r.GetSyntax().FullSpan.Contains(location.SourceSpan)))
            {
                return true;
            }

            var used = type.GetMembers().SelectMany(static m => m.GetAttributes()).Select(static a => a.AttributeClass);
            foreach (var next in used.Append(type.BaseType).Append(type.ContainingType).OfType<INamedTypeSymbol>())
            {
                queue.Enqueue(next);
            }
        }

        return false;
    }

    private static bool IsBurden(Diagnostic diagnostic) => diagnostic.Id.StartsWith("BRD", StringComparison.Ordinal);
}
