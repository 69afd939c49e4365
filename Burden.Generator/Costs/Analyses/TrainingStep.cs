using Burden.Generator.Graphs;
using Burden.Generator.Layers;

namespace Burden.Generator.Costs.Analyses;

/// <summary>One step of training: what is kept for the backward pass, and what is computed.</summary>
internal sealed class TrainingStep
{
    private readonly Graph graph;
    private readonly DataType type;
    private readonly long batch;
    private readonly bool[] needsGradient;

    /// <summary>The node whose output first lies where a node's output lies.</summary>
    private readonly int[] buffers;

    /// <summary>What each node keeps beside features: statistics, indices, masks.</summary>
    private readonly long[] extras;

    /// <summary>The features that are kept, each with the nodes that need it.</summary>
    private readonly SortedDictionary<int, List<int>> kept = [];

    /// <summary>Those of them that hold indices.</summary>
    private readonly HashSet<int> indices = [];

    /// <param name="type">The type of features.</param>
    /// <param name="batch">Inputs in one step.</param>
    /// <param name="checkpoints">Layers that are computed again in the backward pass instead of being kept.</param>
    /// <exception cref="OverflowException">A figure overflows Int64.</exception>
    public TrainingStep(Graph graph, DataType type, long batch, IReadOnlyList<GraphLayer> checkpoints)
    {
        this.graph = graph;
        this.type = type;
        this.batch = batch;
        needsGradient = new bool[graph.Nodes.Count];
        extras = new long[graph.Nodes.Count];
        buffers = new int[graph.Nodes.Count];
        var plan = new MemoryPlan(graph, isTraining: true);
        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            var node = graph.Nodes[i];
            needsGradient[i] = node.Costs.Storage != Storage.None && (IsTrained(node) || node.Reads.Any(r => needsGradient[r]));
            buffers[i] = i;
            Keep(i, plan);
        }

        var segments = checkpoints.Select(static l => new HashSet<int>(l.AllNodes)).ToList();
        var again = new HashSet<int>(segments.SelectMany(static s => s));
        // What a segment reads from outside, and what others need of it, is kept all the same.
        var inputs = new HashSet<int>(segments.SelectMany(s => s.SelectMany(n => graph.Nodes[n].Reads).Where(r => !s.Contains(r)).Select(r => buffers[r])).Where(b => !plan.IsStored(b)));
        var lasting = new HashSet<int>(kept.Where(k => k.Value.Exists(n => !again.Contains(n))).Select(static k => k.Key).Concat(inputs));
        checked
        {
            SavedBytes = lasting.Aggregate(0L, (sum, b) => checked(sum + BytesOf(b)))
                + Enumerable.Range(0, extras.Length).Where(i => !again.Contains(i)).Aggregate(0L, (sum, i) => checked(sum + extras[i]))
                + segments.Select(s => kept.Where(k => !lasting.Contains(k.Key) && k.Value.Exists(s.Contains)).Aggregate(s.Aggregate(0L, (sum, n) => checked(sum + extras[n])), (sum, k) => checked(sum + BytesOf(k.Key))))
                    .DefaultIfEmpty(0).Max();
            Flops = Enumerable.Range(0, extras.Length).Aggregate(0L, (sum, i) => checked(sum + BothPasses(i) + (again.Contains(i) ? graph.Nodes[i].Costs.Flops : 0))) * batch;
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
        return kept.Where(k => own.Contains(k.Value[0])).Aggregate(own.Aggregate(0L, (sum, n) => checked(sum + extras[n])), (sum, k) => checked(sum + BytesOf(k.Key)));
    }

    private static bool IsTrained(GraphNode node) => node.Costs.Parameters + node.Costs.SharedParameters > 0;

    private long BytesOf(int node)
    {
        var elements = checked(graph.Nodes[node].Costs.Output.Elements * batch);
        return indices.Contains(node) ? checked(sizeof(long) * elements) : TrainingAnalysis.Trained(graph.Nodes[node].Costs.OutputType ?? type).Bytes(elements);
    }

    private void Keep(int index, MemoryPlan plan)
    {
        var node = graph.Nodes[index];
        var rule = SavedTensorRules.Of(node.Kind);
        var reads = node.Reads.Select(r => graph.Nodes[r].Costs.Output).ToList();
        var use = new SavingUse(node.Costs, reads, node.Call, batch);
        var isKept = needsGradient[index] && !node.IsInput && node.Costs is not ({ Storage: Storage.Parameters } or { Storage: Storage.View, Drops: false }) && rule.Applies(use);
        // What others need as it is can't be overwritten.
        var overwrites = plan.BufferOf(index) != index && (node.Costs.Storage == Storage.View || !kept.ContainsKey(buffers[node.Reads[0]]));
        buffers[index] = overwrites ? buffers[node.Reads[0]] : index;
        if (!isKept)
        {
            return;
        }

        var copies = 0L;
        if (rule.Inputs && overwrites && rule.WorksFromOutput)
        {
            KeepBuffer(buffers[index]);
        }
        else if (rule.Inputs)
        {
            foreach (var read in node.Reads.Skip(rule.FirstInput).Take(rule.MostInputs).Distinct())
            {
                if (rule.IsProduct && !use.IsTrained && node.Reads.Count(r => r == read) == 1 && !node.Reads.Any(r => r != read && needsGradient[r]))
                {
                    continue;
                }

                if (overwrites && read == node.Reads[0])
                {
                    copies = graph.Nodes[read].Costs.Output.Elements;
                }
                else
                {
                    KeepBuffer(buffers[read]);
                    if (rule.AreIndices)
                    {
                        indices.Add(buffers[read]);
                    }
                }
            }
        }

        if (rule.Output)
        {
            KeepBuffer(buffers[index]);
        }

        checked
        {
            extras[index] = TrainingAnalysis.Trained(node.Costs.OutputType ?? type).Bytes((rule.Values(use) + copies) * batch)
                + (sizeof(float) * rule.Statistics(use) * (rule.IsOfBatch ? 1 : batch))
                + (rule.BytesPerOutput * node.Costs.Output.Elements * batch);
        }

        void KeepBuffer(int buffer)
        {
            if (!plan.IsStored(buffer))
            {
                if (!kept.TryGetValue(buffer, out var by))
                {
                    kept.Add(buffer, by = []);
                }

                by.Add(index);
            }
        }
    }

    /// <summary>Forwards once; backwards the products once more for each factor that needs a gradient, weights among them, and all else once.</summary>
    private long BothPasses(int index)
    {
        var node = graph.Nodes[index];
        if (!needsGradient[index])
        {
            return node.Costs.Flops;
        }

        // Attention and recurrent layers have products inside, of which both factors need one.
        var factors = node.Costs.ExtraElements > 0 ? 2 : Math.Min(2, node.Reads.Distinct().Count(r => needsGradient[r]) + (IsTrained(node) ? 1 : 0));
        return checked(node.Costs.Flops + (node.Costs.Macs * factors) + (node.Costs.Flops - node.Costs.Macs));
    }
}
