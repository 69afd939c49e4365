using Burden.Generator.Analyzers;
using Burden.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Burden.Generator.Tests.Robustness;

/// <summary>Whatever is typed, nothing throws and nothing generated is wrong.</summary>
internal static class Hardened
{
    /// <summary>Errors in generated code that only repeat what the user's own code is wrong in.</summary>
    private static readonly string[] Echoes = ["CS0102", "CS0111", "CS0229", "CS0260", "CS0101", "CS0262", "CS0542", "CS9250", "CS9251", "CS9253", "CS9254", "CS9255", "CS9256", "CS9257", "CS8799", "CS0267"];

    /// <summary>Runs generator, analyzer and suppressor.</summary>
    /// <returns>What the analyzer reports.</returns>
    public static IReadOnlyList<Diagnostic> Check(params string[] sources)
    {
        var generated = Generated.From(Compile.Sources(sources));
        var errors = generated.Compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error).ToList();
        var own = errors.Where(d => generated.IsGenerated(d.Location)).ToList();
        var user = errors.Where(d => !generated.IsGenerated(d.Location)).ToList();
        if (own.Count > 0)
        {
            Assert.True(user.Count > 0, Describe(own));
            Assert.All(own, d => Assert.True(Array.IndexOf(Echoes, d.Id) >= 0, Describe([d])));
        }

        var failures = new List<Exception>();
        var with = generated.Compilation.WithAnalyzers(
            [new DeclarationAnalyzer(), new DeclarationSuppressor()],
            new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), (e, _, _) => failures.Add(e), true, false));
        var reported = with.GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        Assert.Empty(failures);
        Assert.DoesNotContain(reported, static d => d.Id == "AD0001");
        return [.. reported.Where(static d => d.Id.StartsWith("BRD", StringComparison.Ordinal))];

        string Describe(IEnumerable<Diagnostic> diagnostics) => string.Join("\n", diagnostics.Take(3)) + "\n\n" + string.Join("\n", sources);
    }

    /// <summary>Whether the user's own code is without an error.</summary>
    public static bool IsValid(string source)
        => Compile.Source(source).GetDiagnostics().All(static d => d.Severity < DiagnosticSeverity.Error || d.Id == "CS9248");
}
