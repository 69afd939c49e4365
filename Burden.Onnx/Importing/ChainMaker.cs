using Burden.Generator.Layers;

namespace Burden.Onnx.Importing;

/// <summary>Puts the layers of a class on properties: chains that read well, each layer's name where another reads it.</summary>
internal sealed class ChainMaker
{
    /// <summary>Layers that prepare the input of the next.</summary>
    private static readonly HashSet<string> Leading =
    [
        "Flatten", "Reshape", "Permute", "Pad", "Slice", "GlobalAvgPool1d", "GlobalAvgPool2d", "GlobalAvgPool3d", "GlobalMaxPool1d", "GlobalMaxPool2d", "GlobalMaxPool3d", "Dropout",
    ];

    private readonly IReadOnlyList<ImportedLayer> layers;
    private readonly HashSet<string> taken;
    private readonly List<LayerProperty> properties = [];
    private readonly Dictionary<int, int> readers = [];

    /// <param name="layers">The layers, with values numbered from 0.</param>
    /// <param name="outputs">The values that the class yields.</param>
    /// <param name="taken">Names that properties can't have; theirs are added.</param>
    public ChainMaker(IReadOnlyList<ImportedLayer> layers, IReadOnlyList<int> outputs, HashSet<string> taken)
    {
        (this.layers, this.taken) = (layers, taken);
        foreach (var read in layers.SelectMany(static l => l.Reads))
        {
            readers[read] = readers.GetValueOrDefault(read) + 1;
        }

        var previous = -1;
        for (var first = 0; first < layers.Count;)
        {
            var last = first + 1;
            while (last < layers.Count && Follows(last, outputs) && ReadsWell(first, last) && IsStoredAlike(first, last))
            {
                last++;
            }

            Add(first, last - first, previous, outputs);
            previous = layers[last - 1].Value;
            first = last;
        }

        var running = properties.FindLast(p => !IsAside(layers[p.Layers[0]]));
        if (outputs.Count == 1 && running is not null && layers[running.Layers[^1]].Value == outputs[0])
        {
            // The last property is the output anyway.
            properties[properties.IndexOf(running)] = running with { IsOutput = false };
        }
    }

    public IReadOnlyList<LayerProperty> Properties => properties;

    /// <summary>Whether a layer is built and never run.</summary>
    public static bool IsAside(ImportedLayer layer) => layer.Form.Find(ReservedNames.ParametersOnly) is not null;

    /// <summary>Whether a layer can stand in the chain of the one before, whose output nothing else reads.</summary>
    private bool Follows(int index, IReadOnlyList<int> outputs)
    {
        var (before, layer) = (layers[index - 1].Value, layers[index]);
        return readers.GetValueOrDefault(before) == 1 && layer.Reads.Contains(before)
            && (layer.Reads[0] == before || layer.Form.IsCommutative)
            // What has a name ends its property.
            && !layer.Form.NamedLayers.Any(n => layer.Reads[n.Read] == before)
            && !IsAside(layer) && !IsAside(layers[index - 1])
            && layer.IsOptional == layers[index - 1].IsOptional
            && !outputs.Contains(before);
    }

    /// <summary>Whether one <c>[Precision]</c> can stand for the layers of a chain: what stores values, stores all in one way.</summary>
    private bool IsStoredAlike(int first, int last)
    {
        var precise = Enumerable.Range(first, last - first + 1).Select(i => layers[i].Form).Where(static f => f.Precision.Count > 0 || f.Stores).ToList();
        return precise.TrueForAll(f => f.Precision.SequenceEqual(precise[0].Precision));
    }

    private bool ReadsWell(int first, int index)
    {
        var (before, layer) = (layers[index - 1], layers[index]);
        if (layer.Group != 0 && layer.Group == before.Group)
        {
            return true;
        }

        var hasHead = Enumerable.Range(first, index - first).Any(i => IsHead(layers[i]));
        if (IsHead(layer))
        {
            return !hasHead;
        }

        return !(hasHead && Leading.Contains(layer.Form.Name) && LeadsToHead(index));
    }

    /// <summary>Whether only layers that prepare an input stand before the next that has a property of its own.</summary>
    private bool LeadsToHead(int index)
    {
        while (index < layers.Count && Leading.Contains(layers[index].Form.Name))
        {
            index++;
        }

        return index < layers.Count && IsHead(layers[index]);
    }

    /// <summary>Whether a layer is what its property is about: it stores weights, or combines others.</summary>
    public static bool IsHead(ImportedLayer layer) => layer.Form.Module is { IsFunction: false }
        || (layer.Form.IsMerge && layer.Form.Name is not ("Add" or "Multiply"))
        || layer.Form.Name is "Linear" or "Embedding" or "LSTM" or "GRU" or "RNN" or "LearnedTensor"
        || layer.Form.Name.StartsWith("Conv", StringComparison.Ordinal);

    private void Add(int first, int count, int previous, IReadOnlyList<int> outputs)
    {
        var layer = layers[first];
        var chain = Enumerable.Range(first, count).ToList();
        var namesAll = layer.Form.IsMerge;
        var from = namesAll || layer.Reads.Count == 0 || layer.Reads[0] == previous ? (int?)null : layer.Reads[0];
        properties.Add(new LayerProperty(NameOf(chain), chain, from, namesAll, outputs.Contains(layers[first + count - 1].Value)));
    }

    private string NameOf(List<int> chain)
    {
        var head = chain.Find(i => IsHead(layers[i]) && layers[i].Names.Count > 0) is var found && IsHead(layers[found]) && chain.Contains(found) ? found : chain[0];
        var common = chain.Select(i => layers[i].Names).Aggregate(static (a, b) => [.. a.Zip(b).TakeWhile(static p => p.First == p.Second).Select(static p => p.First)]);
        var words = common.Count > 0 ? common : layers[head].Names.Count > 0 ? layers[head].Names : layers[chain[0]].Names;
        // 0.conv is the conv of block 0.
        var numbers = words.TakeWhile(static w => w.All(char.IsDigit)).ToList();
        var name = Names.Pascal(string.Join('.', numbers.Count < words.Count ? words.Skip(numbers.Count).Concat(numbers) : words));
        if (name.Length == 0 || name.Trim('_').All(char.IsDigit))
        {
            var main = chain.Find(i => IsHead(layers[i])) is var at && IsHead(layers[at]) && chain.Contains(at) ? at : chain[0];
            name = Plain(layers[main].Form.Module?.Name ?? layers[main].Form.Name) + name.Trim('_');
        }

        return Names.Unique(taken, name);
    }

    private static string Plain(string kind) => kind.Length > 2 && kind[^1] == 'd' && char.IsDigit(kind[^2]) ? kind[..^2] : kind;
}
