using Burden.Onnx.Values;

namespace Burden.Onnx.Graphs;

/// <summary>
/// Finds nodes that put several inputs of a batch into one item: a file that was exported for one input at once reshapes to
/// <c>1 x -1</c>, which any batch fits, and yields something else for it than one result each.
/// </summary>
internal static class FixedBatch
{
    /// <summary>The fault of a network that doesn't yield a result for each input at another batch; null where none is found.</summary>
    /// <param name="own">The file at its own batch, or at 1 where that is open.</param>
    /// <param name="asked">The file at the batch that is asked for.</param>
    public static OnnxFault? Find(OnnxReading own, OnnxReading asked)
    {
        if (own.Code is null || asked.Code is null || own.Code.Nodes.Count != asked.Code.Nodes.Count || own.Settings.Batch == asked.Settings.Batch)
        {
            return null;
        }

        var (before, after) = (Sizes(own), Sizes(asked));
        var batch = (Own: own.Settings.Batch, Asked: asked.Settings.Batch);
        foreach (var name in asked.Outputs)
        {
            if (asked.Values.GetValueOrDefault(name) is TensorValue { Rank: > 1, Node: >= 0 } output && before.TryGetValue(output.Node, out var sizes) && sizes.Count == output.Rank
                && sizes[0] == batch.Own && output[0] == batch.Own && Grows(sizes.Product(), output.Elements))
            {
                if (Folding(output.Node) is { } node)
                {
                    return new OnnxFault(
                        OnnxFaultKind.Shape,
                        asked.File,
                        $"node '{asked.Code.Nodes[node].Path}' ({asked.Code.Nodes[node].Kind})",
                        $"it fixes the batch at {Text.Of(batch.Own)}: with {Text.Of(batch.Asked)} inputs at once, it puts them all into {TensorValue.Describe(after[node])}; expected a batch of {Text.Of(batch.Own)}, or a file whose batch is open");
                }
            }
        }

        return null;

        bool Grows(long from, long to) => (decimal)to * batch.Own == (decimal)from * batch.Asked;

        bool Leads(int node) => before.TryGetValue(node, out var from) && after.TryGetValue(node, out var to) && from.Count > 0 && to.Count > 0 && Grows(from[0], to[0]);

        // Back from an output that has no batch in front, to the node that took it away.
        int? Folding(int output)
        {
            var seen = new HashSet<int>();
            var waiting = new Stack<int>([output]);
            while (waiting.TryPop(out var node))
            {
                if (!seen.Add(node) || Leads(node))
                {
                    continue;
                }

                var reads = asked.Code.Nodes[node].Reads;
                if (asked.Code.Nodes[node].Kind == "Reshape" && reads.Count > 0 && Leads(reads[0]) && after.ContainsKey(node))
                {
                    return node;
                }

                foreach (var read in reads)
                {
                    waiting.Push(read);
                }
            }

            return null;
        }
    }

    /// <summary>The whole sizes of what the nodes of the model's own graph yield.</summary>
    private static Dictionary<int, IReadOnlyList<long>> Sizes(OnnxReading reading)
    {
        var sizes = new Dictionary<int, IReadOnlyList<long>>();
        foreach (var tensor in reading.Values.Values.OfType<TensorValue>().Where(static t => t.Node >= 0))
        {
            sizes[tensor.Node] = tensor.Sizes;
        }

        return sizes;
    }
}
