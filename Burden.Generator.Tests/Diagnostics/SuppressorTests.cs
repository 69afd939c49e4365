using System.Collections.Immutable;
using Burden.Generator.Analyzers;
using Burden.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Burden.Generator.Tests.Diagnostics;

/// <summary>Warnings that the language provokes by its nature are silenced, and no others.</summary>
public sealed class SuppressorTests
{
    private const string Source = """
        using Burden;
        public sealed class MAttribute(int moduleParameter) : ModuleAttribute { [ReLU] Layer ModuleLayer { get; } private int ModuleOther { get; } }
        public sealed class CAttribute(int layerParameter) : LayerAttribute
        {
            public const string Output = "Input"; public const string Parameters = "0"; public const string Macs = "0"; public const string Flops = "0";
        }
        public class Other(int otherParameter) { private Layer OtherLayer { get; } }
        [Network(3)] public partial class Net(int networkParameter) { [ReLU] private Layer NetLayer { get; } private int NetOther { get; } }
        """;

    private static Task<IReadOnlyList<string>> Left(string id, params DiagnosticAnalyzer[] analyzers) => Left(id, Generated.From(Source), analyzers);

    private static async Task<IReadOnlyList<string>> Left(string id, Generated generated, params DiagnosticAnalyzer[] analyzers)
    {
        var failures = new List<Exception>();
        var with = generated.Compilation.WithAnalyzers(
            [new DeclarationSuppressor(), .. analyzers],
            new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), (e, _, _) => failures.Add(e), true, false, reportSuppressedDiagnostics: false));
        var all = await with.GetAllDiagnosticsAsync();
        Assert.Empty(failures);
        return [.. all.Where(d => d.Id == id && !d.IsSuppressed)
            .Select(static d => d.Location.SourceTree!.GetText().ToString(d.Location.SourceSpan)).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task Warnings_on_unread_parameters_of_modules_and_layers_are_suppressed()
        => Assert.Equal(["networkParameter", "otherParameter"], await Left("CS9113"));

    [Fact]
    public async Task The_warning_on_the_catalog_of_a_friend_assembly_is_suppressed()
    {
        const string Own = """
            using Burden;
            using static Burden.NetworkCatalog;
            [Network(3)] public partial class Own { [Linear(2)] public Layer A { get; } }
            /// <summary>As <see cref="NetworkCatalog.All"/>.</summary>
            public static class Use
            {
                public static readonly int Networks = NetworkCatalog.Count + Burden.NetworkCatalog.Count + Count;
                public static readonly System.Type Other = typeof(Shared);
            }
            internal static class Shared;
            """;
        var friend = Generated.From(Compile.Sources(
            ["[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Tests\")] internal static class Shared; [Burden.Network(3)] public partial class Friend { [Burden.Linear(2)] public Burden.Layer A { get; } }"],
            assembly: "Friend")).Reference();
        var generated = Generated.From(Compile.Sources([Own], references: [friend]));
        Assert.Contains(generated.Compilation.GetDiagnostics(), static d => d.Id == "CS0436");
        Assert.Equal(["Shared"], await Left("CS0436", generated));
    }

    [Theory]
    [InlineData("IDE0051")]
    [InlineData("IDE0052")]
    [InlineData("CA1822")]
    public async Task Warnings_on_unused_layer_properties_are_suppressed(string id)
        => Assert.Equal(["ModuleOther", "NetOther", "OtherLayer"], await Left(id, new EveryProperty()));

    /// <summary>Reports every property, as analyzers of the SDK do.</summary>
    private sealed class EveryProperty : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor Unused = new("IDE0051", "title", "message", "category", DiagnosticSeverity.Warning, true);
        private static readonly DiagnosticDescriptor Unread = new("IDE0052", "title", "message", "category", DiagnosticSeverity.Warning, true);
        private static readonly DiagnosticDescriptor Static = new("CA1822", "title", "message", "category", DiagnosticSeverity.Warning, true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Unused, Unread, Static];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterSyntaxNodeAction(
                static node =>
                {
                    var place = ((PropertyDeclarationSyntax)node.Node).Identifier.GetLocation();
                    node.ReportDiagnostic(Diagnostic.Create(Unused, place));
                    node.ReportDiagnostic(Diagnostic.Create(Unread, place));
                    node.ReportDiagnostic(Diagnostic.Create(Static, place));
                },
                SyntaxKind.PropertyDeclaration);
        }
    }
}
