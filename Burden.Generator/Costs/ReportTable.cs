using Burden.Generator.Graphs;
using Burden.Generator.Helpers;

namespace Burden.Generator.Costs;

/// <summary>The costs of computing one layer's features at several sizes of the input.</summary>
/// <param name="at">The layer.</param>
/// <param name="batch">The batch of all rows; null where they differ in it.</param>
internal sealed class ReportTable(string at, long? batch, IReadOnlyList<ReportRow> rows, IReadOnlyList<Fault> faults)
{
    /// <summary>What a report of code is at where it names no module: all that <c>forward</c> returns.</summary>
    private const string Whole = "forward";

    public string At { get; } = at;

    public long? Batch { get; } = batch;

    public IReadOnlyList<ReportRow> Rows { get; } = rows;

    public IReadOnlyList<Fault> Faults { get; } = faults;

    /// <summary>Works out the network at each size; null where no report is asked for.</summary>
    /// <param name="declared">The network at its own size.</param>
    /// <param name="defaultLayer">The layer that the report is at where it names none; -1 for all that the network yields.</param>
    /// <param name="build">Makes the graph at a size, or tells why there is none.</param>
    public static ReportTable? Of(NetworkDeclaration network, Graph declared, int defaultLayer, Func<ReportSize, int, (Graph? Graph, string Why)> build)
    {
        if (network.Report is not { } report)
        {
            return null;
        }

        var place = new Place(network.Class.Id, null, Place.Report);
        var at = report.At is null ? defaultLayer : declared.Layers.Select(static l => l.Declaration.Name).ToList().IndexOf(report.At);
        var name = report.At ?? (at < 0 ? Whole : declared.Layers[at].Declaration.Name);
        if (report.At is not null && at < 0 && !(network.Code is not null && declared.IsIncomplete))
        {
            var misspelt = new Misspelling(name, Nearest.Of(name, declared.Layers.Select(static l => l.Declaration.Name)));
            return new ReportTable(name, null, [], [new Fault(
                FaultId.BadReport, place with { Named = "At" }, $"the report is at '{name}', which is not a layer of the network{misspelt.Question}", null, misspelt)]);
        }

        var plan = ReportPlan.Of(report, place, Inputs(network, declared), network.Settings.Batch);
        var faults = plan.Faults.ToList();
        var rows = new List<ReportRow>();
        if (!declared.IsIncomplete && NeverRuns(declared, at))
        {
            faults.Add(new Fault(FaultId.BadReport, place with { Named = "At" }, $"the report is at '{name}', which is never run{(network.Code is null ? " (ParametersOnly)" : "")}"));
        }
        else if (!declared.IsIncomplete)
        {
            for (var i = 0; i < plan.Sizes.Count; i++)
            {
                var size = plan.Sizes[i];
                var (graph, why) = build(size, i);
                if ((graph is null ? null : Row(size, graph, at, network.Code is null, out why)) is { } row)
                {
                    rows.Add(row);
                }
                else
                {
                    faults.Add(new Fault(FaultId.BadReport, size.Place, $"the network can't take its input {size.Words}: {why}"));
                }
            }
        }

        return new ReportTable(name, report.Batches is not null ? null : plan.Sizes.Select(static s => (long?)s.Batch).FirstOrDefault(), rows, faults);
    }

    /// <summary>The inputs that a report can vary, the main one first.</summary>
    public static IReadOnlyList<ReportInput> Inputs(NetworkDeclaration network, Graph graph)
    {
        var names = network.Report?.Parameters ?? [];
        var inputs = graph.Nodes.Where(static n => n.IsInput).Select((n, i) => new ReportInput(n.Path, i < names.Count ? names[i] : n.Path, n.Costs.Output.Dimensions)).ToList();
        return inputs.Count > 0 ? inputs : [new ReportInput(ReservedNames.Input, ReservedNames.Input, network.Settings.Input)];
    }

    private static bool NeverRuns(Graph graph, int at) => at < 0
        ? graph.Outputs.Count == 0
        : graph.Layers[at].Node < 0 || graph.Nodes[graph.Layers[at].Node].Costs.Storage is Layers.Storage.None or Layers.Storage.Parameters;

    private static ReportRow? Row(ReportSize size, Graph graph, int at, bool isDeclared, out string why)
    {
        var targets = at < 0 ? graph.Outputs : [graph.Layers[at].Node];
        // Layers that the features do not depend on may not fit.
        if (targets.Any(static t => t < 0))
        {
            why = graph.Faults.Count == 0
                ? "a layer can't be worked out"
                : $"in '{graph.Layers.First(static l => l.Node < 0).Declaration.Name}', {graph.Faults[0].Message}";
            return null;
        }

        try
        {
            why = "";
            var output = at < 0 ? null : graph.Layers[at].OutputShape;
            // Code runs on the whole batch.
            var (features, flops) = Sum(graph, Ancestors(graph, targets), isDeclared ? graph.Settings with { Batch = size.Batch } : graph.Settings);
            return new ReportRow(size, output ?? graph.Nodes[targets[0]].Costs.Output.ToString(), features, flops);
        }
        catch (OverflowException)
        {
            why = "a figure overflows Int64";
            return null;
        }
    }

    /// <summary>The two figures that rows have: to measure all of them at each size would take a good part of a build.</summary>
    private static (long FeatureBytes, long Flops) Sum(Graph graph, IEnumerable<int> nodes, NetworkSettings settings)
    {
        var plan = new MemoryPlan(graph);
        var features = 0L;
        var flops = 0L;
        foreach (var node in nodes.Where(n => !graph.Nodes[n].IsInput))
        {
            var use = new NodeUse(graph, plan, settings, node);
            features = checked(features + Figure.FeatureBytes.OfNode!(use));
            flops = checked(flops + Figure.Flops.OfNode!(use));
        }

        return (features, flops);
    }

    /// <summary>Some nodes and all that they depend on.</summary>
    private static IEnumerable<int> Ancestors(Graph graph, IReadOnlyList<int> targets)
    {
        var needed = new bool[graph.Nodes.Count];
        foreach (var target in targets)
        {
            needed[target] = true;
        }

        for (var i = needed.Length - 1; i >= 0; i--)
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
/// <param name="Output">The features' shape.</param>
internal sealed record ReportRow(ReportSize Size, string Output, long FeatureBytes, long Flops);
