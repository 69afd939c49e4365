using Burden.Onnx.Graphs;

namespace Burden.Onnx.Importing;

/// <summary>Makes a declaration of a file's layers: modules, properties and names.</summary>
internal static class DeclarationMaker
{
    /// <exception cref="OnnxException">Something of the file can't be declared.</exception>
    public static Declaration Of(OnnxReading reading, string className, string @namespace)
    {
        var ownWeights = new HashSet<RecordedNode>(ReferenceEqualityComparer.Instance);
        while (true)
        {
            var imported = LayerMaker.Of(reading, ownWeights);
            var (declaration, shared) = Of(reading, imported, className, @namespace);
            var refused = imported.Sharers.Where(s => !shared.Contains(s.Key)).ToList();
            if (refused.Count == 0)
            {
                return declaration;
            }

            ownWeights.UnionWith(refused.Select(static s => s.Value));
        }
    }

    /// <returns>The declaration, and the layers that can name those whose weights they use.</returns>
    private static (Declaration Declaration, HashSet<int> Shared) Of(OnnxReading reading, ImportedLayers imported, string className, string @namespace)
    {
        var all = imported.Layers;
        var tree = KnownBlocks.Fold(BlockTree.Of(Root(all), imported.Outputs), imported.Outputs);
        var (layers, modules) = ModuleMaker.Of(tree, imported.Outputs, v => v < 0 ? imported.Inputs[-1 - v].Shape : all[v].Output);
        var (body, outputs) = Numbered(layers, imported.Outputs);

        var taken = Names.TakenIn(className);
        var inputs = imported.Inputs.Skip(1).Select(i => Names.Unique(taken, Names.Pascal(i.Name) is { Length: > 0 } name ? name : "Input2")).ToList();
        var properties = new ChainMaker(body, outputs, taken).Properties;
        Name(className, modules, imported.Customs);
        var declaration = new Declaration(
            className, @namespace, reading.Settings.Name ?? className, Path.GetFileName(reading.File), imported, new LayerClass(body, imported.Inputs.Count, outputs), properties, inputs, modules);
        return (declaration, [.. body.Where(l => l.Form.SharesWith is { } owner && PropertyOf(owner) < PropertyOf(l.Value)).Select(l => layers[l.Value].Value)]);

        // A layer shares with one of a property before its own.
        int PropertyOf(int layer) => layer < 0 ? int.MaxValue : properties.ToList().FindIndex(p => p.Layers.Contains(layer));
    }

    /// <summary>The layers without names that all of them have: a module around everything tells nothing.</summary>
    private static IReadOnlyList<ImportedLayer> Root(IReadOnlyList<ImportedLayer> layers)
    {
        var named = layers.Where(static l => l.Names.Count > 0).ToList();
        var common = named.Count == 0 ? 0 : named.Select(static l => l.Names).Aggregate(static (a, b) => [.. a.Zip(b).TakeWhile(static p => p.First == p.Second).Select(static p => p.First)]).Count;
        return common == 0 || named.Count == 1 ? layers : [.. layers.Select(l => l.Names.Count == 0 ? l : BlockTree.Renamed(l, [.. l.Names.Skip(common)]))];
    }

    /// <summary>Numbers the values of the network's own layers from 0.</summary>
    private static (List<ImportedLayer> Layers, IReadOnlyList<int> Outputs) Numbered(List<ImportedLayer> layers, IReadOnlyList<int> outputs)
    {
        var numbers = layers.Select(static (l, i) => (l.Value, i)).ToDictionary(static p => p.Value, static p => p.i);
        return (
            [.. layers.Select((l, i) => l with { Form = l.Form.SharesWith is { } owner ? l.Form with { SharesWith = numbers.GetValueOrDefault(owner, -1) } : l.Form, Reads = [.. l.Reads.Select(r => r < 0 ? r : numbers[r])], Value = i })],
            [.. outputs.Select(o => numbers[o])]);
    }

    /// <summary>Gives the classes beside the network names that are theirs alone.</summary>
    private static void Name(string className, IReadOnlyList<ModuleClass> modules, IReadOnlyList<CustomLayerClass> customs)
    {
        // A class's name would hide Burden's attribute of the same name.
        var taken = new HashSet<string>([className, .. Names.OfBurden], StringComparer.Ordinal);
        foreach (var custom in customs)
        {
            var name = Names.Pascal(custom.Name) is { Length: > 0 } pascal ? pascal : "Custom";
            custom.Name = Names.Unique(taken, Names.OfBurden.Contains(name) ? $"Onnx{name}" : name);
        }

        foreach (var module in modules)
        {
            module.Name = Names.Unique(taken, Names.OfBurden.Contains(module.Name) ? $"{module.Name}Block" : module.Name);
        }
    }
}
