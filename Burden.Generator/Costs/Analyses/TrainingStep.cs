using Burden.Generator.Graphs;

namespace Burden.Generator.Costs.Analyses;

/// <summary>One step of training: what is kept for the backward pass, and what is computed.</summary>
internal sealed class TrainingStep
{
    private readonly IReadOnlyList<NodeSaving> savings;
    private readonly DataType type;
    private readonly bool onCpu;

    /// <summary>The features that are kept, each with the nodes that need it.</summary>
    private readonly SortedDictionary<(int Node, int Part), (NodeMemory Memory, List<int> By)> kept = [];

    /// <param name="savings">What each node keeps.</param>
    /// <param name="type">The type of features.</param>
    /// <param name="batch">Inputs in one step, each of which the graph's FLOPs are of.</param>
    /// <param name="onCpu">Whether kernels of a CPU run it.</param>
    /// <param name="checkpoints">Layers that are computed again in the backward pass instead of being kept.</param>
    /// <exception cref="OverflowException">A figure overflows Int64.</exception>
    public TrainingStep(Graph graph, IReadOnlyList<NodeSaving> savings, DataType type, long batch, bool onCpu, IReadOnlyList<GraphLayer> checkpoints)
    {
        this.savings = savings;
        this.type = type;
        this.onCpu = onCpu;
        for (var i = 0; i < savings.Count; i++)
        {
            foreach (var memory in savings[i].Kept)
            {
                var key = (memory.Node, memory.Part);
                if (!kept.TryGetValue(key, out var known))
                {
                    kept.Add(key, known = (memory, []));
                }

                known.By.Add(i);
            }
        }

        var segments = checkpoints.Select(static l => new HashSet<int>(l.AllNodes)).ToList();
        var again = new HashSet<int>(segments.SelectMany(static s => s));
        // What a segment reads from outside, and what others need of it, is kept all the same.
        var lasting = new Dictionary<(int, int), NodeMemory>();
        foreach (var memory in kept.Values.Where(k => k.By.Exists(n => !again.Contains(n))).Select(static k => k.Memory)
            .Concat(segments.SelectMany(s => s.SelectMany(n => savings[n].Reads).Where(m => !s.Contains(m.Node)))))
        {
            lasting[(memory.Node, memory.Part)] = memory;
        }

        checked
        {
            SavedBytes = lasting.Values.Aggregate(0L, (sum, m) => checked(sum + BytesOf(m)))
                + Enumerable.Range(0, savings.Count).Where(i => !again.Contains(i)).Aggregate(0L, (sum, i) => checked(sum + Own(i)))
                + segments.Select(s => kept.Where(k => !lasting.ContainsKey(k.Key) && k.Value.By.Exists(s.Contains)).Aggregate(s.Aggregate(0L, (sum, n) => checked(sum + Own(n))), (sum, k) => checked(sum + BytesOf(k.Value.Memory))))
                    .DefaultIfEmpty(0).Max();
            Flops = Enumerable.Range(0, savings.Count).Aggregate(0L, (sum, i) => checked(sum + BothPasses(graph.Nodes[i].Costs, savings[i]) + (again.Contains(i) ? graph.Nodes[i].Costs.Flops : 0))) * batch;
        }
    }

    /// <summary>The bytes of activations that are kept at most between the passes: of checkpointed layers, those of the largest while it is computed again.</summary>
    public long SavedBytes { get; }

    /// <summary>FLOPs of both passes, and of what is computed again.</summary>
    public long Flops { get; }

    /// <summary>What a layer keeps that none before it does.</summary>
    public long SavedBy(GraphLayer layer)
    {
        var own = new HashSet<int>(layer.AllNodes);
        return kept.Values.Where(k => own.Contains(k.By[0])).Aggregate(own.Aggregate(0L, (sum, n) => checked(sum + Own(n))), (sum, k) => checked(sum + BytesOf(k.Memory)));
    }

    /// <summary>What a node keeps for itself.</summary>
    private long Own(int node) => savings[node] is var saving && onCpu
        ? checked(type.Bytes(saving.Values + saving.Drops + saving.CpuValues) + saving.Bytes)
        : checked(type.Bytes(saving.Values) + saving.Bytes + saving.Drops);

    private long BytesOf(NodeMemory memory) => (memory.Type ?? type).Bytes(memory.Elements);

    /// <summary>Forwards once; backwards the products once more for each factor that needs a gradient, weights among them, and all else once.</summary>
    private static long BothPasses(Layers.LayerCosts costs, NodeSaving saving)
        => saving.NeedsGradient ? checked(costs.Flops + (costs.Macs * saving.Factors) + (costs.Flops - costs.Macs)) : costs.Flops;
}
