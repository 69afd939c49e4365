using Burden.Generator.Graphs;
using Burden.Generator.Helpers;
using Burden.Generator.Layers;

namespace Burden.Generator.Costs.Analyses;

/// <summary>What each layer of a declared network keeps for the backward pass.</summary>
internal sealed class DeclaredSavings
{
    /// <summary>The part of a node's memory that holds indices.</summary>
    private const int Indices = 1;

    private readonly Graph graph;
    private readonly DataType type;
    private readonly long batch;
    private readonly MemoryPlan plan;
    private readonly bool[] needsGradient;

    /// <summary>The node whose output first lies where a node's output lies.</summary>
    private readonly int[] buffers;

    /// <summary>The features that are kept so far.</summary>
    private readonly HashSet<int> kept = [];

    private DeclaredSavings(Graph graph, DataType type, long batch)
    {
        this.graph = graph;
        this.type = type;
        this.batch = batch;
        plan = new MemoryPlan(graph, isTraining: true);
        needsGradient = new bool[graph.Nodes.Count];
        buffers = new int[graph.Nodes.Count];
    }

    /// <summary>What each node keeps.</summary>
    /// <param name="type">The type of features.</param>
    /// <param name="batch">Inputs in one step.</param>
    /// <exception cref="OverflowException">A figure overflows Int64.</exception>
    public static IReadOnlyList<NodeSaving> Of(Graph graph, DataType type, long batch)
    {
        var savings = new DeclaredSavings(graph, type, batch);
        return [.. Enumerable.Range(0, graph.Nodes.Count).Select(savings.Of)];
    }

    private static bool IsTrained(GraphNode node) => node.Costs.Parameters + node.Costs.SharedParameters > 0;

    private NodeSaving Of(int index)
    {
        var node = graph.Nodes[index];
        needsGradient[index] = node.Costs.Storage != Storage.None && (IsTrained(node) || node.Reads.Any(r => needsGradient[r]));
        buffers[index] = index;
        var rule = SavedTensorRules.Of(node.Kind);
        var use = new SavingUse(node.Costs, [.. node.Reads.Select(r => graph.Nodes[r].Costs.Output)], node.Call, batch, IsTrained(node));
        var isKept = needsGradient[index] && !node.IsInput && node.Costs is not ({ Storage: Storage.Parameters } or { Storage: Storage.View, Drops: false }) && rule.Applies(use);
        // What others need as it is can't be overwritten.
        var overwrites = plan.BufferOf(index) != index && (node.Costs.Storage == Storage.View || !kept.Contains(buffers[node.Reads[0]]));
        buffers[index] = overwrites ? buffers[node.Reads[0]] : index;
        // Attention and recurrent layers have products inside, of which both factors need a gradient.
        var factors = node.Costs.ExtraElements > 0 ? 2 : Math.Min(2, node.Reads.Distinct().Count(r => needsGradient[r]) + (IsTrained(node) ? 1 : 0));
        EquatableArray<NodeMemory> reads = [.. node.Reads.Select(r => buffers[r]).Where(b => !plan.IsStored(b)).Select(b => MemoryOf(b))];
        if (!isKept)
        {
            return new NodeSaving(needsGradient[index], factors, [], reads, 0, 0);
        }

        var memory = new List<NodeMemory>();
        var copies = 0L;
        if (rule.Inputs && overwrites && rule.WorksFromOutput)
        {
            Keep(buffers[index]);
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
                    Keep(buffers[read], rule.AreIndices);
                }
            }
        }

        if (rule.Output)
        {
            Keep(buffers[index]);
        }

        checked
        {
            return new NodeSaving(
                needsGradient[index],
                factors,
                [.. memory],
                reads,
                0,
                TrainingAnalysis.Trained(node.Costs.OutputType ?? type).Bytes((rule.Values(use) + copies) * batch)
                    + (sizeof(float) * rule.Statistics(use) * (rule.IsOfBatch ? 1 : batch))
                    + (rule.BytesPerOutput * node.Costs.Output.Elements * batch))
            {
                Drops = rule.Drops(use) * batch,
                CpuValues = rule.CpuValues(use) * batch,
            };
        }

        void Keep(int buffer, bool areIndices = false)
        {
            if (!plan.IsStored(buffer))
            {
                _ = kept.Add(buffer);
                memory.Add(MemoryOf(buffer, areIndices));
            }
        }
    }

    private NodeMemory MemoryOf(int buffer, bool areIndices = false) => new(
        buffer,
        areIndices ? Indices : 0,
        checked(graph.Nodes[buffer].Costs.Output.Elements * batch),
        areIndices ? DataType.Int64 : graph.Nodes[buffer].Costs.OutputType is { } own ? TrainingAnalysis.Trained(own) : null);
}
