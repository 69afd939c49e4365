using System.Collections.Immutable;
using Burden.Generator.Analyzers;
using Burden.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Burden.Generator.Tests.Diagnostics;

/// <summary>Diagnostics are silenced, and their severity is set, as any others are.</summary>
public sealed class SuppressionTests
{
    private static string Source(string before = "", string after = "", string attribute = "") => $$"""
        using Burden;
        [Network(3, 8, 8)]
        public partial class Net
        {
            {{before}}
            {{attribute}}[Conv2d(4, 9)] public Layer A { get; }
            {{after}}
        }
        """;

    [Fact]
    public async Task A_pragma_suppresses_a_diagnostic()
        => Assert.Empty(await Generated.From(Source("\n#pragma warning disable BRD0007\n", "\n#pragma warning restore BRD0007\n")).Diagnostics());

    [Fact]
    public async Task SuppressMessage_on_the_property_suppresses_a_diagnostic()
        => Assert.Empty(await Generated.From(Source(attribute: "[System.Diagnostics.CodeAnalysis.SuppressMessage(\"Burden.Declaration\", \"BRD0007\")] ")).Diagnostics());

    [Fact]
    public async Task SuppressMessage_on_the_class_suppresses_a_diagnostic()
        => Assert.Empty(await Generated.From(Source().Replace("[Network", "[System.Diagnostics.CodeAnalysis.SuppressMessage(\"Burden.Declaration\", \"BRD0007:A kernel\")] [Network", StringComparison.Ordinal)).Diagnostics());

    [Theory]
    [InlineData(ReportDiagnostic.Suppress, null)]
    [InlineData(ReportDiagnostic.Warn, DiagnosticSeverity.Warning)]
    [InlineData(ReportDiagnostic.Error, DiagnosticSeverity.Error)]
    public async Task Compilation_options_set_a_severity(ReportDiagnostic severity, DiagnosticSeverity? expected)
    {
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, specificDiagnosticOptions: ImmutableDictionary<string, ReportDiagnostic>.Empty.Add("BRD0007", severity));
        Assert.Equal(expected, (await Generated.From(Compile.Sources([Source()], options: options)).Diagnostics()).SingleOrDefault()?.Severity);
    }

    [Theory]
    [InlineData("none", null)]
    [InlineData("suggestion", DiagnosticSeverity.Info)]
    [InlineData("warning", DiagnosticSeverity.Warning)]
    public async Task An_editorconfig_sets_a_severity(string severity, DiagnosticSeverity? expected)
    {
        var config = AnalyzerConfig.Parse($"root = true\n[*.cs]\ndotnet_diagnostic.BRD0007.severity = {severity}\n", "/.editorconfig");
        var set = AnalyzerConfigSet.Create(ImmutableArray.Create(config));
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
            .WithSyntaxTreeOptionsProvider(new TreeOptions(set.GetOptionsForSourcePath("/File0.cs").TreeOptions));
        Assert.Equal(expected, (await Generated.From(Compile.Sources([Source()], options: options)).Diagnostics()).SingleOrDefault()?.Severity);
    }

    private sealed class TreeOptions(ImmutableDictionary<string, ReportDiagnostic> options) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellation) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string id, CancellationToken cancellation, out ReportDiagnostic severity) => options.TryGetValue(id, out severity);

        public override bool TryGetGlobalDiagnosticValue(string id, CancellationToken cancellation, out ReportDiagnostic severity)
        {
            severity = default;
            return false;
        }
    }
}
