using Burden.Generator.Binding;
using Burden.Generator.Expansion;
using Burden.Generator.Graphs;
using Burden.Generator.Helpers;

namespace Burden.Generator.Costs;

/// <summary>The costs of computing one layer's features at several input sizes.</summary>
internal sealed class ReportTable(string at, long batch, IReadOnlyList<ReportRow> rows, IReadOnlyList<Fault> faults)
{
    public string At { get; } = at;

    public long Batch { get; } = batch;

    public IReadOnlyList<ReportRow> Rows { get; } = rows;

    public IReadOnlyList<Fault> Faults { get; } = faults;

    /// <summary>Expands the network at each scale; null where no report is asked for, or none can be made.</summary>
    public static ReportTable? Of(BoundNetwork network, Graph graph, CancellationToken cancellation)
    {
        if (network.Declaration.Report is not { } report)
        {
            return null;
        }

        var place = new Place(network.Class.Id, null, Place.Report);
        var at = report.At is null ? network.Class.DefaultOutput : graph.Layers.Select(static l => l.Declaration.Name).ToList().IndexOf(report.At);
        if (at < 0)
        {
            var name = report.At ?? "";
            var misspelt = new Misspelling(name, Nearest.Of(name, graph.Layers.Select(static l => l.Declaration.Name)));
            return new ReportTable(name, report.Batch, [], [new Fault(
                FaultId.BadReport, place with { Named = "At" }, $"the report is at '{name}', which is not a layer of the network{misspelt.Question}", null, misspelt)]);
        }

        var rows = new List<ReportRow>();
        var faults = new List<Fault>();
        if (report.Faults.Count > 0)
        {
            faults.AddRange(report.Faults);
        }
        else if (report.Batch < 1)
        {
            faults.Add(new Fault(FaultId.BadReport, place with { Named = "Batch" }, $"the report's batch is {report.Batch}; expected at least 1"));
        }
        else if (!graph.IsIncomplete && graph.Nodes[graph.Layers[at].Node].Costs.Storage == Layers.Storage.None)
        {
            faults.Add(new Fault(FaultId.BadReport, place with { Named = "At" }, $"the report is at '{graph.Layers[at].Declaration.Name}', which is never run (ParametersOnly)"));
        }
        else if (!graph.IsIncomplete)
        {
            for (var i = 0; i < report.Scales.Count; i++)
            {
                var scale = report.Scales[i];
                var row = Row(network, graph, scale, at, report.Batch, cancellation, out var why);
                if (row is null)
                {
                    faults.Add(new Fault(FaultId.BadReport, place with { Named = "Scales", Item = i }, $"the network can't take its input at scale {Text.Of(scale)}: {why}"));
                }
                else
                {
                    rows.Add(row);
                }
            }
        }

        return new ReportTable(graph.Layers[at].Declaration.Name, report.Batch, rows, faults);
    }

    private static ReportRow? Row(BoundNetwork network, Graph declared, double scale, int at, long batch, CancellationToken cancellation, out string why)
    {
        var input = Scale(network.Settings.Input, scale);
        if (input is not { } size)
        {
            why = "it has no pixel left";
            return null;
        }

        var graph = size.Equals(network.Settings.Input) ? declared : PreciseGraph.Of(GraphBuilder.Build(network, size, cancellation));
        // Layers that the features do not depend on may not fit.
        if (graph.Layers[at].Node < 0)
        {
            why = graph.Faults.Count == 0 ? "a layer can't be worked out" : graph.Faults[0].Message;
            return null;
        }

        var nodes = new NodeFigures(graph, new MemoryPlan(graph), graph.Settings with { Batch = batch });
        var node = graph.Layers[at].Node;
        if (nodes.Sum(Ancestors(graph, node)) is not { } figures)
        {
            why = "a figure overflows Int64";
            return null;
        }

        why = "";
        return new ReportRow(scale, new Shape(size), graph.Nodes[node].Costs.Output, figures.FeatureBytes, figures.Flops);
    }

    /// <summary>The input with height and width (all but the first dimension) scaled and rounded, halves up.</summary>
    private static EquatableArray<long>? Scale(EquatableArray<long> input, double scale)
    {
        var scaled = input.Items.Select((d, i) => i == 0 ? d : (long)Math.Floor((d * scale) + 0.5)).ToEquatableArray();
        return scaled.All(static d => d >= 1) ? scaled : null;
    }

    /// <summary>A node and all that it depends on.</summary>
    private static IEnumerable<int> Ancestors(Graph graph, int node)
    {
        var needed = new bool[graph.Nodes.Count];
        needed[node] = true;
        for (var i = node; i >= 0; i--)
        {
            if (needed[i])
            {
                var reads = graph.Nodes[i].Reads;
                for (var r = 0; r < reads.Count; r++)
                {
                    needed[reads[r]] = true;
                }
            }
        }

        return Enumerable.Range(0, needed.Length).Where(i => needed[i]);
    }
}

/// <summary>One row of a report.</summary>
internal sealed record ReportRow(double Scale, Shape Input, Shape Output, long FeatureBytes, long Flops);
