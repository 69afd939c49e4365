using Burden.Generator.Costs;
using Burden.Generator.Costs.Analyses;
using Burden.Reports.Catalog;

namespace Burden.Tool.Comparing;

/// <summary>What a comparison knows of a network, from wherever it was read.</summary>
/// <param name="Name">The name that reports show; of a ledger's line, the class's without its namespace.</param>
/// <param name="TypeName">The class's full name; null where that isn't known.</param>
/// <param name="Figures">Its figures by the names that ledgers have, those of analyses among them: <c>training.savedBytes</c>. What is unknown is left out.</param>
/// <param name="Layers">Its layers; null where only the network's figures are known.</param>
internal sealed record ComparedNetwork(string Name, string? TypeName, IReadOnlyDictionary<string, decimal> Figures, IReadOnlyList<ComparedLayer>? Layers)
{
    /// <summary>The names of the figures that every network has, in their order.</summary>
    public static IReadOnlyList<string> FigureNames { get; } = [.. Figure.All.Select(static f => f.Key)];

    /// <summary>Whether a name is a figure's: one that every network has, or one of an analysis.</summary>
    public static bool IsFigure(string name) => FigureNames.Contains(name, StringComparer.OrdinalIgnoreCase)
        || (name.LastIndexOf('.') is > 0 and var dot && AnalysisKeys.IsCost(name[(dot + 1)..]));

    public static ComparedNetwork Of(NamedNetwork network)
    {
        var cost = network.Cost;
        var figures = new Dictionary<string, decimal>(StringComparer.Ordinal)
        {
            [Figure.Parameters.Key] = cost.Parameters,
            [Figure.Buffers.Key] = cost.Buffers,
            [Figure.ParameterBytes.Key] = cost.ParameterBytes,
            [Figure.FeatureElements.Key] = cost.FeatureElements,
            [Figure.FeatureBytes.Key] = cost.FeatureBytes,
            [Figure.PeakFeatureBytes.Key] = cost.PeakFeatureBytes,
            [Figure.Macs.Key] = cost.Macs,
            [Figure.Flops.Key] = cost.Flops,
            [Figure.TrafficBytes.Key] = cost.TrafficBytes,
            [Figure.ArenaBytes.Key] = cost.ArenaBytes,
        };
        foreach (var (key, value) in cost.Analyses.SelectMany(static a => AnalysisKeys.In(a.Name, a.Figures.Select(static f => (f.Name, f.Value)))))
        {
            figures.TryAdd(key, value);
        }

        return new ComparedNetwork(
            network.Name,
            cost.TypeName.Length == 0 ? null : cost.TypeName,
            figures.Where(static f => f.Value >= 0).ToDictionary(StringComparer.Ordinal),
            [.. cost.Layers.Select(static l => new ComparedLayer(l.Path, l.Parameters, l.FeatureElements, l.Flops))]);
    }
}

/// <summary>The figures of one layer that are compared.</summary>
internal sealed record ComparedLayer(string Path, long Parameters, long FeatureElements, long Flops);
