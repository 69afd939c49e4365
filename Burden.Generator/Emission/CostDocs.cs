using System.Text;
using Burden.Generator.Costs;
using Burden.Generator.Costs.Analyses;
using Burden.Generator.Helpers;

namespace Burden.Generator.Emission;

/// <summary>The documentation that an editor shows on hover: figures in the reader's units.</summary>
internal static class CostDocs
{
    public const string Unknown = "Unknown: the declaration has a fault";

    /// <summary>Text on one line of XML; what XML has no place for becomes a space.</summary>
    public static string Escape(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => line.Append("&amp;"),
                '<' => line.Append("&lt;"),
                '>' => line.Append("&gt;"),
                < ' ' or '\u0085' or '\u2028' or '\u2029' or >= '\uFFFE' => line.Append(' '),
                _ => line.Append(char.IsSurrogate(c) ? ' ' : c),
            };
        }

        return line.ToString();
    }

    /// <summary>The four figures that matter most, in one line.</summary>
    public static string Summary(Figures? figures) => figures is null
        ? "unknown, for the declaration has a fault"
        : $"{Units.Count(figures.Parameters)} parameters ({Units.Memory(figures.ParameterBytes)}), {Units.Memory(figures.FeatureBytes)} of features, {Units.Count(figures.Flops, "FLOPs")}";

    /// <summary>On the network's class: the totals and the heaviest layers. The user's own summary stands on his part.</summary>
    public static void Network(SourceWriter writer, NetworkDeclaration network, CostTable costs, NetworkAnalyses analyses)
    {
        writer.Doc("<remarks>");
        if (costs.Total is { } total)
        {
            writer.Doc($"<para>Input {string.Join(" x ", network.Settings.Input.Select(Text.Of))}: {Summary(total)}, {(costs.PeakFeatureBytes is { } peak ? Units.Memory(peak) : "?")} of features at once, {Units.Count(total.Macs, "MACs")}.</para>");
            foreach (var analysis in analyses.Results)
            {
                writer.Doc($"<para>{Escape(analysis.Summary)}.</para>");
            }

            foreach (var (node, share) in costs.Graph.Layers.Count == 0 ? HeaviestNodes(costs).Take(5) : [])
            {
                var figures = costs.Nodes[node]!;
                writer.Doc($"<para>{share}% {Escape(costs.Graph.Nodes[node].Path)}: {Units.Count(figures.Flops, "FLOPs")}, {Units.Count(figures.Parameters)} parameters, {Units.Memory(figures.FeatureBytes)}</para>");
            }

            foreach (var (layer, share) in Heaviest(costs).Take(5))
            {
                var figures = costs.Layers[layer]!;
                writer.Doc($"<para>{share}% {Escape(costs.Graph.Layers[layer].Declaration.Name)}: {Units.Count(figures.Flops, "FLOPs")}, {Units.Count(figures.Parameters)} parameters, {Units.Memory(figures.FeatureBytes)}</para>");
            }
        }
        else
        {
            writer.Doc($"<para>{Unknown}.</para>");
        }

        writer.Doc("</remarks>");
    }

    /// <summary>On a layer's property: the user's summary, then the layer's chain, shape and figures.</summary>
    public static void Layer(SourceWriter writer, CostTable costs, NetworkAnalyses analyses, int index)
    {
        var layer = costs.Graph.Layers[index];
        var source = layer.Declaration.Source;
        var figures = costs.Layers[index];
        if (source.Summary is { } summary)
        {
            writer.Doc($"<summary>{summary}</summary>");
        }
        else
        {
            writer.Doc($"<summary>{Escape(source.Chain)}</summary>");
        }

        writer.Doc("<remarks>");
        if (source.Summary is not null)
        {
            writer.Doc($"<para>{Escape(source.Chain)}</para>");
        }

        if (figures is null)
        {
            writer.Doc($"<para>{Unknown}.</para>");
        }
        else
        {
            writer.Doc($"<para>Output {costs.Graph.Nodes[layer.Node].Costs.Output}.</para>");
            writer.Doc($"<para>{Units.Count(figures.Parameters)} parameters ({Units.Memory(figures.ParameterBytes)}).</para>");
            writer.Doc($"<para>{Units.Memory(figures.FeatureBytes)} of features.</para>");
            var share = costs.Total is { Flops: > 0 } total ? $", {Percent(figures.Flops, total.Flops)}% of the network" : "";
            writer.Doc($"<para>{Units.Count(figures.Flops, "FLOPs")}{share}.</para>");
            foreach (var constant in analyses.Results.SelectMany(a => a.OfLayer(layer)))
            {
                // A text is the figure itself; what else there is stands in its meaning.
                writer.Doc($"<para>{Escape(constant.Meaning)}{(constant.Value is string text ? $": {Escape(text)}" : "")}.</para>");
            }

            Expanded(writer, costs, layer);
        }

        writer.Doc("</remarks>");
    }

    /// <summary>What the modules of a property became, one level down: module copies, or the layers of the only one.</summary>
    private static void Expanded(SourceWriter writer, CostTable costs, Graphs.GraphLayer layer)
    {
        const int most = 12;
        if (layer.Declaration.Chain.All(static u => u.Target.Kind != TargetKind.Class))
        {
            return;
        }

        var depth = layer.Declaration.Name.Length + 1;
        var parts = Enumerable.Range(layer.First, layer.Count)
            .GroupBy(i => Part(costs.Graph.Nodes[i].Path, depth), StringComparer.Ordinal)
            .ToList();
        foreach (var part in parts.Take(most))
        {
            if (costs.Nodes.Sum(part) is { } figures)
            {
                writer.Doc($"<para>{part.Key}: {costs.Graph.Nodes[part.Last()].Costs.Output}, {Units.Count(figures.Parameters)} parameters, {Units.Count(figures.Flops, "FLOPs")}</para>");
            }
        }

        if (parts.Count > most)
        {
            writer.Doc($"<para>and {Text.Of(parts.Count - most)} more</para>");
        }
    }

    /// <summary>A path cut after the name that follows the property's.</summary>
    private static string Part(string path, int start)
    {
        var end = start < path.Length ? path.IndexOf('.', start) : -1;
        return end < 0 ? path : path.Substring(0, end);
    }

    /// <summary>The declared layers, those with the most FLOPs first, each with its share in percent.</summary>
    private static IEnumerable<(int Layer, long Share)> Heaviest(CostTable costs) => Enumerable.Range(0, costs.Layers.Count)
        .Where(i => costs.Layers[i] is { Flops: > 0 })
        .OrderByDescending(i => costs.Layers[i]!.Flops)
        .Select(i => (i, Percent(costs.Layers[i]!.Flops, costs.Total!.Flops)));

    /// <summary>The same of a network without layers: an ONNX file whose names tell of no modules.</summary>
    private static IEnumerable<(int Node, long Share)> HeaviestNodes(CostTable costs) => Enumerable.Range(0, costs.Graph.Nodes.Count)
        .Where(i => costs.Nodes[i] is { Flops: > 0 })
        .OrderByDescending(i => costs.Nodes[i]!.Flops)
        .Select(i => (i, Percent(costs.Nodes[i]!.Flops, costs.Total!.Flops)));

    private static long Percent(long part, long whole) => (long)Math.Round(100.0 * part / whole);
}
