using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace Burden.Generator.Tests.Floor;

/// <summary>The built generator and analyzers inside an old compiler, on what its C# can say.</summary>
public sealed class FloorTests
{
    private const string Source = """
        using Burden;

        public sealed class BlockAttribute : ModuleAttribute
        {
            public BlockAttribute(int width) { }

            [Conv2d("width", 3, Padding = 1, Bias = false), BatchNorm2d, ReLU] Layer Conv { get; }
            [Add(nameof(Conv), Input)]                                         Layer Sum { get; }
        }

        [Network(1, 28, 28)]
        [Budget(Flops = 1e5, Target = "watch")]
        public partial class DigitNet
        {
            [Conv2d(32, 3), ReLU]         public static Layer Conv { get; }
            [Block(32), Block(32)]        public static Layer Blocks { get; }
            [Flatten, Linear(10)]         public static Layer Output { get; }
        }

        public static class Use
        {
            public const long Parameters = DigitNet.Cost.Conv.Parameters;
            public static int Count() { return DigitNet.Cost.Layers.Count + NetworkCatalog.Count; }
        }
        """;

    [Fact]
    public void The_compiler_has_the_version_of_the_project()
        => Assert.Equal(ExpectedRoslyn.Version, typeof(CSharpCompilation).Assembly.GetName().Version!.ToString(2));

    [Theory]
    [InlineData(LanguageVersion.CSharp9)]
    [InlineData(LanguageVersion.Latest)]
    public void Figures_are_constants(LanguageVersion version)
    {
        var compilation = Generate(Source, version);
        Assert.Empty(compilation.GetDiagnostics().Where(static d => d.Severity >= DiagnosticSeverity.Warning));
        Assert.Equal(320L, Constant(compilation, "Use", "Parameters"));
        Assert.Equal(2L * ((32 * 32 * 9) + 64), Constant(compilation, "DigitNet+Cost+Blocks", "Parameters"));
    }

    [Fact]
    public async Task Analyzers_report_diagnostics()
    {
        var broken = Source.Replace("[Conv2d(32, 3), ReLU]", "[Conv2d(32, 33), ReLU]", StringComparison.Ordinal);
        Assert.Equal(["BRD0007"], Ids(await Analyze(broken)));
        Assert.Equal(["BRD1005"], Ids(await Analyze(Source)));
        Assert.Equal(["BRD1005", "BRD1102"], Ids(await Analyze(Source, new EmptyLedger())));
    }

    [Fact]
    public async Task The_suppressor_suppresses_only_warnings_on_layer_properties()
    {
        var source = Source.Replace("Layer Sum { get; }", "Layer Sum { get; } int Other { get; }", StringComparison.Ordinal);
        var unused = (await Analyze(source, null, new EveryPrivateProperty())).Where(static d => d.Id == "IDE0051").ToList();
        Assert.Equal(["Conv", "Sum"], unused.Where(static d => d.IsSuppressed).Select(Text).Order(StringComparer.Ordinal));
        Assert.Equal(["Other"], unused.Where(static d => !d.IsSuppressed).Select(Text));
    }

    // All analyzers and suppressors that ship, found as the compiler finds them. An exception in one is an AD0001.
    private static async Task<IReadOnlyList<Diagnostic>> Analyze(string source, AdditionalText? ledger = null, params DiagnosticAnalyzer[] more)
    {
        var shipped = typeof(NetworkGenerator).Assembly.GetTypes()
            .Where(static t => t.IsDefined(typeof(DiagnosticAnalyzerAttribute), inherit: false))
            .Select(static t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!);
        var files = ledger is null ? ImmutableArray<AdditionalText>.Empty : ImmutableArray.Create(ledger);
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions(files), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true);
        return await Generate(source, LanguageVersion.Latest)
            .WithAnalyzers(shipped.Concat(more).ToImmutableArray(), options)
            .GetAnalyzerDiagnosticsAsync();
    }

    private static IEnumerable<string> Ids(IEnumerable<Diagnostic> diagnostics) => diagnostics.Select(static d => d.Id).Order(StringComparer.Ordinal);

    private static string Text(Diagnostic diagnostic) => diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan);

    private static Compilation Generate(string source, LanguageVersion version)
    {
        var parse = new CSharpParseOptions(version);
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static p => Path.GetFileName(p) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"))
            .Append(typeof(NetworkAttribute).Assembly.Location)
            .Select(static p => MetadataReference.CreateFromFile(p));
        var compilation = CSharpCompilation.Create(
            "Floor", [CSharpSyntaxTree.ParseText(source, parse)], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: parse)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics);
        Assert.Empty(diagnostics);
        return output;
    }

    private static long Constant(Compilation compilation, string type, string field)
        => Convert.ToInt64(((IFieldSymbol)compilation.GetTypeByMetadataName(type)!.GetMembers(field).Single()).ConstantValue, CultureInfo.InvariantCulture);

    private sealed class EmptyLedger : AdditionalText
    {
        public override string Path => "burden.costs.txt";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From("");
    }

    /// <summary>Reports each private property, as the SDK's analyzer of unused members does.</summary>
    private sealed class EveryPrivateProperty : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor Unused = new("IDE0051", "title", "message", "category", DiagnosticSeverity.Warning, true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Unused);

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterSymbolAction(
                static symbol =>
                {
                    if (symbol.Symbol.DeclaredAccessibility == Accessibility.Private)
                    {
                        symbol.ReportDiagnostic(Diagnostic.Create(Unused, symbol.Symbol.Locations[0]));
                    }
                },
                SymbolKind.Property);
        }
    }
}
