using System.Globalization;
using Burden.Generator.Costs;
using Burden.Generator.Helpers;

namespace Burden.Generator.Ledgers;

/// <summary>A network's figures as a line of the ledger has them.</summary>
/// <param name="Network">The network's full name.</param>
/// <param name="Figures">The figures, in the order of <see cref="Names"/>.</param>
internal sealed record LedgerEntry(string Network, EquatableArray<long> Figures)
{
    /// <summary>The figures' names, in the order they are written: a change of either is a new format.</summary>
    public static readonly string[] Names =
        ["parameters", "buffers", "parameterBytes", "featureElements", "featureBytes", "peakFeatureBytes", "macs", "flops"];

    /// <summary>What a network costs; null where a figure is unknown.</summary>
    public static LedgerEntry? Of(NetworkDeclaration network, CostTable table)
        => table is { Total: { } f, PeakFeatureBytes: { } peak }
            ? new LedgerEntry(network.Source.MetadataName, [f.Parameters, f.Buffers, f.ParameterBytes, f.FeatureElements, f.FeatureBytes, peak, f.Macs, f.Flops])
            : null;

    /// <summary>The entry of a line; null where it is none.</summary>
    public static LedgerEntry? Parse(string line)
    {
        var words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != Names.Length + 1)
        {
            return null;
        }

        var figures = new long[Names.Length];
        for (var i = 0; i < Names.Length; i++)
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
    public override string ToString() => $"{Network} {string.Join(" ", Names.Select((name, i) => $"{name}={Text.Of(Figures[i])}"))}";
}
