using Burden.Generator.Costs.Analyses;
using Burden.Generator.Graphs;
using Burden.Generator.Helpers;

namespace Burden.Generator.Costs;

/// <summary>The names of the constants that are generated for a network, and their values.</summary>
internal static class CostNames
{
    /// <summary>Names in <c>Cost</c> that no layer's class may have; such a layer's class gets an underscore.</summary>
    private static readonly string[] Reserved =
    [
        .. Figure.All.Select(static f => f.Name), "OutputShape", "Layers", "LayerRows", "NetworkRow", "Network", "Report", "Analyses", "Cost",
        "Equals", "GetHashCode", "GetType", "ToString", "ReferenceEquals", "MemberwiseClone", "Finalize",
    ];

    /// <summary>The names of the layers' classes in <c>Cost</c>, or in another layer's class; null for a further input, which has none.</summary>
    /// <param name="layers">The layers, in order.</param>
    /// <param name="taken">Further names that none may have: that of the class that holds them, and those of others in it.</param>
    public static IReadOnlyList<string?> OfLayers(IReadOnlyList<GraphLayer> layers, IEnumerable<string> taken)
    {
        if (layers.Count == 0)
        {
            return [];
        }

        var used = new HashSet<string>(Reserved.Concat(taken), StringComparer.Ordinal);
        var names = new string?[layers.Count];
        for (var i = 0; i < names.Length; i++)
        {
            if (layers[i].Declaration.Input is null)
            {
                var name = Identifier.Of(layers[i].Declaration.Name);
                while (!used.Add(name))
                {
                    name += "_";
                }

                names[i] = name;
            }
        }

        return names;
    }

    /// <summary>The name of the class in <c>Cost</c> of a static member that is a network.</summary>
    public static string OfMember(string member)
    {
        var name = Identifier.Of(member);
        while (Array.IndexOf(Reserved, name) >= 0)
        {
            name += "_";
        }

        return name;
    }

    /// <summary>The names that no layer's class may have, of a network's.</summary>
    public static IEnumerable<string> Taken(TypeSource source)
        => source.Member is { } member ? [OfMember(member.Name)] : source.Members.Select(OfMember).Prepend(ReservedNames.Cost);

    /// <summary>The names of the analyses' classes in <c>Cost</c>: one that a layer's class has already gets an underscore.</summary>
    public static IReadOnlyList<string> OfAnalyses(IReadOnlyList<GraphLayer> layers, IReadOnlyList<AnalysisResult> analyses, IEnumerable<string> taken)
    {
        var used = new HashSet<string>([.. Reserved, .. taken, .. OfLayers(layers, taken).OfType<string>()], StringComparer.Ordinal);
        return [.. analyses.Select(a =>
        {
            var name = Identifier.Of(a.Name);
            while (!used.Add(name))
            {
                name += "_";
            }

            return name;
        })];
    }

    /// <summary>Whether a constant of <c>Cost</c> itself is of that name.</summary>
    public static bool IsFigure(string name) => Figure.All.Any(f => f.Name == name);

    /// <summary>The name of the class of one of a report's rows: <c>Scale0_5</c>, <c>Length128Batch8</c>.</summary>
    public static string OfRow(ReportSize size) => string.Concat(
        size.Scale is { } scale ? "Scale" + new string([.. Text.Of(scale).Select(static c => char.IsLetterOrDigit(c) ? c : '_')]) : "",
        size.Length is { } length ? "Length" + Text.Of(length) : "",
        size.HasOwnBatch ? "Batch" + Text.Of(size.Batch) : "");

    /// <summary>The value of a constant in <c>Cost</c>: an integer, a text, or unknown; null where there is no such constant.</summary>
    /// <param name="path">The names after <c>Cost</c>: <c>Conv1</c>, <c>Flops</c>.</param>
    public static Constant? Find(Costing costing, TypeSource source, IReadOnlyList<string> path)
    {
        var table = costing.Table;
        switch (path.Count)
        {
            case 0:
                return null;
            case 1:
                return Find(path[0], table.Amount);
            case 2 when path[0] == "Report":
                return path[1] switch
                {
                    "At" when costing.Report is { } report => report.At,
                    "Batch" when costing.Report?.Batch is { } batch => batch,
                    _ => null,
                };
            case 3 when path[0] == "Report":
                return costing.Report?.Rows.FirstOrDefault(r => OfRow(r.Size) == path[1]) is not { } row ? null
                    : path[2] switch
                    {
                        "Scale" when row.Size.Scale is { } scale => scale,
                        "Length" when row.Size.Length is { } length => length,
                        "Batch" when row.Size.HasOwnBatch => row.Size.Batch,
                        "InputShape" => row.Size.Input.ToString(),
                        "OutputShape" => row.Output,
                        "FeatureBytes" => row.FeatureBytes,
                        "Flops" => row.Flops,
                        _ => null,
                    };
            case 2 when OfAnalyses(table.Graph.Layers, costing.Analyses.Results, Taken(source)).ToList().IndexOf(path[0]) is >= 0 and var analysis:
                return ValueOf(costing.Analyses.Results[analysis].Constants, path[1]);
            default:
                return FindLayer(table.Graph.Layers, Taken(source), path) is not { } layer ? null
                    : path[path.Count - 1] != "OutputShape" ? Find(path[path.Count - 1], f => f.Sums ? table.Of(layer)?[f] : null) ?? OfAnalyses(costing, layer, path[path.Count - 1])
                    : layer.OutputShape is { } shape ? shape
                    : layer.Node is >= 0 and var node ? table.Graph.Nodes[node].Costs.Output.ToString()
                    : new UnknownConstant();
        }
    }

    /// <summary>The layer whose class stands at all names of the path but the last.</summary>
    private static GraphLayer? FindLayer(IReadOnlyList<GraphLayer> layers, IEnumerable<string> taken, IReadOnlyList<string> path)
    {
        GraphLayer? found = null;
        for (var i = 0; i < path.Count - 1; i++)
        {
            var index = OfLayers(layers, taken).ToList().IndexOf(path[i]);
            if (index < 0)
            {
                return null;
            }

            found = layers[index];
            (layers, taken) = (found.Children, [path[i]]);
        }

        return found;
    }

    private static Constant? OfAnalyses(Costing costing, GraphLayer layer, string name)
        => costing.Analyses.Results.Select(a => ValueOf(a.OfLayer(layer), name)).FirstOrDefault(static c => c is not null);

    private static Constant? ValueOf(IReadOnlyList<AnalysisConstant> constants, string name) => constants.FirstOrDefault(c => c.Name == name)?.Value switch
    {
        long integer => integer,
        double real => real,
        bool truth => truth,
        string text => text,
        _ => null,
    };

    private static Constant? Find(string name, Func<Figure, long?> amount)
        => Figure.All.FirstOrDefault(f => f.Name == name) is not { } figure ? null : amount(figure) is { } known ? known : new UnknownConstant();
}
