using Burden.Generator.Graphs;
using Burden.Generator.Helpers;
using Burden.Generator.Layers;

namespace Burden.Generator.Costs.Analyses;

/// <summary>What the stated types of a network come to: constants of their own beside the bytes, which follow them.</summary>
internal static class PrecisionSummary
{
    /// <summary>The name of the constants' class.</summary>
    private const string Name = "Precision";

    /// <summary>The constants; null where no precision is stated, or figures are unknown.</summary>
    public static AnalysisResult? Of(CostTable table)
    {
        var graph = table.Graph;
        if (table.Total is null || !graph.Nodes.Any(static n => n.Precision is not null))
        {
            return null;
        }

        try
        {
            var (parameters, features) = (graph.Settings.ParameterType, graph.Settings.FeatureType);
            var all = Enumerable.Range(0, graph.Nodes.Count).ToList();
            var (scales, quantized) = (ScaleBytes(graph, all), all.Aggregate(0L, (sum, i) => checked(sum + Quantized(graph.Nodes[i].Costs))));
            var conversions = (long)graph.Nodes.Count(static n => n.Kind is PreciseGraph.Quantize or PreciseGraph.Dequantize or PreciseGraph.Requantize or PreciseGraph.Cast && n.Precision is not null);
            return new AnalysisResult(
                Name,
                $"Parameters are {parameters.Word()} and features {features.Word()} where no layer says otherwise; scales and zero points take {Units.Memory(scales)}",
                [
                    new("ParameterType", parameters.Word(), "The type of parameters, where no layer states another"),
                    new("FeatureType", features.Word(), "The type of features, where no layer states another"),
                    new("QuantizedParameters", quantized, $"{Units.Count(quantized)} parameters that are stored as integers of up to 16 bits"),
                    new("ScaleBytes", scales, $"{Units.Memory(scales)} of scales and zero points, which are a part of the parameter memory"),
                    new("Conversions", conversions, "How many layers convert features from one type to another"),
                ])
            {
                OfLayer = layer => layer.Node < 0 ? [] : OfLayer(graph, layer),
            };
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static IReadOnlyList<AnalysisConstant> OfLayer(Graph graph, GraphLayer layer)
    {
        var types = layer.AllNodes.SelectMany(i => graph.Nodes[i].Costs.Weights.Where(static w => !w.IsScale && w.Shape.Count > 1).Select(w => w.Type ?? graph.Settings.ParameterType)).Distinct().ToList();
        var constants = new List<AnalysisConstant>();
        if (types.Count > 0)
        {
            constants.Add(new("ParameterType", string.Join(", ", types.Select(static t => t.Word())), "The type of its weights"));
        }

        var output = (graph.Nodes[layer.Node].Costs.OutputType ?? graph.Settings.FeatureType).Word();
        var scales = ScaleBytes(graph, layer.AllNodes);
        constants.Add(new("FeatureType", output, "The type of its output"));
        constants.Add(new("ScaleBytes", scales, $"{Units.Memory(scales)} of scales and zero points"));
        return constants;
    }

    private static long ScaleBytes(Graph graph, IEnumerable<int> nodes)
        => nodes.SelectMany(i => graph.Nodes[i].Costs.Weights.Where(static w => w is { IsScale: true, IsShared: false }))
            .Aggregate(0L, (sum, w) => checked(sum + (w.Type ?? graph.Settings.ParameterType).Bytes(w.Elements)));

    private static long Quantized(LayerCosts costs)
        => costs.Weights.Where(static w => w is { IsTrainable: true, IsShared: false, Type: { } type } && type.IsQuantized()).Aggregate(0L, static (sum, w) => checked(sum + w.Elements));
}
