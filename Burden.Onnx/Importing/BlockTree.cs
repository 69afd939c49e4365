namespace Burden.Onnx.Importing;

/// <summary>Finds the blocks that the file's names tell of: layers of one module that run one after the other.</summary>
internal static class BlockTree
{
    /// <summary>The layers with blocks in place of those that belong together.</summary>
    /// <param name="outputs">The values that are read from outside.</param>
    /// <param name="around">The name of the module around them.</param>
    public static List<ImportedLayer> Of(IReadOnlyList<ImportedLayer> layers, IReadOnlyCollection<int> outputs, string around = "")
    {
        var result = new List<ImportedLayer>();
        for (var first = 0; first < layers.Count;)
        {
            var last = first + 1;
            var name = layers[first].Names.Count > 0 ? layers[first].Names[0] : null;
            var whole = around.Length == 0 ? name : $"{around}.{name}";
            while (name is not null && last < layers.Count && layers[last].Names.Count > 0 && layers[last].Names[0] == name)
            {
                last++;
            }

            if (last - first < 2)
            {
                result.Add(layers[first]);
            }
            else if (Wrap(layers, first, last - first, outputs) is { } edge)
            {
                var inner = Of([.. layers.Skip(first).Take(last - first).Select(static l => Renamed(l, [.. l.Names.Skip(1)]))], [edge.Value], whole!);
                result.Add(inner is [{ Block: not null } single]
                    ? Renamed(single, [name!, .. single.Names])
                    : Block(new Block(whole!, inner), edge, [name!]));
            }
            else
            {
                // No class can stand for them: they stay, under their whole names.
                result.AddRange(Of([.. layers.Skip(first).Take(last - first).Select(static l => Renamed(l, [.. l.Names.Skip(1)]))], [.. outputs, .. Read(layers, first, last - first)], whole!)
                    .Select(l => Renamed(l, [name!, .. l.Names])));
            }

            first = last;
        }

        return result;
    }

    /// <summary>What a run of layers reads from outside, in the order of their reading, and the one value of it that others read; null where there isn't exactly one.</summary>
    public static (IReadOnlyList<int> Reads, int Value)? Wrap(IReadOnlyList<ImportedLayer> layers, int first, int count, IReadOnlyCollection<int> outputs)
    {
        var inside = new HashSet<int>();
        var reads = new List<int>();
        for (var i = first; i < first + count; i++)
        {
            foreach (var read in layers[i].Reads.Where(r => !inside.Contains(r) && !reads.Contains(r)))
            {
                reads.Add(read);
            }

            inside.Add(layers[i].Value);
        }

        var yielded = outputs.Where(inside.Contains).ToHashSet();
        yielded.UnionWith(layers.Where((_, i) => i < first || i >= first + count).SelectMany(static l => l.Reads).Where(inside.Contains));
        return yielded.Count == 1 && reads.Count > 0 ? (reads, yielded.Single()) : null;
    }

    /// <summary>A block as a layer.</summary>
    public static ImportedLayer Block(Block block, (IReadOnlyList<int> Reads, int Value) edge, IReadOnlyList<string> names) => new()
    {
        Form = new LayerForm("", []),
        Reads = edge.Reads,
        Value = edge.Value,
        Output = block.Layers.Find(l => l.Value == edge.Value)!.Output,
        Names = names,
        Block = block,
    };

    private static IEnumerable<int> Read(IReadOnlyList<ImportedLayer> layers, int first, int count)
        => layers.Where((_, i) => i < first || i >= first + count).SelectMany(static l => l.Reads);

    public static ImportedLayer Renamed(ImportedLayer layer, IReadOnlyList<string> names) => layer with { Names = names };
}
