using System.Text.RegularExpressions;
using Burden.Onnx.Operators;

namespace Burden.Onnx.Tests;

public sealed partial class OperatorTableTests
{
    [Fact]
    public void The_documentation_lists_every_operator()
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Docs", "onnx.md"));
        var table = page[page.IndexOf("## Operators", StringComparison.Ordinal)..page.IndexOf("## Rules of your own", StringComparison.Ordinal)];
        string[] domains = ["", OperatorTable.Microsoft, OperatorTable.Learning];
        var listed = table.Split('\n').Where(static l => l.StartsWith("| ", StringComparison.Ordinal)).SelectMany(line => line.Split('|').Skip(2).Take(3)
            .SelectMany((cell, i) => Name().Matches(cell).Select(m => (Domain: domains[i], Name: m.Groups[1].Value))));
        Assert.Equal(OperatorTable.Names.Order(), listed.Order());
    }

    [GeneratedRegex("`(\\w+)`")]
    private static partial Regex Name();
}
