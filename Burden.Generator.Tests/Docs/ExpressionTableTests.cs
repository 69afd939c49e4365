using System.Globalization;
using System.Text.RegularExpressions;
using Burden.Generator.Expressions;

namespace Burden.Generator.Tests.Docs;

/// <summary>The tables of expressions and data types on the language page are those of the code.</summary>
public sealed partial class ExpressionTableTests
{
    [Fact]
    public void The_language_page_lists_every_function()
        => Assert.Equal(Function.Names.Order(StringComparer.Ordinal), Names(Rows("function"), Call()).Order(StringComparer.Ordinal));

    [Fact]
    public void The_language_page_lists_every_member_of_a_layer_with_its_least_rank()
        => Assert.Equal(
            MemberRule.Names.Select(static n => (n, MemberRule.Find(n)!.LeastRank)).Order(),
            Rows("member").SelectMany(static row => Word().Matches(row[0]).Select(m => (m.Groups[1].Value, int.Parse(row[2], CultureInfo.InvariantCulture)))).Order());

    [Fact]
    public void The_language_page_lists_every_data_type_with_its_size()
        => Assert.Equal(
            Enum.GetValues<Model.DataType>().Select(static t => (t.ToString(), Model.DataTypes.Bits(t))).Order(),
            Rows("`DataType`").SelectMany(static row => Word().Matches(row[0]).Select(m => (m.Groups[1].Value, Bits(row[1])))).Order());

    /// <summary>The rows of the table whose first column has a title.</summary>
    private static IEnumerable<string[]> Rows(string title) => Page.Read("language.md").Rows.SkipWhile(row => row[0] != title).Skip(1)
        .TakeWhile(static row => row[0].StartsWith('`'));

    private static IEnumerable<string> Names(IEnumerable<string[]> rows, Regex name) => rows.SelectMany(row => name.Matches(row[0]).Select(static m => m.Groups[1].Value));

    private static int Bits(string bytes) => bytes.StartsWith("1/2", StringComparison.Ordinal) ? 4 : 8 * int.Parse(bytes, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"`(\w+)\(")]
    private static partial Regex Call();

    [GeneratedRegex("`(\\w+)`")]
    private static partial Regex Word();
}
