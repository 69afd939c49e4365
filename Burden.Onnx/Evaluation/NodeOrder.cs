using Burden.Onnx.Proto;

namespace Burden.Onnx.Evaluation;

/// <summary>The order in which nodes run. The format asks for sorted nodes; runtimes also take others, and so does Burden.</summary>
internal static class NodeOrder
{
    public static IReadOnlyList<NodeMessage> Of(IReadOnlyList<NodeMessage> nodes)
    {
        var producers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < nodes.Count; i++)
        {
            foreach (var output in nodes[i].Outputs)
            {
                if (output.Length > 0 && !producers.TryAdd(output, i))
                {
                    throw new OnnxException(OnnxFaultKind.Format, $"'{output}' is the output of two nodes");
                }
            }
        }

        var isSorted = true;
        for (var i = 0; i < nodes.Count && isSorted; i++)
        {
            isSorted = Reads(nodes[i]).All(name => !producers.TryGetValue(name, out var producer) || producer < i);
        }

        return isSorted ? nodes : Sorted(nodes, producers);
    }

    /// <summary>What a node reads, also from inside the graphs in its attributes.</summary>
    private static IEnumerable<string> Reads(NodeMessage node) => node.Inputs.Concat(Subgraphs.Of(node).SelectMany(static g => Subgraphs.WithInner(g.Nodes).SelectMany(static n => n.Inputs).Concat(g.Outputs.Select(static o => o.Name)))
        .Where(name => !Subgraphs.Of(node).Any(g => g.Nodes.Any(n => n.Outputs.Contains(name)))));

    private static List<NodeMessage> Sorted(IReadOnlyList<NodeMessage> nodes, Dictionary<string, int> producers)
    {
        var waiting = new int[nodes.Count];
        var readers = new List<int>[nodes.Count];
        for (var i = 0; i < nodes.Count; i++)
        {
            foreach (var producer in Reads(nodes[i]).Where(producers.ContainsKey).Select(n => producers[n]).Distinct())
            {
                waiting[i]++;
                (readers[producer] ??= []).Add(i);
            }
        }

        var ready = new PriorityQueue<int, int>(Enumerable.Range(0, nodes.Count).Where(i => waiting[i] == 0).Select(static i => (i, i)));
        var sorted = new List<NodeMessage>(nodes.Count);
        while (ready.TryDequeue(out var next, out _))
        {
            sorted.Add(nodes[next]);
            foreach (var reader in readers[next] ?? [])
            {
                if (--waiting[reader] == 0)
                {
                    ready.Enqueue(reader, reader);
                }
            }
        }

        return sorted.Count == nodes.Count
            ? sorted
            : throw new OnnxException(OnnxFaultKind.Format, $"nodes read each other's outputs in a circle: '{nodes[Array.FindIndex(waiting, static w => w > 0)].Name}' is among them");
    }
}
