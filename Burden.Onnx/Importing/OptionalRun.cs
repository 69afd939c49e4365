namespace Burden.Onnx.Importing;

/// <summary>
/// Layers that some blocks have and others lack, which are alike otherwise: the projection of a residual block where its shape
/// changes, or its sum where that doesn't. One class stands for both, with a condition.
/// </summary>
/// <param name="First">The first of them in a block that has them.</param>
/// <param name="Count">How many they are.</param>
/// <param name="Compared">The layer whose shape, compared with the input's, may tell which blocks have them.</param>
internal sealed record OptionalRun(int First, int Count, int Compared)
{
    /// <summary>A condition holds for a block where it tells of the input's shape and that of a layer.</summary>
    private static readonly (string Text, Func<Shape, Shape, bool> Holds)[] Conditions =
    [
        ("Input.Channels != {0}.Channels", static (input, layer) => input.Channels != layer.Channels),
        ("Input.Width != {0}.Width", static (input, layer) => Width(input) != Width(layer)),
        ("Input.Channels != {0}.Channels || Input.Width != {0}.Width", static (input, layer) => input.Channels != layer.Channels || Width(input) != Width(layer)),
        ("Input.Channels == {0}.Channels", static (input, layer) => input.Channels == layer.Channels),
        ("Input.Width == {0}.Width", static (input, layer) => Width(input) == Width(layer)),
        ("Input.Channels == {0}.Channels && Input.Width == {0}.Width", static (input, layer) => input.Channels == layer.Channels && Width(input) == Width(layer)),
    ];

    private static long Width(Shape shape) => shape[shape.Rank - 1];

    /// <summary>The runs that a block may be without.</summary>
    public static IEnumerable<OptionalRun> In(ImportedLayer block)
    {
        var layers = block.Block!.Layers;
        for (var first = 1; first < layers.Count; first++)
        {
            // What reads the input: without it, the input itself is read.
            for (var last = first; last < layers.Count - 1 && layers[last].Reads is [var read] && read == (last == first ? block.Reads[0] : layers[last - 1].Value); last++)
            {
                var value = layers[last].Value;
                if (layers.FindAll(l => l.Reads.Contains(value)) is [{ Form.IsMerge: true } merge] && layers.FindIndex(l => merge.Reads.Contains(l.Value) && l.Value != value) is >= 0 and var other && other < first)
                {
                    yield return new OptionalRun(first, last - first + 1, other);
                }

                if (layers.Exists(l => l.Reads.Contains(value) && layers.IndexOf(l) != last + 1))
                {
                    break;
                }
            }

            // A sum with the input: without it, what is added to is yielded.
            if (layers[first].Form is { Name: "Add", Kind: not null } && layers[first].Reads.Count == 2 && layers[first].Reads.Contains(block.Reads[0]) && layers[first].Reads.Contains(layers[first - 1].Value)
                && layers[first - 1].Value != block.Reads[0] && layers.Count(l => l.Reads.Contains(layers[first - 1].Value)) == 1)
            {
                yield return new OptionalRun(first, 1, first - 1);
            }
        }
    }

    /// <summary>A block without these layers.</summary>
    public ImportedLayer Without(ImportedLayer block)
    {
        var layers = block.Block!.Layers;
        var (gone, instead) = (layers[First + Count - 1].Value, layers[First].Reads.Count == 1 ? block.Reads[0] : layers[Compared].Value);
        List<ImportedLayer> rest = [.. layers.Where((_, i) => i < First || i >= First + Count).Select(l => l with { Reads = [.. l.Reads.Select(r => r == gone ? instead : r)] })];
        return block with { Value = block.Value == gone ? instead : block.Value, Block = block.Block with { Layers = rest } };
    }

    /// <summary>What a block is called by: a residual block with a projection is one without, too.</summary>
    public Block Usual(ImportedLayer block) => block.Block!.Layers[First].Reads.Count == 1 ? Without(block).Block! : block.Block;

    /// <summary>A block that has these layers, which are marked.</summary>
    public ImportedLayer Marked(ImportedLayer block)
        => block with { Block = block.Block! with { Layers = [.. block.Block.Layers.Select((l, i) => i >= First && i < First + Count ? l with { IsOptional = true } : l)] } };

    /// <summary>A block that lacks these layers, with others in their places.</summary>
    /// <param name="pattern">A block that has them.</param>
    public ImportedLayer Filled(ImportedLayer block, ImportedLayer pattern)
    {
        var layers = block.Block!.Layers;
        var absent = pattern.Block!.Layers.Skip(First).Take(Count).Select(static l => l with { IsOptional = true, IsAbsent = true });
        return block with { Block = block.Block with { Layers = [.. layers.Take(First), .. absent, .. layers.Skip(First)] } };
    }

    /// <summary>The condition that holds for just the blocks that have these layers; null where none of shapes does.</summary>
    /// <param name="blocks">All blocks, with these layers or others in their places.</param>
    /// <param name="name">The name of the layer that is compared.</param>
    public string? Condition(IReadOnlyList<ImportedLayer> blocks, Func<int, Shape> shapeOf, string name)
    {
        var found = Array.Find(Conditions, c => blocks.All(b =>
        {
            var (input, layer) = (shapeOf(b.Reads[0]), b.Block!.Layers[Compared].Output);
            return input.Rank > 1 && layer.Rank == input.Rank && c.Holds(input, layer) != b.Block.Layers[First].IsAbsent;
        }));
        return found.Text is { } text ? string.Format(System.Globalization.CultureInfo.InvariantCulture, text, name) : null;
    }
}
