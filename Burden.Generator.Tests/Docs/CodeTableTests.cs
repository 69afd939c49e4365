using System.Text.RegularExpressions;
using Burden.Generator.TorchSharp;

namespace Burden.Generator.Tests.Docs;

/// <summary>The tables of the page on TorchSharp hold all modules and functions that are followed, and no others.</summary>
public sealed partial class CodeTableTests
{
    [Fact]
    public void All_modules_are_listed() => Assert.Equal(Lines(BuiltInModules.Names), Listed("Module"));

    [Fact]
    public void All_functions_are_listed() => Assert.Equal(Lines(TensorFunctions.Names), Listed("Function"));

    /// <summary>The names by their first letter: a row each.</summary>
    private static string Lines(IEnumerable<string> names) => string.Join('\n', names
        .GroupBy(static n => char.ToUpperInvariant(n.TrimStart('_')[0]))
        .OrderBy(static g => g.Key)
        .Select(static g => $"| {string.Join(", ", g.Order(StringComparer.Ordinal).Select(static n => $"`{n}`"))} |"));

    private static string Listed(string head) => Table().Matches(Page.Read("torchsharp.md").Text).Single(m => m.Groups[1].Value == head).Groups[2].Value.TrimEnd();

    [GeneratedRegex(@"^\| (\w+) \|\n\|---\|\n((?:\|.*\n)+)", RegexOptions.Multiline)]
    private static partial Regex Table();
}
