using System.Collections;
using Burden.Generator.Graphs;
using Burden.Generator.Layers;

namespace Burden.Generator.Costs;

/// <summary>The figures of each node of a graph.</summary>
internal sealed class NodeFigures : IReadOnlyList<Figures?>
{
    private readonly Figures?[] nodes;

    /// <param name="plan">Which nodes own memory.</param>
    /// <param name="settings">The types and the batch to count with.</param>
    public NodeFigures(Graph graph, MemoryPlan plan, NetworkSettings settings)
    {
        nodes = new Figures?[graph.Nodes.Count];
        for (var i = 0; i < nodes.Length; i++)
        {
            try
            {
                nodes[i] = graph.Nodes[i].IsInput ? Figures.Zero : Of(settings, graph.Nodes[i].Costs, plan.Owns(i));
            }
            catch (OverflowException)
            {
                // It stays unknown.
            }
        }
    }

    public int Count => nodes.Length;

    /// <summary>One node's; null where a figure is beyond 64 bits.</summary>
    public Figures? this[int node] => nodes[node];

    public IEnumerator<Figures?> GetEnumerator() => ((IEnumerable<Figures?>)nodes).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => nodes.GetEnumerator();

    /// <summary>Those of consecutive nodes together; null where unknown.</summary>
    public Figures? Sum(int first, int count) => Sum(Enumerable.Range(first, count));

    /// <summary>Those of some nodes together; null where unknown.</summary>
    public Figures? Sum(IEnumerable<int> members)
    {
        try
        {
            var (parameters, buffers, parameterBytes, elements, bytes, macs, flops) = Figures.Zero;
            foreach (var member in members)
            {
                if (nodes[member] is not { } figures)
                {
                    return null;
                }

                checked
                {
                    parameters += figures.Parameters;
                    buffers += figures.Buffers;
                    parameterBytes += figures.ParameterBytes;
                    elements += figures.FeatureElements;
                    bytes += figures.FeatureBytes;
                    macs += figures.Macs;
                    flops += figures.Flops;
                }
            }

            return new Figures(parameters, buffers, parameterBytes, elements, bytes, macs, flops);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static Figures Of(NetworkSettings settings, LayerCosts costs, bool owns)
    {
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
}
