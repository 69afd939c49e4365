using System.Text.RegularExpressions;

namespace Burden.Tool.Targets;

/// <summary>Holds what an assembly says against the form that the generator writes, because a damaged file says anything.</summary>
internal static partial class TableCheck
{
    /// <summary>Checks the rows of layers.</summary>
    /// <param name="rows">The rows, each ended by a line feed.</param>
    /// <param name="inputs">How many inputs the network has.</param>
    /// <exception cref="BadImageFormatException">They are not as the generator writes them.</exception>
    public static void Rows(string rows, int inputs)
    {
        var depth = 0;
        var number = 0;
        foreach (var line in rows.Split('\n')[..^1])
        {
            var row = Row().Match(line);
            var shared = row.Groups["shared"].Length;
            if (!row.Success || shared > depth || row.Groups["read"].Captures.Any(r => int.Parse(r.ValueSpan) > number + inputs))
            {
                throw new BadImageFormatException();
            }

            depth = shared + row.Groups["own"].ValueSpan.Count('.');
            number++;
        }

        if (rows.Length > 0 && rows[^1] != '\n')
        {
            throw new BadImageFormatException();
        }
    }

    /// <summary>A shape.</summary>
    /// <exception cref="BadImageFormatException">It is none.</exception>
    public static string Shape(string? text) => text is not null && ShapeOnly().IsMatch(text) ? text : throw new BadImageFormatException();

    /// <summary>A name with what no kind of report has a place for replaced.</summary>
    public static string Name(string text) => Unprintable().Replace(text, "\uFFFD");

    // path|output|figures, of which an empty one is 0|what it reads, its kind, its bytes, all of which may be left out
    [GeneratedRegex(@"^(?<shared>\.*)(?<own>[^|.\p{C}]+(\.[^|.\p{C}]+)*)\|(\d{1,18}(x\d{1,18})*)?(\|\d{0,18}){6}(\|(-|((?<read>\d{1,9})(,(?<read>\d{1,9}))*)?)(\|[^|\p{C}]*(\|\d{0,18}){0,2})?)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Row();

    [GeneratedRegex(@"^(\d{1,18}(x\d{1,18})*)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex ShapeOnly();

    [GeneratedRegex(@"[\p{Cc}\p{Cs}\uFFFE\uFFFF]", RegexOptions.CultureInvariant)]
    private static partial Regex Unprintable();
}
