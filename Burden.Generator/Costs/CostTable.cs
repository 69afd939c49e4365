using Burden.Generator.Graphs;

namespace Burden.Generator.Costs;

/// <summary>The figures of a graph: of each node, of each declared layer, of the network.</summary>
internal sealed class CostTable
{
    private CostTable(Graph graph)
    {
        var plan = new MemoryPlan(graph);
        Graph = graph;
        Nodes = new NodeFigures(graph, plan, graph.Settings);
        Layers = [.. graph.Layers.Select(Of)];
        if (!graph.IsIncomplete)
        {
            Timeline = TimelineOf(plan, graph.Settings);
            Total = Measure(0, graph.Nodes.Count);
            if (Total is null)
            {
                (Timeline, Total) = (null, Nodes.Sum(0, graph.Nodes.Count));
            }
        }
    }

    public Graph Graph { get; }

    /// <summary>The figures of each node; null where one overflows Int64.</summary>
    public NodeFigures Nodes { get; }

    /// <summary>The figures of each declared layer; null where they are unknown.</summary>
    public IReadOnlyList<Figures?> Layers { get; }

    /// <summary>The network's figures; null where they are unknown.</summary>
    public Figures? Total { get; }

    /// <summary>The most bytes of features alive at once; null where unknown.</summary>
    public long? PeakFeatureBytes => Timeline?.Peak;

    /// <summary>The features alive at each step; null where unknown.</summary>
    public MemoryTimeline? Timeline { get; }

    /// <summary>Whether the layers are all known, but a figure overflows Int64.</summary>
    public bool Overflows => !Graph.IsIncomplete && (Total is null || PeakFeatureBytes is null);

    /// <summary>The network's amount of a figure; null where unknown.</summary>
    public long? Amount(Figure figure) => figure.Sums || Timeline is not null ? Total?[figure] : null;

    /// <summary>All figures of some nodes that run one after the other; null where one is unknown.</summary>
    public Figures? Measure(int first, int count)
    {
        try
        {
            return Timeline is { } timeline ? Nodes.Sum(first, count)?.With(timeline, first, count) : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>The figures of a layer; null where they are unknown.</summary>
    public Figures? Of(GraphLayer layer) => layer.Members is { } members ? Nodes.Sum(members) : layer.Node < 0 ? null : Nodes.Sum(layer.First, layer.Count);

    public static CostTable Of(Graph graph) => new(PreciseGraph.Of(graph));

    private static MemoryTimeline? TimelineOf(MemoryPlan plan, NetworkSettings settings)
    {
        try
        {
            return plan.Timeline((type, elements) => (type ?? settings.FeatureType).Bytes(checked(elements * settings.Batch)));
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
