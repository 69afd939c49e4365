using Burden.Generator.Analyzers;
using Burden.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Burden.Generator.Tests.Budgets;

public sealed class SeverityTests
{
    private const string Layers = "{ [Linear(4)] public static partial Layer A { get; } }";

    private static async Task<IReadOnlyList<Diagnostic>> Run(string source, Func<CSharpCompilationOptions, CSharpCompilationOptions>? configure = null, ProjectFiles? files = null)
    {
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
        var compilation = Compile.Sources(["using Burden;\n" + source], options: configure?.Invoke(options) ?? options);
        return await Generated.From(compilation).Diagnostics(files ?? new ProjectFiles(), new BudgetAnalyzer());
    }

    [Fact]
    public async Task An_exceeded_budget_is_a_warning_by_default()
        => Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(await Run($"[Network(2), Budget(Parameters = 10)] public partial class Net {Layers}")).Severity);

    [Fact]
    public async Task A_pragma_suppresses_it()
        => Assert.DoesNotContain(await Run($"""
            #pragma warning disable BRD1001
            [Network(2), Budget(Parameters = 10)]
            #pragma warning restore BRD1001
            public partial class Net {Layers}
            """), static d => !d.IsSuppressed);

    [Theory]
    [InlineData("[Network(2), Budget(Parameters = 10)]")]
    [InlineData("[Network(2), Budget(Parameters = 1000), Budget(Target = \"phone\", Parameters = 10)]")]
    public async Task SuppressMessage_suppresses_it(string attributes)
        => Assert.DoesNotContain(await Run($"""
            {attributes}
            [System.Diagnostics.CodeAnalysis.SuppressMessage("Burden.Budget", "BRD1001", Justification = "known")]
            public partial class Net {Layers}
            """), static d => !d.IsSuppressed);

    [Fact]
    public async Task SuppressMessage_exempts_one_network_from_a_project_limit()
        => Assert.Equal("Other", (await Run(
            $"""
            [Network(2)]
            [System.Diagnostics.CodeAnalysis.SuppressMessage("Burden.Budget", "BRD1001", Justification = "known")]
            public partial class Net {Layers}
            [Network(2)]
            public partial class Other {Layers}
            """,
            files: new ProjectFiles { Settings = { ["burden_max_parameters"] = "10" } }))
            .Where(static d => !d.IsSuppressed).Select(static d => d.Location.SourceTree!.GetText().ToString(d.Location.SourceSpan)).Single());

    [Theory]
    [InlineData(ReportDiagnostic.Error, DiagnosticSeverity.Error)]
    [InlineData(ReportDiagnostic.Info, DiagnosticSeverity.Info)]
    public async Task The_project_sets_its_severity(ReportDiagnostic set, DiagnosticSeverity expected)
        => Assert.Equal(expected, Assert.Single(await Run(
            $"[Network(2), Budget(Parameters = 10)] public partial class Net {Layers}",
            o => o.WithSpecificDiagnosticOptions([KeyValuePair.Create("BRD1001", set)]))).Severity);

    [Fact]
    public async Task An_editorconfig_section_turns_it_off()
        => Assert.Empty(await Run(
            $"[Network(2), Budget(Parameters = 10)] public partial class Net {Layers}",
            static o => o.WithSyntaxTreeOptionsProvider(new Off())));

    [Fact]
    public async Task WarningsAsErrors_may_name_one_figure()
    {
        var found = await Run(
            $"[Network(2), Budget(Parameters = 10, Macs = 1)] public partial class Net {Layers}",
            static o => o.WithSpecificDiagnosticOptions([KeyValuePair.Create("BRD1006", ReportDiagnostic.Error)]));
        Assert.Equal([("BRD1001", DiagnosticSeverity.Warning), ("BRD1006", DiagnosticSeverity.Error)], found.Select(static d => (d.Id, d.Severity)));
    }

    [Theory]
    [InlineData("13", null, true)]
    [InlineData("14", null, false)]
    [InlineData("14", "80%", true)]
    [InlineData("13", "0.95", false)]
    [InlineData("12", "100%", true)]
    public async Task A_figure_near_its_limit_is_reported_if_the_project_enables_it(string limit, string? near, bool told)
    {
        var files = new ProjectFiles();
        if (near is not null)
        {
            files.Settings["burden_near_limit"] = near;
        }

        var source = $"[Network(2), Budget(Parameters = {limit})] public partial class Net {Layers}";
        Assert.Empty(await Run(source, files: files));
        var found = await Run(source, static o => o.WithSpecificDiagnosticOptions([KeyValuePair.Create("BRD1010", ReportDiagnostic.Info)]), files);
        Assert.Equal(told ? ["BRD1010"] : [], found.Select(static d => d.Id));
        if (told && limit == "13")
        {
            Assert.Equal(
                "'Net' has 12 parameters, 92.3% of its budget of 13; the heaviest layer is 'A' with 12, 100.0%",
                found[0].GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private sealed class Off : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = diagnosticId == "BRD1001" ? ReportDiagnostic.Suppress : ReportDiagnostic.Default;
            return severity != ReportDiagnostic.Default;
        }

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = ReportDiagnostic.Default;
            return false;
        }
    }
}
