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
            nodes[i] = graph.Nodes[i].IsInput ? Figures.Zero : Figures.OfNode(new NodeUse(graph, plan, settings, i));
        }
    }

    public int Count => nodes.Length;

    /// <summary>One node's; null where a figure overflows Int64.</summary>
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
            var sums = new long[Figure.All.Count];
            foreach (var member in members)
            {
                if (nodes[member] is not { } figures)
                {
                    return null;
                }

                figures.AddTo(sums);
            }

            return new Figures(sums);
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
