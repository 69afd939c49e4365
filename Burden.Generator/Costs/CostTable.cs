using Burden.Generator.Declarations;
using Burden.Generator.Graphs;

namespace Burden.Generator.Costs;

/// <summary>The figures of a graph: of each node, of each declared layer, of the network.</summary>
internal sealed class CostTable
{
    private readonly Figures[] nodes;

    private CostTable(Graph graph, Figures[] nodes, MemoryPlan plan)
    {
        Graph = graph;
        this.nodes = nodes;
        Layers = [.. graph.Layers.Select(layer => layer.Node < 0 ? null : Sum(Enumerable.Range(layer.First, layer.Count)))];
        if (!graph.IsIncomplete)
        {
            Total = Sum(Enumerable.Range(0, nodes.Length));
            Timeline = Try(() => plan.Timeline(elements => Bytes(graph.Settings, elements)));
        }
    }

    public Graph Graph { get; }

    /// <summary>The figures of each node; null where one is beyond 64 bits.</summary>
    public IReadOnlyList<Figures?> Nodes => nodes;

    /// <summary>The figures of each declared layer; null where they are unknown.</summary>
    public IReadOnlyList<Figures?> Layers { get; }

    /// <summary>The network's figures; null where they are unknown.</summary>
    public Figures? Total { get; }

    /// <summary>The most bytes of features alive at once; null where unknown.</summary>
    public long? PeakFeatureBytes => Timeline?.Peak;

    /// <summary>The features alive at each step; null where unknown.</summary>
    public MemoryTimeline? Timeline { get; }

    /// <summary>Whether the layers are all known, but a figure is beyond 64 bits.</summary>
    public bool Overflows => !Graph.IsIncomplete && (Total is null || PeakFeatureBytes is null);

    public static CostTable Of(Graph graph)
    {
        var plan = new MemoryPlan(graph);
        var figures = new Figures?[graph.Nodes.Count];
        for (var i = 0; i < figures.Length; i++)
        {
            var node = graph.Nodes[i];
            var owns = plan.Owns(i);
            figures[i] = node.IsInput ? Figures.Zero : Try(() => Count(graph.Settings, node, owns));
        }

        return new CostTable(graph, figures!, plan);
    }

    /// <summary>The figures of some nodes together; null where unknown.</summary>
    public Figures? Sum(IEnumerable<int> members) => Try(() =>
    {
        var sum = Figures.Zero;
        foreach (var member in members)
        {
            if (nodes[member] is null)
            {
                return null;
            }

            sum += nodes[member];
        }

        return sum;
    });

    private static Figures Count(NetworkSettings settings, GraphNode node, bool owns)
    {
        var costs = node.Costs;
        checked
        {
            var elements = ((owns ? costs.Output.Elements : 0) + costs.ExtraElements) * settings.Batch;
            return new Figures(
                costs.Parameters,
                costs.Buffers,
                settings.ParameterType.Bytes(costs.Parameters + costs.Buffers),
                elements,
                settings.FeatureType.Bytes(elements),
                costs.Macs * settings.Batch,
                (costs.Flops + (settings.CountExponentials ? costs.Exponentials : 0)) * settings.Batch);
        }
    }

    private static long Bytes(NetworkSettings settings, long elements) => settings.FeatureType.Bytes(checked(elements * settings.Batch));

    private static T? Try<T>(Func<T?> count)
        where T : class
    {
        try
        {
            return count();
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
