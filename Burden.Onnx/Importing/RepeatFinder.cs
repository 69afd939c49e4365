namespace Burden.Onnx.Importing;

/// <summary>Finds runs of layers that occur several times with the same wiring, where no names tell of modules.</summary>
internal static class RepeatFinder
{
    private const int LeastLayers = 4;

    /// <summary>What a layer that is saved counts at most.</summary>
    private const int MostWeight = 50;

    private const int MostLayers = 64;

    /// <summary>What reads no more than so many values from outside is readable as a module.</summary>
    private const int MostReads = 3;

    /// <summary>Beyond this, looking for runs takes longer than anybody reads a declaration.</summary>
    private const int MostInAll = 4000;

    /// <summary>Puts blocks in place of the runs that save most; the same list where there are none.</summary>
    /// <param name="refused">Runs that no module is made of.</param>
    public static List<ImportedLayer> Fold(List<ImportedLayer> layers, IReadOnlyCollection<int> outputs, IReadOnlySet<string> refused)
    {
        if (layers.Count is < 2 * LeastLayers or > MostInAll)
        {
            return layers;
        }

        while (Best(layers, outputs, refused) is { } found)
        {
            var (starts, length, run) = found;
            var result = new List<ImportedLayer>();
            for (var i = 0; i < layers.Count;)
            {
                if (starts.Contains(i))
                {
                    result.Add(BlockTree.Block(new Block("", [.. layers.Skip(i).Take(length)], Run: run), BlockTree.Wrap(layers, i, length, outputs)!.Value, []));
                    i += length;
                }
                else
                {
                    result.Add(layers[i++]);
                }
            }

            layers = result;
        }

        return layers;
    }

    private static (HashSet<int> Starts, int Length, string Run)? Best(List<ImportedLayer> layers, IReadOnlyCollection<int> outputs, IReadOnlySet<string> refused)
    {
        var producers = new Dictionary<int, int>();
        var lastRead = new int[layers.Count];
        for (var i = 0; i < layers.Count; i++)
        {
            foreach (var read in layers[i].Reads)
            {
                if (producers.TryGetValue(read, out var producer))
                {
                    lastRead[producer] = i;
                }
            }

            producers[layers[i].Value] = i;
            lastRead[i] = outputs.Contains(layers[i].Value) ? int.MaxValue : i;
        }

        (HashSet<int>, int, string)? best = null;
        var saved = 0;
        for (var length = Math.Min(MostLayers, layers.Count / 2); length >= LeastLayers; length--)
        {
            // No run of this length can save as much as what is found.
            if (((layers.Count / length) - 1) * length * MostWeight <= saved)
            {
                continue;
            }

            var runs = new Dictionary<string, List<int>>(StringComparer.Ordinal);
            for (var start = 0; start + length <= layers.Count; start++)
            {
                if (Signature(layers, start, length, producers, lastRead) is { } signature)
                {
                    if (!runs.TryGetValue(signature, out var starts))
                    {
                        runs.Add(signature, starts = []);
                    }

                    if (starts.Count == 0 || starts[^1] + length <= start)
                    {
                        starts.Add(start);
                    }
                }
            }

            foreach (var (run, starts) in runs.Where(r => r.Value.Count > 1 && !refused.Contains(r.Key)))
            {
                // A module reads best that has one input, and that begins with what has weights.
                var reads = BlockTree.Wrap(layers, starts[0], length, outputs)!.Value.Reads.Count;
                var saves = (starts.Count - 1) * (length - 1) * (reads == 1 ? 10 : reads == 2 ? 6 : 4) * (ChainMaker.IsHead(layers[starts[0]]) ? 5 : 4);
                if (saves > saved)
                {
                    (best, saved) = ((starts.ToHashSet(), length, run), saves);
                }
            }
        }

        return best;
    }

    /// <summary>What runs of one signature have in common; null for a run that no module can be.</summary>
    private static string? Signature(List<ImportedLayer> layers, int start, int length, Dictionary<int, int> producers, int[] lastRead)
    {
        var end = start + length;
        // Only the last may be read from outside.
        for (var i = start; i < end - 1; i++)
        {
            if (lastRead[i] >= end || layers[i].Block is not null)
            {
                return null;
            }
        }

        // Modules that the file's names tell of aren't torn.
        var names = layers[start].Names;
        for (var i = start; i < end; i++)
        {
            if (layers[i].Names.Count > 1 && !layers[i].Names.SequenceEqual(names))
            {
                return null;
            }
        }

        if (lastRead[end - 1] < end || layers[end - 1].Block is not null || layers[start].Reads.Count == 0)
        {
            return null;
        }

        var text = new System.Text.StringBuilder();
        var outside = new List<int>();
        var isChain = true;
        for (var i = start; i < end; i++)
        {
            text.Append(layers[i].Form.Name).Append('#').Append(layers[i].Form.Module?.Number ?? 0).Append(layers[i].Form.TypesKey);
            foreach (var read in layers[i].Reads)
            {
                var at = producers.TryGetValue(read, out var producer) && producer >= start ? producer - start : -1;
                if (at < 0)
                {
                    if (!outside.Contains(read))
                    {
                        outside.Add(read);
                    }

                    text.Append(" e").Append(outside.IndexOf(read));
                    isChain &= i == start;
                }
                else
                {
                    text.Append(' ').Append(at);
                    isChain &= at == i - start - 1;
                }
            }

            text.Append(';');
        }

        // A chain is read well as it is.
        return outside.Count <= MostReads && !isChain ? text.ToString() : null;
    }
}
