using System.Globalization;
using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.Determinism;

/// <summary>The same declarations give the same bytes everywhere.</summary>
public sealed class DeterminismTests
{
    private static readonly string[] Sources =
    [
        """
        using Burden;
        /// <summary>Images to classes: IiİıŞ.</summary>
        [Network(3, 64, 64, Name = "istanbul")]
        [Report(At = nameof(Items), Scales = new[] { 0.5, 1.25 })]
        public partial class Istanbul
        {
            /// <summary>First
            /// of two lines.</summary>
            [Conv2d("16 * 1.5", 3),
             ReLU] public static partial Layer Items { get; }
            [Block(1234)] public static partial Layer İtems { get; }
            [GlobalAvgPool2d, Flatten, Linear(1000), Sigmoid] public static partial Layer Iı { get; }
        }
        """,
        """
        using Burden;
        public sealed class BlockAttribute(int width) : ModuleAttribute
        {
            [Conv2d(nameof(width), 1), Dropout(0.25)] Layer I { get; }
            [Conv2d($"max(-1, {nameof(width)} - 1234 + 1200.5 / 0.5)", 1)] Layer J { get; }
        }
        """,
        "using Burden; [Network(12345)] public partial class istanbul { [Linear(54321)] public static partial Layer I { get; } }",
        "using Burden; [Network(7)] public partial class Åland { [Linear(2)] public static partial Layer å { get; } [Linear(2, From = \"å\")] public static partial Layer Z { get; } }",
    ];

    private static IReadOnlyList<(string, string)> Files(IEnumerable<string> sources)
        => [.. Generated.From([.. sources]).Result.Results[0].GeneratedSources.Select(static s => (s.HintName, s.SourceText.ToString())).OrderBy(static s => s.HintName, StringComparer.Ordinal)];

    private static readonly IReadOnlyList<(string, string)> Expected = Files(Sources);

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("sv-SE")]
    [InlineData("ar-SA")]
    [InlineData("de-DE")]
    [InlineData("fa-IR")]
    public void Output_is_the_same_in_every_culture(string culture)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo(culture);
            Assert.NotEqual("1,234.5", 1234.5.ToString("N1", CultureInfo.CurrentCulture));
            Assert.Equal(Expected, Files(Sources));
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(2)]
    [InlineData(3)]
    public void Output_is_the_same_in_every_order_of_files(int seed)
    {
        var shuffled = Sources.ToArray();
        new Random(seed).Shuffle(shuffled);
        Assert.NotEqual(Sources, shuffled);
        Assert.Equal(Expected, Files(shuffled));
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Output_is_the_same_with_every_line_ending(string end)
        => Assert.Equal(Expected, Files(Sources.Select(s => s.ReplaceLineEndings(end))));

    [Fact]
    public void Generated_lines_end_in_line_feeds()
        => Assert.All(Files(Sources.Select(static s => s.ReplaceLineEndings("\r\n"))), static f => Assert.DoesNotContain('\r', f.Item2));

    [Fact]
    public void Constants_are_the_same_whether_documentation_is_parsed_or_not()
    {
        var off = Generated.From(Compile.Sources(Sources, Compile.Parse(documentation: Microsoft.CodeAnalysis.DocumentationMode.None)));
        Assert.Equal(Code(Expected), Code(off.Result.Results[0].GeneratedSources.Select(static s => (s.HintName, s.SourceText.ToString())).OrderBy(static s => s.HintName, StringComparer.Ordinal)));

        static IEnumerable<(string, string)> Code(IEnumerable<(string Name, string Text)> files)
            => files.Select(static f => (f.Name, string.Join('\n', f.Text.Split('\n').Where(static l => !l.TrimStart().StartsWith("///", StringComparison.Ordinal)))));
    }
}
