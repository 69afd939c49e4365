using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.Tests.Harness;

/// <summary>Source with expected diagnostics marked: <c>{|BRD0007:3|}</c>.</summary>
internal sealed class Markup
{
    private Markup(string source, IReadOnlyList<(string Id, string Text, int Start)> expected)
    {
        Source = source;
        Expected = expected;
    }

    public string Source { get; }

    public IReadOnlyList<(string Id, string Text, int Start)> Expected { get; }

    public static Markup Parse(string marked)
    {
        var source = new System.Text.StringBuilder();
        var open = new Stack<(string Id, int Start)>();
        var expected = new List<(string, string, int)>();
        for (var i = 0; i < marked.Length; i++)
        {
            if (marked.AsSpan(i).StartsWith("{|BRD", StringComparison.Ordinal))
            {
                open.Push((marked.Substring(i + 2, 7), source.Length));
                i += 9;
            }
            else if (open.Count > 0 && marked.AsSpan(i).StartsWith("|}", StringComparison.Ordinal))
            {
                var (id, start) = open.Pop();
                expected.Add((id, source.ToString(start, source.Length - start), start));
                i++;
            }
            else
            {
                source.Append(marked[i]);
            }
        }

        return new Markup(source.ToString(), [.. expected.OrderBy(static e => e.Item3).ThenBy(static e => e.Item1, StringComparer.Ordinal)]);
    }

    /// <summary>Runs the analyzers over the marked source and compares ids and places.</summary>
    /// <returns>The diagnostics' messages, in the order of their places.</returns>
    public static Task<IReadOnlyList<string>> Verify(string marked, params Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzer[] analyzers)
        => Verify(marked, new ProjectFiles(), analyzers);

    /// <summary>The same, in a project with configuration and additional files.</summary>
    public static async Task<IReadOnlyList<string>> Verify(string marked, ProjectFiles files, params Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzer[] analyzers)
    {
        var markup = Parse(marked);
        var diagnostics = await Generated.From(markup.Source).Diagnostics(files, analyzers);
        Assert.Equal(
            markup.Expected.Select(static e => $"{e.Id} at {e.Start}: {e.Text}"),
            diagnostics.Select(d => $"{d.Id} at {d.Location.SourceSpan.Start}: {markup.Source.Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length)}"));
        return [.. diagnostics.Select(static d => d.GetMessage(CultureInfo.InvariantCulture))];
    }
}
