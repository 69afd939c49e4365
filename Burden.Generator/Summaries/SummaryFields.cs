using System.Text;
using Burden.Generator.Helpers;

namespace Burden.Generator.Summaries;

/// <summary>The notation of a summary: lines of fields that tabs part.</summary>
internal static class SummaryFields
{
    /// <summary>The first line, as far as all formats have it.</summary>
    public const string HeaderStart = "Burden model summary, format ";

    /// <summary>The format's version: another for each change that an older version would misread.</summary>
    public const string Format = "1";

    // The first word of each line.
    public const string Item = "item";
    public const string Setting = "setting";
    public const string Fault = "fault";
    public const string Unused = "unused";
    public const string Network = "network";
    public const string Node = "node";
    public const string Weight = "weight";
    public const string Module = "module";
    public const string Outputs = "outputs";
    public const string End = "end";

    /// <summary>A text without tabs and line breaks.</summary>
    public static string Escape(string text)
    {
        if (text.IndexOfAny(['\\', '\t', '\n', '\r']) < 0)
        {
            return text;
        }

        return new StringBuilder(text).Replace("\\", "\\\\").Replace("\t", "\\t").Replace("\n", "\\n").Replace("\r", "\\r").ToString();
    }

    /// <summary>The text again.</summary>
    public static string Unescape(string field)
    {
        if (field.IndexOf('\\') < 0)
        {
            return field;
        }

        var text = new StringBuilder(field.Length);
        for (var i = 0; i < field.Length; i++)
        {
            text.Append(field[i] != '\\' || i + 1 == field.Length ? field[i] : field[++i] switch
            {
                't' => '\t',
                'n' => '\n',
                'r' => '\r',
                var other => other,
            });
        }

        return text.ToString();
    }

    public static string Numbers(IEnumerable<long> numbers) => string.Join(",", numbers.Select(Text.Of));

    /// <summary>Numbers of which many follow each other: <c>0-12,15</c>.</summary>
    public static string Ranges(EquatableArray<int> numbers)
    {
        var text = new StringBuilder();
        for (var i = 0; i < numbers.Count;)
        {
            var last = i;
            while (last + 1 < numbers.Count && numbers[last + 1] == numbers[last] + 1)
            {
                last++;
            }

            text.Append(i == 0 ? "" : ",").Append(Text.Of(numbers[i])).Append(last == i ? "" : "-" + Text.Of(numbers[last]));
            i = last + 1;
        }

        return text.ToString();
    }

    /// <summary>What the last line says of all lines before it (FNV-1a), so that damage is found.</summary>
    /// <param name="length">How much of the text these lines are.</param>
    public static string Checksum(string text, int length)
    {
        var hash = 14695981039346656037;
        for (var i = 0; i < length; i++)
        {
            hash = unchecked((hash ^ text[i]) * 1099511628211);
        }

        return hash.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
    }
}
