using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Burden.Generator.Diagnostics;
using Burden.Generator.Tests.Harness;
using Burden.Generator.Tests.TorchSharp;
using Microsoft.CodeAnalysis.CSharp;

namespace Burden.Generator.Tests.Docs;

/// <summary>The page of each rule of declarations: its first example yields what it quotes, its second yields nothing.</summary>
public sealed partial class RulePageTests
{
    /// <summary>Budgets are checked by an analyzer of their own, and so are the pages about them.</summary>
    public static TheoryData<string> Rule => [.. Rules.Declarations.Except([Rules.BadBudget]).Select(static d => d.Id)];

    [Theory]
    [MemberData(nameof(Rule))]
    public void The_page_states_title_severity_and_category(string id)
    {
        var rule = Rules.Declarations.Single(d => d.Id == id);
        var page = Read(id);
        Assert.StartsWith($"# {id}: {rule.Title.ToString(CultureInfo.InvariantCulture)}\n", page.Text, StringComparison.Ordinal);
        Assert.Contains($"| Severity | {rule.DefaultSeverity.ToString().ToLowerInvariant()} |\n", page.Text, StringComparison.Ordinal);
        Assert.Contains($"| Category | {rule.Category} |\n", page.Text, StringComparison.Ordinal);
        Assert.Equal(["Cause", "Example", "How to fix", "When to suppress", "How to configure"], Heading().Matches(page.Text).Select(static m => m.Groups[1].Value));
        Assert.Equal(2, page.Code.Count);
        Assert.NotEmpty(page.Quoted);
        Assert.All(page.Quoted, quoted => Assert.StartsWith(id, quoted, StringComparison.Ordinal));
    }

    [Fact]
    public void Help_links_point_into_the_repository_that_the_build_names()
    {
        var repository = typeof(Rules).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().SingleOrDefault(static m => m.Key == "RepositoryUrl")?.Value;
        Assert.All(
            Rules.Declarations.Concat(Rules.Models).Concat(Rules.Budgets).Concat(Rules.Ledgers),
            rule => Assert.Equal(repository is null ? "" : $"{repository}/blob/main/docs/rules/{rule.Id}.md", rule.HelpLinkUri));
    }

    [Theory]
    [MemberData(nameof(Rule))]
    public async Task The_first_example_has_the_quoted_diagnostics(string id)
    {
        var page = Read(id);
        Assert.Equal(page.Quoted, await Diagnostics(page.Code[0]));
    }

    [Theory]
    [MemberData(nameof(Rule))]
    public async Task The_fixed_example_has_no_diagnostics(string id)
    {
        var code = Read(id).Code[1];
        Assert.Empty(await Diagnostics(code));
        Compiled(code).Compiles();
    }

    [Fact]
    public void The_index_names_every_rule()
    {
        var rows = Page.Read("rules", "README.md").Rows.Select(static r => $"{r[0]} {r[1]}").ToList();
        Assert.All(
            Rules.Declarations.Concat(Rules.Models).Concat(Rules.Budgets).Concat(Rules.Ledgers),
            rule => Assert.Contains($"[{rule.Id}]({rule.Id}.md) {rule.Title.ToString(CultureInfo.InvariantCulture)}", rows));
    }

    [Fact]
    public void Release_tracking_notes_the_title_of_every_rule()
    {
        var notes = Page.Read("AnalyzerReleases.Unshipped.md").Text.Split('\n').Concat(Page.Read("AnalyzerReleases.Shipped.md").Text.Split('\n'))
            .Select(static line => line.Split('|')).Where(static cells => cells.Length == 4).Select(static cells => $"{cells[0].Trim()} {cells[3].Trim()}").ToList();
        Assert.All(
            Rules.Declarations.Concat(Rules.Models).Concat(Rules.Budgets).Concat(Rules.Ledgers),
            rule => Assert.Contains($"{rule.Id} {rule.Title.ToString(CultureInfo.InvariantCulture)}", notes));
    }

    private static Page Read(string id) => Page.Read("rules", $"{id}.md");

    private static async Task<IEnumerable<string>> Diagnostics(string code)
        => (await Task.WhenAll(Libraries(code).Append(Compiled(code)).Select(static g => g.Diagnostics())))
            .SelectMany(static d => d).Select(static d => $"{d.Id}: {d.GetMessage(CultureInfo.InvariantCulture)}");

    /// <summary>An example is one file, or several that comments name; a library among them is an assembly of its own.</summary>
    private static Generated Compiled(string code)
    {
        var compilation = code.Contains("Module<Tensor", StringComparison.Ordinal)
            ? TorchCode.Compilation()
            : Compile.Sources(["global using Burden;"], references: Libraries(code).Select(static l => l.Reference()));
        return Generated.From(compilation.AddSyntaxTrees(Files(code).Where(static f => f.Kind == "File")
            .Select(static f => CSharpSyntaxTree.ParseText(f.Text, Compile.Parse(), f.Name, System.Text.Encoding.UTF8))));
    }

    private static IEnumerable<Generated> Libraries(string code) => Files(code).Where(static f => f.Kind == "Library")
        .Select(static f => Generated.From(Compile.Sources(["using Burden; " + f.Text], assembly: "Library")));

    private static IEnumerable<(string Kind, string Name, string Text)> Files(string code)
    {
        var parts = Part().Split(code);
        return parts.Length == 1
            ? [("File", "Net.cs", code)]
            : Enumerable.Range(0, parts.Length / 3).Select(i => (parts[(3 * i) + 1], parts[(3 * i) + 2], parts[(3 * i) + 3]));
    }

    [GeneratedRegex("^## (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("^// (File|Library): (\\S+)\\n", RegexOptions.Multiline)]
    private static partial Regex Part();
}
