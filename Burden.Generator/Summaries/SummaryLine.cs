using System.Globalization;
using Burden.Generator.Helpers;

namespace Burden.Generator.Summaries;

/// <summary>One line of a summary, read field by field. What it lacks is a <see cref="SummaryException"/>.</summary>
internal readonly struct SummaryLine(string line)
{
    private readonly string[] fields = line.Split('\t');

    /// <summary>The first word: what the line is about.</summary>
    public string Word => fields[0];

    public int Count => fields.Length;

    public string Text(int index) => index < fields.Length ? SummaryFields.Unescape(fields[index]) : throw new SummaryException($"'{Word}' lacks a field");

    /// <summary>A name that stands in generated tables.</summary>
    public string Name(int index) => Text(index) is { Length: > 0 } name && name.All(static c => c is not ('"' or '|' or '\\') && !char.IsControl(c))
        ? name
        : throw new SummaryException($"'{Word}' has no name that a table can hold");

    public long Number(int index) => Number(Text(index));

    public int Integer(int index, int least, int most) => Integer(Text(index), least, most);

    public bool Flag(int index) => Flag(Text(index));

    public EquatableArray<long> Numbers(int index) => Numbers(Text(index));

    public EquatableArray<int> Integers(int index, int most)
    {
        var text = Text(index);
        return text.Length == 0 ? [] : text.Split(',').Select(n => Integer(n, 0, most)).ToEquatableArray();
    }

    /// <summary>Numbers and ranges of them: <c>0-12,15</c>.</summary>
    public EquatableArray<int> Ranges(int index, int most)
    {
        var text = Text(index);
        if (text.Length == 0)
        {
            return [];
        }

        var numbers = new List<int>();
        foreach (var part in text.Split(','))
        {
            var dash = part.IndexOf('-');
            var first = Integer(dash < 0 ? part : part.Substring(0, dash), 0, most);
            var last = dash < 0 ? first : Integer(part.Substring(dash + 1), first, most);
            // Each stands for one node, so there can't be more.
            if (numbers.Count + (last - first) > most)
            {
                throw new SummaryException("a module has more nodes than there are");
            }

            numbers.AddRange(Enumerable.Range(first, last - first + 1));
        }

        return numbers.ToEquatableArray();
    }

    /// <summary>The fields from one on that have a name: <c>Macs=12</c>.</summary>
    public IEnumerable<(string Name, string Value)> Named(int first)
    {
        for (var i = first; i < fields.Length; i++)
        {
            var text = Text(i);
            var equals = text.IndexOf('=');
            yield return equals > 0 ? (text.Substring(0, equals), text.Substring(equals + 1)) : throw new SummaryException($"'{text}' has no value");
        }
    }

    public static long Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new SummaryException($"'{text}' is no number");

    public static EquatableArray<long> Numbers(string text) => text.Length == 0 ? [] : text.Split(',').Select(Number).ToEquatableArray();

    public static bool Flag(string text) => text switch
    {
        "0" => false,
        "1" => true,
        _ => throw new SummaryException($"'{text}' is neither 0 nor 1"),
    };

    public static T Member<T>(string text)
        where T : struct, Enum
        => text.Length > 0 && char.IsLetter(text[0]) && Enum.TryParse<T>(text, out var member) && Enum.IsDefined(typeof(T), member)
            ? member
            : throw new SummaryException($"'{text}' is no {typeof(T).Name}");

    private static int Integer(string text, int least, int most)
        => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new SummaryException($"'{text}' is no number from {Helpers.Text.Of(least)} to {Helpers.Text.Of(most)}");
}
