using System.Text.RegularExpressions;
using Burden.Generator.Layers;

namespace Burden.Generator.Tests.Docs;

/// <summary>The tables of layers in the documentation hold all kinds, with their parameters as they are.</summary>
public sealed partial class LayerTableTests
{
    public static TheoryData<string> Kinds => [.. LayerKinds.List.Select(static k => k.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_language_page_lists_the_parameters_of_each_kind(string kind)
    {
        var row = Assert.Single(Page.Read("language.md").Rows, row => Code().Matches(row[0]).Any(m => m.Groups[1].Value == kind));
        var signature = LayerKinds.Find(kind)!.Signature;
        Assert.Equal(
            string.Join(", ", signature.Positional.Select((p, i) => p.Name + (signature.IsVariadic && i == signature.Positional.Count - 1 ? "..." : p.Default is null ? "" : "?"))),
            row[1].Trim('`'));
        Assert.Equal(
            signature.Named.Select(static p => p.Default is NullConstant ? $"{p.Name}?" : $"{p.Name} = {Text(p.Default)}").Order(StringComparer.Ordinal),
            row[2].Trim('`').Split(", ", StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_counting_page_has_a_row_for_each_kind(string kind)
        => Assert.Single(Page.Read("counting.md").Rows, row => Code().Matches(row[0]).Any(m => m.Groups[1].Value == kind));

    private static string Text(Constant? constant) => constant switch
    {
        IntegerConstant integer => integer.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
        BooleanConstant { Value: true } => "true",
        BooleanConstant { Value: false } => "false",
        TextConstant text => $"\"{text.Value}\"",
        _ => throw new ArgumentException($"{constant} is not a default of a layer"),
    };

    [GeneratedRegex("`(\\w+)`")]
    private static partial Regex Code();
}
