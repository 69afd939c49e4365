using Burden.Generator.Costs;
using Burden.Generator.Costs.Analyses;
using Burden.Generator.Graphs;
using Burden.Generator.Model;
using Burden.Reports.Catalog;

namespace Burden.Tool.Targets;

/// <summary>Networks that the tool counts itself, as reports show them.</summary>
internal static class CountedNetwork
{
    /// <summary>A network as the constants in an assembly tell it.</summary>
    /// <param name="settings">Its settings.</param>
    /// <param name="name">Its name.</param>
    /// <param name="typeName">The full name of its class; empty where it has none.</param>
    /// <param name="costs">Its figures.</param>
    /// <param name="report">Its costs at several input sizes; null where none are asked for.</param>
    /// <param name="analyses">Its analyses; null where none are asked for.</param>
    /// <param name="source">How its class is declared, by which the classes of layers are named; null where there are no analyses.</param>
    public static NamedNetwork Of(NetworkSettings settings, string name, string typeName, CostTable costs, ReportTable? report = null, NetworkAnalyses? analyses = null, TypeSource? source = null)
    {
        long Amount(Figure figure) => costs.Amount(figure) ?? Constants.Unknown;
        var rows = LayerRows.Of(costs);
        var layers = new LayerTable(rows.ToString(), rows.Count, costs.Graph.Settings.ParameterType.Bits(), costs.Graph.Settings.FeatureType.Bits());
        return new NamedNetwork(
            new NetworkCost(
                TableCheck.Name(name), typeName, new Shape(settings.Input).ToString(), settings.Batch,
                parameters: Amount(Figure.Parameters), buffers: Amount(Figure.Buffers), parameterBytes: Amount(Figure.ParameterBytes),
                featureElements: Amount(Figure.FeatureElements), featureBytes: Amount(Figure.FeatureBytes), peakFeatureBytes: Amount(Figure.PeakFeatureBytes),
                macs: Amount(Figure.Macs), flops: Amount(Figure.Flops), trafficBytes: Amount(Figure.TrafficBytes), arenaBytes: Amount(Figure.ArenaBytes),
                layers,
                report is null ? null : new NetworkReport(report.At, report.Batch ?? 0, [.. report.Rows.Select(static r =>
                    new Burden.ReportRow(r.Size.Scale ?? 1, r.Size.Length ?? 0, r.Size.Batch, r.Size.Input.ToString(), r.Output, r.FeatureBytes, r.Flops))]),
                [.. (analyses?.Results ?? []).Where(static r => r.Constants.Count > 0).Select(static r => new AnalysisCost(r.Name, [.. r.Constants.Select(static c => new AnalysisFigure(c.Name, c.Value))]))]),
            null)
        {
            LayerFigures = analyses is null || source is null ? [] : [.. LayersOf(costs.Graph.Layers, CostNames.Taken(source), "", analyses)],
            Plan = costs.Timeline is { } timeline ? PlanOf(costs.Graph, timeline) : null,
            Inputs = [.. costs.Graph.Nodes.Where(static n => n.IsInput).Select(static n => n.Costs.Output.ToString())],
        };
    }

    /// <summary>What analyses tell of layers, under the names of their classes.</summary>
    private static IEnumerable<LayerFigures> LayersOf(IReadOnlyList<GraphLayer> layers, IEnumerable<string> taken, string path, NetworkAnalyses analyses)
    {
        var names = CostNames.OfLayers(layers, taken);
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] is not { } name)
            {
                continue;
            }

            var figures = analyses.Results.SelectMany(r => r.OfLayer(layers[i])).Select(static c => new AnalysisFigure(c.Name, c.Value)).ToList();
            if (figures.Count > 0)
            {
                yield return new LayerFigures(path + name, figures);
            }

            foreach (var inner in LayersOf(layers[i].Children, [name], $"{path}{name}.", analyses))
            {
                yield return inner;
            }
        }
    }

    /// <summary>Where a static planner puts each buffer; null where it overflows.</summary>
    private static BufferPlan? PlanOf(Graph graph, MemoryTimeline timeline)
    {
        try
        {
            var arena = timeline.Arena(0, graph.Nodes.Count);
            return new BufferPlan([.. arena.Uses.Select((use, i) => new PlannedBuffer(graph.Nodes[use.Node].Path, arena.Offsets[i], use.Bytes, use.First, use.Last))]);
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
