using Burden.Generator.Graphs;
using Burden.Generator.Layers;

namespace Burden.Generator.Costs;

/// <summary>Which nodes own memory, and which buffer each node's output lies in.</summary>
internal sealed class MemoryPlan
{
    private readonly Graph graph;
    private readonly int[] readers;
    private readonly int[] buffers;
    private readonly HashSet<int> outputs;

    /// <param name="overwrites">Whether layers in place overwrite their inputs; else each has a buffer of its own.</param>
    /// <param name="isTraining">Whether layers drop values, so that their outputs are no views.</param>
    public MemoryPlan(Graph graph, bool overwrites = true, bool isTraining = false)
    {
        this.graph = graph;
        var nodes = graph.Nodes;
        outputs = [.. graph.Outputs];
        readers = new int[nodes.Count];
        buffers = new int[nodes.Count];
        foreach (var node in nodes)
        {
            var reads = node.Reads;
            for (var i = 0; i < reads.Count; i++)
            {
                // A node that reads another twice is one reader.
                if (IndexOf(reads, reads[i]) == i)
                {
                    readers[reads[i]]++;
                }
            }
        }

        for (var i = 0; i < nodes.Count; i++)
        {
            buffers[i] = (overwrites || nodes[i].Costs.Storage != Storage.InPlace) && !(isTraining && nodes[i].Costs.Drops) && Shares(nodes[i]) ? buffers[nodes[i].Reads[0]] : i;
        }
    }

    /// <summary>The node whose output first lies in the buffer that a node's output lies in: itself, unless it shares its input's.</summary>
    public int BufferOf(int node) => buffers[node];

    /// <summary>Whether a node's output has a buffer of its own.</summary>
    public bool Owns(int node) => buffers[node] == node && !graph.Nodes[node].IsInput && !IsStored(node);

    /// <summary>
    /// What is alive at each step when the nodes run in order: a buffer lives from the node that fills it to the last
    /// that reads it, an input from the start, an output to the end.
    /// </summary>
    /// <param name="bytes">The bytes of so many elements of a type; null is the network's.</param>
    /// <exception cref="OverflowException">A sum overflows Int64.</exception>
    public MemoryTimeline Timeline(Func<DataType?, long, long> bytes)
    {
        var nodes = graph.Nodes;
        var last = new int[nodes.Count];
        for (var i = 0; i < nodes.Count; i++)
        {
            last[buffers[i]] = Math.Max(last[buffers[i]], outputs.Contains(i) ? nodes.Count - 1 : i);
            foreach (var read in nodes[i].Reads)
            {
                last[buffers[read]] = Math.Max(last[buffers[read]], i);
            }
        }

        var features = new List<MemoryUse>();
        for (var i = 0; i < nodes.Count; i++)
        {
            if (buffers[i] == i && !IsStored(i))
            {
                features.Add(new MemoryUse(i, nodes[i].IsInput ? 0 : i, last[i], bytes(nodes[i].Costs.OutputType, nodes[i].Costs.Output.Elements)));
            }

            if (nodes[i].Costs.ExtraElements > 0)
            {
                features.Add(new MemoryUse(i, i, i, bytes(nodes[i].Costs.OutputType, nodes[i].Costs.ExtraElements)));
            }
        }

        return new MemoryTimeline(features, nodes.Count);
    }

    private static int IndexOf(IReadOnlyList<int> reads, int read)
    {
        var i = 0;
        while (reads[i] != read)
        {
            i++;
        }

        return i;
    }

    /// <summary>Whether a node's output lies in its input's buffer.</summary>
    private bool Shares(GraphNode node) => node.Reads.Count > 0 && node.Costs.Storage switch
    {
        Storage.View => true,
        // Values of another type don't fit over the input's.
        Storage.InPlace => node.Costs.OutputType == graph.Nodes[node.Reads[0]].Costs.OutputType && IsReadOnce(node.Reads[0]),
        _ => false,
    };

    /// <summary>Whether a node's values need no memory: they are parameters, which have some already, or are never computed.</summary>
    public bool IsStored(int node) => graph.Nodes[node].Costs.Storage is Storage.Parameters or Storage.None;

    /// <summary>Whether nobody but one reader sees a node's values, under this name or another.</summary>
    private bool IsReadOnce(int node)
    {
        while (true)
        {
            if (readers[node] != 1 || outputs.Contains(node) || IsStored(node))
            {
                return false;
            }

            if (graph.Nodes[node].Costs.Storage != Storage.View || graph.Nodes[node].Reads.Count == 0)
            {
                return true;
            }

            node = graph.Nodes[node].Reads[0];
        }
    }
}
