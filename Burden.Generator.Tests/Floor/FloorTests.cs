using System.Collections.Immutable;
using System.Globalization;
using Burden.Generator.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
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
    public void It_is_the_compiler_that_the_project_names()
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
    public async Task Analyzers_report()
    {
        var broken = Source.Replace("[Conv2d(32, 3), ReLU]", "[Conv2d(32, 33), ReLU]", StringComparison.Ordinal);
        Assert.Equal(["BRD0007"], await Diagnose(Generate(broken, LanguageVersion.Latest)));
        Assert.Equal(["BRD1005"], await Diagnose(Generate(Source, LanguageVersion.Latest)));
    }

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

    private static async Task<IEnumerable<string>> Diagnose(Compilation compilation)
    {
        var all = await compilation
            .WithAnalyzers(ImmutableArray.Create<DiagnosticAnalyzer>(new DeclarationAnalyzer(), new BudgetAnalyzer(), new DeclarationSuppressor()))
            .GetAnalyzerDiagnosticsAsync();
        return all.Select(static d => d.Id).Order(StringComparer.Ordinal);
    }

    private static long Constant(Compilation compilation, string type, string field)
        => Convert.ToInt64(((IFieldSymbol)compilation.GetTypeByMetadataName(type)!.GetMembers(field).Single()).ConstantValue, CultureInfo.InvariantCulture);
}
