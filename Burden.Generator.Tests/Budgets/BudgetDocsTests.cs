using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Burden.Generator.Analyzers;
using Burden.Generator.Diagnostics;
using Burden.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Burden.Generator.Tests.Budgets;

/// <summary>The pages about budgets tell what the build prints, to the letter.</summary>
public sealed partial class BudgetDocsTests
{
    private const string Usings = "using Burden;\nusing static Burden.Units;\n\n";

    public static TheoryData<string> Pages() => [
        "budgets.md", "rules/BRD0022.md", "rules/BRD1001.md", "rules/BRD1002.md", "rules/BRD1003.md",
        "rules/BRD1004.md", "rules/BRD1005.md", "rules/BRD1006.md", "rules/BRD1007.md", "rules/BRD1008.md", "rules/BRD1009.md",
        "rules/BRD1010.md", "rules/BRD1012.md", "rules/BRD1013.md", "rules/BRD1014.md", "rules/BRD1015.md",
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task The_outputs_on_a_page_are_those_of_its_examples(string page)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Docs(), page));
        var examples = Code().Matches(text).Select(static m => m.Groups[1].Value).ToList();
        var printed = Line().Matches(text).Select(static m => m.Groups[1].Value + m.Groups[2].Value).ToHashSet(StringComparer.Ordinal);
        var found = (await Print(examples, new ProjectFiles(), page.Contains("BRD1010", StringComparison.Ordinal))).ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(printed);
        Assert.Subset(printed, found);
        found.UnionWith(await Print(examples, new ProjectFiles { Properties = { ["BurdenMaxFlops"] = "10M" } }, near: false));
        Assert.Subset(found, printed);
    }

    [Fact]
    public void Each_rule_has_a_page_and_its_title()
    {
        foreach (var rule in Rules.Budgets.Concat(Rules.Ledgers))
        {
            Assert.StartsWith($"# {rule.Id}: {rule.Title.ToString(CultureInfo.InvariantCulture)}\n", File.ReadAllText(Path.Combine(Docs(), "rules", $"{rule.Id}.md")), StringComparison.Ordinal);
        }
    }

    /// <summary>What the build prints, severities left out.</summary>
    private static async Task<IEnumerable<string>> Print(IEnumerable<string> examples, ProjectFiles files, bool near)
    {
        var trees = examples.Select(static e => CSharpSyntaxTree.ParseText(Usings + e, Compile.Parse(), $"{Class().Matches(e)[^1].Groups[1].Value}.cs", System.Text.Encoding.UTF8));
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
            .WithSpecificDiagnosticOptions(near ? [KeyValuePair.Create("BRD1010", ReportDiagnostic.Warn)] : []);
        var compilation = Compile.Sources([], options: options).AddSyntaxTrees(trees);
        var diagnostics = await Generated.From(compilation).Compiles().Diagnostics(files, new BudgetAnalyzer());
        return diagnostics.Select(static d =>
        {
            var start = d.Location.GetLineSpan().StartLinePosition;
            return $"{d.Location.SourceTree!.FilePath}({start.Line + 1},{start.Character + 1}) {d.Id}: {d.GetMessage(CultureInfo.InvariantCulture)}";
        });
    }

    private static string Docs([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "docs");

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"class (\w+)")]
    private static partial Regex Class();

    [GeneratedRegex(@"^(\w+\.cs\(\d+,\d+\)): (?:warning|error)( BRD.*)$", RegexOptions.Multiline)]
    private static partial Regex Line();
}
