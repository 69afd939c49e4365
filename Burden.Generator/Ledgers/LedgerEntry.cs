using System.Globalization;
using Burden.Generator.Costs;
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

    /// <summary>What a network costs; null where a figure is unknown.</summary>
    public static LedgerEntry? Of(NetworkDeclaration network, CostTable table)
        => table is { Total: { } total, Timeline: not null }
            ? new LedgerEntry(network.Source.MetadataName, [.. Figure.All.Select(f => total[f])])
            : null;

    /// <summary>The entry of a line; null where it is none.</summary>
    public static LedgerEntry? Parse(string line)
    {
        var words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < Fewest + 1 || words.Length > Names.Count + 1)
        {
            return null;
        }

        var figures = new long[words.Length - 1];
        for (var i = 0; i < figures.Length; i++)
        {
            var word = words[i + 1];
            if (!word.StartsWith(Names[i] + "=", StringComparison.Ordinal)
                || !long.TryParse(word.Substring(Names[i].Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out figures[i]))
            {
                return null;
            }
        }

        return new LedgerEntry(words[0], figures.ToEquatableArray());
    }

    /// <summary>The line.</summary>
    public override string ToString() => $"{Network} {string.Join(" ", Figures.Select((figure, i) => $"{Names[i]}={Text.Of(figure)}"))}";
}
