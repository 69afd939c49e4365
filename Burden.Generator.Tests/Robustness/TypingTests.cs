using System.Globalization;
using Burden.Generator.Analysis;
using Burden.Generator.Analyzers;
using Burden.Generator.Ledgers;
using Burden.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Burden.Generator.Tests.Robustness;

/// <summary>
/// Files of the zoo while they are typed: cut off at every 20th character, and with spans deleted. One driver follows all
/// edits of a file, as an editor's does. Nothing throws, no generated code is an error, and one error is reported once.
/// </summary>
public abstract class TypingTests
{
    private const int Step = 20;
    private const int Deletions = 20;
    private const int LongestDeletion = 60;

    /// <summary>A hang is to end with the name of what hangs.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(5);

    protected static void Check(string file)
    {
        var text = ZooFiles.Text(file);
        var compilation = Compile.Sources([text, ZooFiles.ContextOf(file)], Compile.Parse(documentation: DocumentationMode.Parse), Compile.Library.WithConcurrentBuild(false));
        // With steps tracked, Roslyn 5.12 loses the file of a network whose step is removed and added in one run.
        var driver = Generated.Driver(compilation, tracksSteps: false);
        var options = new ProjectFiles { Settings = { ["burden_max_flops"] = "1e15" }, Files = { [Ledger.FileName] = LedgerOf(compilation) } }.Options;
        var whole = compilation.SyntaxTrees[0];
        Assert.Empty(Hardened.Check(compilation, ref driver, options));

        var failures = new List<string>();
        foreach (var damage in Damages(file, text))
        {
            try
            {
                using var hang = new CancellationTokenSource(Hang);
                var tree = whole.WithChangedText(whole.GetText().WithChanges(new TextChange(damage, "")));
                var reported = Hardened.Check(compilation.ReplaceSyntaxTree(whole, tree), ref driver, options, hang.Token);
                if (damage.End == text.Length ? reported.Any(static d => d.Location.IsInSource) : !SaysOneMistake(reported))
                {
                    failures.Add($"{Describe(damage, text)}\n{string.Join('\n', reported)}");
                }
            }
            catch (Exception e)
            {
                failures.Add($"{Describe(damage, text)}\n{e}");
            }
        }

        Assert.True(failures.Count == 0, $"{failures.Count} failures in {file}, the first of them\n{string.Join("\n\n", failures.Take(3))}");
    }

    /// <summary>What is deleted: the rest of the file from each place, then spans that the file's name decides.</summary>
    private static IEnumerable<TextSpan> Damages(string file, string text)
    {
        for (var end = 0; end < text.Length; end += Step)
        {
            yield return TextSpan.FromBounds(end, text.Length);
        }

        var random = new Random(file.Aggregate(17, static (seed, c) => unchecked((seed * 31) + c)));
        for (var i = 0; i < Deletions; i++)
        {
            yield return new TextSpan(random.Next(text.Length - LongestDeletion), random.Next(1, LongestDeletion));
        }
    }

    /// <summary>
    /// Whether what is said may be of one mistake. A class that is cut off is left to the compiler. In one that can be parsed,
    /// what a mistake breaks in several layers (each argument that names a missing parameter, each layer that a merge no
    /// longer reads) is of one rule, and of one wording in a layer; and a budget or the ledger has nothing to say beside it.
    /// </summary>
    private static bool SaysOneMistake(IEnumerable<Diagnostic> reported) => reported
        .Where(static d => d.Location.IsInSource)
        .GroupBy(static d => NodeAt(d)?.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.ValueText)
        .All(static inClass => inClass.All(static d => !IsOfDeclaration(d))
            || (inClass.Select(static d => d.Id).Distinct().Count() == 1
                && inClass.GroupBy(static d => NodeAt(d)?.FirstAncestorOrSelf<PropertyDeclarationSyntax>()).All(static inLayer => inLayer.Select(static d => d.GetMessage(CultureInfo.InvariantCulture)).Distinct().Count() == 1)));

    private static bool IsOfDeclaration(Diagnostic diagnostic) => diagnostic.Descriptor.Category == "Burden.Declaration";

    private static SyntaxNode? NodeAt(Diagnostic diagnostic) => diagnostic.Location.SourceTree?.GetRoot().FindNode(diagnostic.Location.SourceSpan);

    private static string Describe(TextSpan damage, string text)
        => string.Create(CultureInfo.InvariantCulture, $"[{damage.Start}, {damage.End}) deleted: ") + (damage.End == text.Length
            ? $"{text[Math.Max(0, damage.Start - 80)..damage.Start]}<end>"
            : $"{text[Math.Max(0, damage.Start - 40)..damage.Start]}<<{text[damage.Start..damage.End]}>>{text[damage.End..Math.Min(text.Length, damage.End + 40)]}");

    private static string LedgerOf(CSharpCompilation compilation) => Ledger.Write(compilation.SyntaxTrees
        .SelectMany(static t => t.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>(), (t, node) => compilation.GetSemanticModel(t).GetDeclaredSymbol(node)!)
        .Select(symbol => NetworkAnalysis.Of(symbol, compilation, default) is { } network ? LedgerAnalyzer.EntryOf(network) : null)
        .OfType<LedgerEntry>());
}

/// <summary>The networks of the published tables.</summary>
public sealed class PublishedTypingTests : TypingTests
{
    public static TheoryData<string> Networks => [.. ZooFiles.Names().Where(static f => !f.Contains('/', StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Edits_anywhere_in_a_network_are_handled(string file) => Check(file);
}

/// <summary>The current networks, and the modules of all.</summary>
public sealed class CurrentTypingTests : TypingTests
{
    public static TheoryData<string> Files => [.. ZooFiles.Names().Where(static f => f.Contains('/', StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Edits_anywhere_in_a_file_are_handled(string file) => Check(file);
}
