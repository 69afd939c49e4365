using System.Reflection;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.Tests.Layout;

/// <summary>
/// The picture in CONTRIBUTING.md, held to the sources as the compiler understands them: constants, inferred types and
/// full names count as much as using directives.
/// </summary>
public sealed class ReferenceTests
{
    /// <summary>Each may refer only to those before it.</summary>
    private static readonly string[] Order =
    [
        "Helpers", "Model", "Expressions", "Layers", "Binding", "Graphs", "Expansion", "Costs", "Budgets", "Ledgers", "Summaries",
        "Parsing", "Diagnostics", "TorchSharp", "Analysis", "Emission", "Analyzers", "",
    ];

    private const string Root = "Burden.Generator";

    private static readonly Lazy<CSharpCompilation> Compiled = new(static () => Compile(Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(static name => name.StartsWith("Generator/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(static name => (name["Generator/".Length..].Replace('\\', '/'), Read(name)))));

    [Fact]
    public void All_sources_are_parsed() => Assert.Empty(Compiled.Value.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error));

    [Fact]
    public void No_folder_refers_to_a_later_one() => Assert.Empty(Upward(Compiled.Value));

    [Fact]
    public void No_folder_before_Parsing_refers_to_Roslyn() => Assert.Empty(References(Compiled.Value)
        .Where(static r => Array.IndexOf(Order, r.From) < Array.IndexOf(Order, "Parsing") && r.To.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))
        .Select(static r => r.ToString()).Distinct());

    [Fact]
    public void Each_folder_is_a_namespace_of_its_name()
    {
        foreach (var tree in Compiled.Value.SyntaxTrees.Where(static t => t.FilePath != Globals))
        {
            var declared = tree.GetRoot().DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().Select(static n => n.Name.ToString());
            Assert.Equal([string.Join('.', tree.FilePath.Split('/')[..^1].Prepend(Root))], declared);
        }

        Assert.Empty(Compiled.Value.SyntaxTrees.Where(static t => t.FilePath != Globals).Select(FolderOf).Except(Order));
    }

    [Theory]
    [InlineData("public class Early { public int Of() => Burden.Generator.Costs.Late.Number; }")]
    [InlineData("using Burden.Generator.Costs; public class Early { public int Of() => Late.Number; }")]
    [InlineData("public class Early { public object Of(Burden.Generator.Helpers.Bridge b) { var late = b.Get(); return late; } }")]
    [InlineData("using L = Burden.Generator.Costs.Late; public class Early { public string Of() => nameof(L); }")]
    public void A_reference_to_a_later_folder_is_found(string early)
    {
        var @using = early.StartsWith("using", StringComparison.Ordinal) ? early[..(early.IndexOf(';', StringComparison.Ordinal) + 1)] : "";
        var found = Upward(Compile(
        [
            ("Model/Early.cs", $"{@using} namespace Burden.Generator.Model; {early[@using.Length..]}"),
            ("Helpers/Bridge.cs", "namespace Burden.Generator.Helpers; public class Bridge { public Costs.Late Get() => null!; }"),
            ("Costs/Late.cs", "namespace Burden.Generator.Costs; public class Late { public const int Number = 1; }"),
        ]));
        Assert.Contains(found, static r => r.StartsWith("Model/Early.cs", StringComparison.Ordinal) && r.EndsWith("refers to Burden.Generator.Costs", StringComparison.Ordinal));
    }

    private const string Globals = "Globals.cs";

    private sealed record Reference(string File, string From, string To)
    {
        public override string ToString() => $"{File} refers to {To}";
    }

    private static IEnumerable<string> Upward(CSharpCompilation compilation) => References(compilation)
        .Where(static r => r.To == Root || r.To.StartsWith(Root + ".", StringComparison.Ordinal))
        .Where(static r => Array.IndexOf(Order, r.To.Length == Root.Length ? "" : r.To[(Root.Length + 1)..].Split('.')[0]) is var to && (to < 0 || to > Array.IndexOf(Order, r.From)))
        .Select(static r => r.ToString())
        .Distinct();

    /// <summary>The namespaces that each file's code refers to, by name or by type.</summary>
    private static IEnumerable<Reference> References(CSharpCompilation compilation)
    {
        foreach (var tree in compilation.SyntaxTrees.Where(static t => t.FilePath != Globals))
        {
            var model = compilation.GetSemanticModel(tree);
            var spaces = new HashSet<string>(StringComparer.Ordinal);
            foreach (var node in tree.GetRoot().DescendantNodes(descendIntoTrivia: false).Where(static n => n is ExpressionSyntax && n.FirstAncestorOrSelf<UsingDirectiveSyntax>() is null))
            {
                var symbol = model.GetSymbolInfo(node);
                spaces.UnionWith(new[] { symbol.Symbol, model.GetTypeInfo(node).Type, model.GetTypeInfo(node).ConvertedType }
                    .Concat(symbol.CandidateSymbols).OfType<ISymbol>().SelectMany(NamespacesOf));
            }

            foreach (var space in spaces)
            {
                yield return new Reference(tree.FilePath, FolderOf(tree), space);
            }
        }
    }

    private static IEnumerable<string> NamespacesOf(ISymbol symbol) => symbol switch
    {
        INamespaceSymbol or IAssemblySymbol or IModuleSymbol => [],
        IArrayTypeSymbol array => NamespacesOf(array.ElementType),
        IAliasSymbol alias => NamespacesOf(alias.Target),
        INamedTypeSymbol type => type.TypeArguments.Where(static a => a is not ITypeParameterSymbol).SelectMany(NamespacesOf).Append(type.ContainingNamespace?.ToDisplayString() ?? ""),
        _ => [symbol.ContainingNamespace?.ToDisplayString() ?? ""],
    };

    private static string Read(string resource)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    private static string FolderOf(SyntaxTree tree) => tree.FilePath.Contains('/', StringComparison.Ordinal) ? tree.FilePath.Split('/')[0] : "";

    private static CSharpCompilation Compile(IEnumerable<(string Path, string Text)> sources)
    {
        var parse = new CSharpParseOptions(LanguageVersion.Preview);
        const string globals = """
            global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading;
            global using System.Threading.Tasks; global using Burden.Generator.Model;
            """;
        var compilation = CSharpCompilation.Create(
            "Sources",
            [
                .. sources.Select(s => CSharpSyntaxTree.ParseText(s.Text, parse, s.Path)),
                CSharpSyntaxTree.ParseText(globals, parse, Globals),
            ],
            [
                .. Net100.References.All,
                MetadataReference.CreateFromFile(typeof(ISymbol).Assembly.Location),
                MetadataReference.CreateFromFile(typeof(CSharpCompilation).Assembly.Location),
            ],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        return compilation;
    }
}
