using System.Text.RegularExpressions;
using Burden.Generator.Analyzers;
using Burden.Generator.Costs;
using Burden.Generator.Diagnostics;
using Burden.Generator.Summaries;
using Burden.Generator.Tests.Docs;
using Burden.Generator.Tests.Harness;
using Burden.Onnx;

namespace Burden.Generator.Tests.OnnxFiles;

/// <summary>What the pages tell about ONNX files in the build is what the build prints.</summary>
public sealed partial class ModelDocsTests
{
    public static TheoryData<string> Pages => ["README.md", "onnx.md", "rules/BRD0101.md", "rules/BRD0102.md", "rules/BRD0103.md"];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task The_output_on_a_page_is_that_of_its_first_item(string page)
    {
        var text = Page.Read(page.Split('/')).Text;
        var items = Item().Matches(text).Select(static m => m.Value).ToList();
        var printed = Output().Matches(text).Select(static m => m.Value).ToList();
        Assert.NotEmpty(printed);
        // Source, where the page is about it.
        var source = page == "rules/BRD0102.md" ? Page.Read(page.Split('/')).Code[0] : "// nothing";
        Assert.Equal(printed, await Print(items[0], source));
        foreach (var repaired in items.Skip(1))
        {
            Assert.Empty(await Print(repaired, source));
        }
    }

    [Fact]
    public void Each_rule_has_a_page_with_its_title_severity_and_category()
    {
        foreach (var rule in Rules.Models.Where(static r => r.Id.StartsWith("BRD01", StringComparison.Ordinal)))
        {
            var page = Page.Read("rules", $"{rule.Id}.md").Text;
            Assert.StartsWith($"# {rule.Id}: {rule.Title.ToString(System.Globalization.CultureInfo.InvariantCulture)}\n", page, StringComparison.Ordinal);
            Assert.Contains($"| Severity | {rule.DefaultSeverity.ToString().ToLowerInvariant()} |\n", page, StringComparison.Ordinal);
            Assert.Contains($"| Category | {rule.Category} |\n", page, StringComparison.Ordinal);
            Assert.All(["Cause", "Example", "How to fix", "When to suppress", "How to configure"], heading => Assert.Contains($"\n## {heading}\n", page, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_table_lists_what_an_item_can_state()
    {
        var section = Page.Read("onnx.md").Text.Split("\n## In the build\n")[1].Split("\n## ")[0];
        var listed = new Page(section).Rows.Where(static r => r[0].StartsWith('`')).SelectMany(static r => r[0].Split(" or ")).Select(static n => n.Trim('`')).Order(StringComparer.Ordinal);
        Assert.Equal(ModelItem.Plain.Concat(ModelLimits.Names).Order(StringComparer.Ordinal), listed);
    }

    [Fact]
    public void Constants_are_the_figures_that_the_tool_shows()
    {
        using var project = new OnnxProject();
        var files = project.Read("""<BurdenModel Include="models/detector.onnx" Class="App.Models.Detector" Dimensions="batch=3" CountExponentials="true" />""", OnnxProject.Detector());
        var generated = ModelText.Generate(files).Compiles();
        var shown = OnnxModel.Read(new MemoryStream(OnnxProject.Detector()), "detector.onnx", new OnnxOptions { Dimensions = "batch=3", CountExponentials = true }).Costs!;
        Assert.All(Figure.All, figure => Assert.Equal(shown.Amount(figure), generated.Figure($"App.Models.Detector.Cost.{figure.Name}")));
        Assert.Equal(LayerRows.Of(shown).ToString(), generated.Constant("App.Models.Detector.Cost.LayerRows"));
    }

    private static async Task<IEnumerable<string>> Print(string item, string source)
    {
        using var project = new OnnxProject();
        var files = project.Read(item, OnnxProject.Detector());
        var found = await ModelText.Generate(files, source).Diagnostics(files, new BudgetAnalyzer(), new ModelAnalyzer());
        return [.. found.Select(d => project.Inside(ModelText.Line(d)))];
    }

    [GeneratedRegex("<BurdenModel [^\n]*/>")]
    private static partial Regex Item();

    [GeneratedRegex(@"^App\.csproj\(\d+,\d+\): .*$", RegexOptions.Multiline)]
    private static partial Regex Output();
}
