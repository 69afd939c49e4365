using System.Globalization;
using Burden.Generator.Costs;
using Burden.Generator.Costs.Analyses;
using Burden.Generator.Helpers;

namespace Burden.Generator.Ledgers;

/// <summary>A network's figures as a line of the ledger has them.</summary>
/// <param name="Network">The network's full name.</param>
/// <param name="Figures">The figures, in the order of <see cref="Names"/>; a line that an older version wrote lists fewer.</param>
internal sealed record LedgerEntry(string Network, EquatableArray<long> Figures)
{
    /// <summary>The fewest figures that a line lists: those of the first version.</summary>
    private const int Fewest = 8;

    /// <summary>The figures' names, in the order they are written.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Figure.All.Select(static f => f.Key)];

    /// <summary>The figures of the analyses that the network asks for, behind the others.</summary>
    public EquatableArray<LedgerFigure> Analyses { get; init; } = [];

    /// <summary>What a network costs; null where a figure is unknown.</summary>
    public static LedgerEntry? Of(NetworkDeclaration network, CostTable table, NetworkAnalyses analyses)
        => table is { Total: { } total, Timeline: not null }
            ? new LedgerEntry(network.Source.MetadataName, [.. Figure.All.Select(f => total[f])])
            {
                // Two devices whose names differ only in signs have one name here, and the first counts.
                Analyses = [.. analyses.Results.Where(static r => r.Request is not null)
                    .SelectMany(static r => AnalysisKeys.In(r.Name, r.Constants.Select(static c => (c.Name, c.Value))))
                    .GroupBy(static f => f.Key, StringComparer.Ordinal)
                    .Select(static g => new LedgerFigure(g.Key, g.First().Value))],
            }
            : null;

    /// <summary>The entry of a line; null where it is none.</summary>
    public static LedgerEntry? Parse(string line)
    {
        var words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        // A figure of an analysis has its analysis before a dot.
        var count = 1;
        while (count < words.Length && words[count].Split('=')[0].IndexOf('.') < 0)
        {
            count++;
        }

        if (count < Fewest + 1 || count > Names.Count + 1)
        {
            return null;
        }

        var figures = new long[count - 1];
        for (var i = 0; i < figures.Length; i++)
        {
            var word = words[i + 1];
            if (!word.StartsWith(Names[i] + "=", StringComparison.Ordinal)
                || !long.TryParse(word.Substring(Names[i].Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out figures[i]))
            {
                return null;
            }
        }

        var analyses = words.Skip(count).Select(LedgerFigure.Parse).ToList();
        return analyses.Contains(null) || analyses.Select(static a => a!.Key).Distinct(StringComparer.Ordinal).Count() < analyses.Count
            ? null
            : new LedgerEntry(words[0], figures.ToEquatableArray()) { Analyses = analyses.OfType<LedgerFigure>().ToEquatableArray() };
    }

    /// <summary>The line.</summary>
    public override string ToString() => $"{Network} {string.Join(" ", Figures.Select((figure, i) => $"{Names[i]}={Text.Of(figure)}").Concat(Analyses.Select(static a => a.ToString())))}";
}

/// <summary>A figure of an analysis.</summary>
/// <param name="Key">Its name: <c>training.savedBytes</c>.</param>
internal sealed record LedgerFigure(string Key, decimal Value)
{
    /// <summary>The figure that a word states; null where it states none.</summary>
    public static LedgerFigure? Parse(string word)
        => word.Split('=') is [var key, var value] && key.IndexOf('.') is > 0 and var dot && dot < key.Length - 1
            && decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? new LedgerFigure(key, number)
            : null;

    public override string ToString() => $"{Key}={AnalysisKeys.TextOf(Value)}";
}
