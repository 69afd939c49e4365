using System.Globalization;
using System.Text;
using Burden.Generator.Layers;

namespace Burden.Onnx.Importing;

/// <summary>Makes modules of blocks: one class of all that are wired alike, with parameters for what differs.</summary>
internal sealed class ModuleMaker
{
    /// <summary>A module with more parameters is harder to read than what it stands for.</summary>
    private const int MostParameters = 8;

    /// <summary>A chain of so many attributes still reads well on one property.</summary>
    private const int MostInChain = 6;

    /// <summary>A block that occurs once is worth a class from so many layers on.</summary>
    private const int LeastInSingle = 8;

    private readonly List<ModuleClass> modules = [];
    private readonly Func<int, Shape> shapeOf;
    private readonly HashSet<string> refused = new(StringComparer.Ordinal);
    private int groups;

    /// <summary>A block where it stands.</summary>
    private sealed record Site(List<ImportedLayer> List, ImportedLayer Layer)
    {
        public Block Block => Layer.Block!;
    }

    private ModuleMaker(Func<int, Shape> shapeOf) => this.shapeOf = shapeOf;

    /// <summary>Makes modules, the inner ones first.</summary>
    /// <param name="layers">All layers, with blocks among them.</param>
    /// <param name="shapeOf">The shape of a value.</param>
    /// <returns>The network's own layers, and the modules.</returns>
    public static (List<ImportedLayer> Layers, IReadOnlyList<ModuleClass> Modules) Of(List<ImportedLayer> layers, IReadOnlyCollection<int> outputs, Func<int, Shape> shapeOf)
    {
        var maker = new ModuleMaker(shapeOf);
        layers = maker.Fold(layers, outputs);
        while (layers.Exists(static l => l.Block is not null))
        {
            maker.Round(layers);
            Collapse(layers, outputs);
            layers = maker.Fold(layers, outputs);
        }

        return (layers, maker.modules);
    }

    /// <summary>Finds repeated runs in lists that have no blocks any more.</summary>
    private List<ImportedLayer> Fold(List<ImportedLayer> layers, IReadOnlyCollection<int> outputs)
    {
        foreach (var layer in layers)
        {
            if (layer.Block is { } block)
            {
                var folded = Fold(block.Layers, [layer.Value]);
                if (!ReferenceEquals(folded, block.Layers))
                {
                    block.Layers.Clear();
                    block.Layers.AddRange(folded);
                }
            }
        }

        return layers.Exists(static l => l.Block is not null) ? layers : RepeatFinder.Fold(layers, outputs, refused);
    }

    /// <summary>Replaces the innermost blocks.</summary>
    private void Round(List<ImportedLayer> layers)
    {
        var sites = new List<Site>();
        Innermost(layers, sites);
        foreach (var (all, run) in Alike(sites))
        {
            if (run is not null && Module(all, run) is { } made)
            {
                Replace(all, made);
                continue;
            }

            foreach (var alike in run is null ? [all] : all.GroupBy(static s => SignatureOf(s.Layer)).Select(static g => g.ToList()).ToList())
            {
                Replace(alike, IsWorthAModule(alike, layers) ? Module(alike, null) : null);
            }
        }
    }

    /// <summary>Puts applications of a module in the places of blocks; the blocks' own layers where there is none.</summary>
    private void Replace(List<Site> sites, List<LayerForm>? made)
    {
        for (var i = 0; i < sites.Count; i++)
        {
            if (made is null)
            {
                Inline(sites[i]);
            }
            else
            {
                Replace(sites[i], [sites[i].Layer with { Form = made[i], Block = null }]);
            }
        }
    }

    /// <summary>The blocks that one class can stand for, and the layers that only the first of them have; null for none.</summary>
    private static List<(List<Site> Sites, OptionalRun? Run)> Alike(List<Site> sites)
    {
        var groups = sites.GroupBy(static s => SignatureOf(s.Layer)).ToDictionary(static g => g.Key, static g => g.ToList());
        var alike = new List<(List<Site>, OptionalRun?)>();
        foreach (var (key, group) in groups.Where(static g => g.Value[0].Block is { Class: null, Layers.Count: > 3 }).ToList())
        {
            foreach (var run in groups.ContainsKey(key) ? OptionalRun.In(group[0].Layer) : [])
            {
                var without = run.Without(group[0].Layer);
                if (without.Block!.Layers.Count > 2 && SignatureOf(without) is var rest && rest != key && groups.TryGetValue(rest, out var others))
                {
                    alike.Add(([.. group, .. others], run));
                    groups.Remove(key);
                    groups.Remove(rest);
                    break;
                }
            }
        }

        return [.. alike, .. groups.Values.Select(static g => (g, (OptionalRun?)null))];
    }

    private static void Innermost(List<ImportedLayer> layers, List<Site> sites)
    {
        foreach (var layer in layers)
        {
            if (layer.Block is { } block)
            {
                if (block.Layers.Exists(static l => l.Block is not null))
                {
                    Innermost(block.Layers, sites);
                    Collapse(block.Layers, [layer.Value]);
                }
                else
                {
                    Collapse(block.Layers, [layer.Value]);
                    sites.Add(new Site(layers, layer));
                }
            }
        }
    }

    private static void Replace(Site site, IReadOnlyList<ImportedLayer> by)
    {
        var at = site.List.IndexOf(site.Layer);
        site.List.RemoveAt(at);
        site.List.InsertRange(at, by);
    }

    private void Inline(Site site)
    {
        if (site.Block.Run is { } run)
        {
            refused.Add(run);
        }

        // What was one small module stays on one property.
        var group = IsShort(site.Layer) ? ++groups : 0;
        Replace(site, [.. site.Block.Layers.Select(l =>
        {
            var renamed = BlockTree.Renamed(l, [.. site.Layer.Names, .. l.Names]);
            renamed.Group = group > 0 ? group : l.Group;
            return renamed;
        })]);
    }

    private static bool IsWorthAModule(List<Site> sites, List<ImportedLayer> all)
    {
        var (layer, count) = (sites[0].Layer, sites[0].Block.Layers.Count);
        if (sites[0].Block.Class is not null)
        {
            return true;
        }

        if (IsChain(layer))
        {
            return sites.Count > 1 && !IsShort(layer);
        }

        return sites.Count > 1 ? count + sites[0].Block.Layers.Count(static l => l.Form.Module is { IsFunction: false }) > 2 : count >= LeastInSingle && !(ReferenceEquals(sites[0].List, all) && all.Count < 4);
    }

    /// <summary>Whether a block reads well as one property.</summary>
    private static bool IsShort(ImportedLayer block)
        => IsChain(block) && block.Block!.Layers.Count <= MostInChain && (block.Block.Layers.Count(ChainMaker.IsHead) < 2 || block.Block.Layers.All(static l => l.Form.Module is not null));

    private static bool IsChain(ImportedLayer block)
    {
        var layers = block.Block!.Layers;
        return block.Reads.Count == 1 && layers[^1].Value == block.Value
            && layers.Select((l, i) => (l.Reads, Before: i == 0 ? block.Reads[0] : layers[i - 1].Value)).All(static l => l.Reads.Count == 1 && l.Reads[0] == l.Before);
    }

    /// <summary>A module that follows itself, each time with the same arguments, is one that repeats.</summary>
    private static void Collapse(List<ImportedLayer> layers, IReadOnlyCollection<int> outputs)
    {
        for (var i = layers.Count - 1; i > 0; i--)
        {
            var (before, layer) = (layers[i - 1], layers[i]);
            if (layer.Form.Module is { } module && before.Form.Module == module && before.Block is null && layer.Reads.Count == 1 && layer.Reads[0] == before.Value
                && before.Reads.Count == 1 && !outputs.Contains(before.Value) && layers.Sum(l => l.Reads.Count(r => r == before.Value)) == 1
                && layer.Form.Arguments.Count == before.Form.Arguments.Count && layer.Form.Arguments.All(a => a.Value.Equals(before.Form.Find(a.Parameter))))
            {
                layers[i - 1] = before with
                {
                    Value = layer.Value,
                    Output = layer.Output,
                    Repeat = before.Repeat + layer.Repeat,
                    Names = [.. before.Names.Zip(layer.Names).TakeWhile(static p => p.First == p.Second).Select(static p => p.First)],
                };
                layers.RemoveAt(i);
            }
        }
    }

    /// <summary>What blocks have in common that one class can stand for: kinds and wiring, but not sizes.</summary>
    private static string SignatureOf(ImportedLayer block)
    {
        var text = new StringBuilder(block.Block!.Class);
        var positions = block.Block.Layers.Select(static (l, i) => (l.Value, i)).ToDictionary(static p => p.Value, static p => p.i);
        foreach (var layer in block.Block.Layers)
        {
            text.Append(layer.Form.Name).Append('#').Append(layer.Form.Module?.Number ?? -1).Append(layer.Form.Custom?.Name).Append(layer.Form.TypesKey);
            // Layers of a params list can't be given one by one.
            text.Append(layer.Form.Find(ReservedNames.ParametersOnly) is null ? "" : "!");
            foreach (var read in layer.Reads)
            {
                text.Append(CultureInfo.InvariantCulture, $" {(positions.TryGetValue(read, out var at) ? at : -1 - block.Reads.ToList().IndexOf(read))}");
            }

            text.Append(';');
        }

        return text.Append(positions[block.Value]).ToString();
    }

    /// <summary>One class for all of some blocks.</summary>
    /// <returns>Its application in the place of each; null where it would need too many parameters.</returns>
    /// <param name="run">The layers that only some of them have, the first among these.</param>
    private List<LayerForm>? Module(List<Site> sites, OptionalRun? run)
    {
        var first = sites[0];
        var blocks = sites.ConvertAll(static s => s.Layer);
        if (run is not null)
        {
            blocks = blocks.ConvertAll(b => b.Block!.Layers.Count == first.Block.Layers.Count ? run.Marked(b) : run.Filled(b, first.Layer));
        }

        var local = Local(blocks[0]);
        var body = new LayerClass(local, first.Layer.Reads.Count, [local[first.Block.Layers.FindIndex(l => l.Value == first.Layer.Value)].Value]);
        var module = new ModuleClass(modules.Count + 1, body, SummaryOf(sites)) { Name = NameOf(sites, run is null ? first.Block : run.Usual(first.Layer)), IsFunction = first.Block.Class is not null };
        var parameters = new ParameterMaker(blocks, local, shapeOf, run);
        if (parameters.Parameters.Count(static p => !p.IsLayer) > MostParameters && first.Block.Class is null)
        {
            return null;
        }

        for (var i = 0; i < local.Count; i++)
        {
            local[i] = parameters.Layers[i];
        }

        module.Parameters = parameters.Parameters;
        module.Properties = parameters.Properties;
        modules.Add(module);
        return [.. sites.Select((s, i) => new LayerForm(module.Name, parameters.ArgumentsOf(i)) { Module = module })];
    }

    /// <summary>The layers with values numbered from 0.</summary>
    private static List<ImportedLayer> Local(ImportedLayer block)
    {
        var numbers = new Dictionary<int, int>();
        for (var i = 0; i < block.Reads.Count; i++)
        {
            numbers[block.Reads[i]] = -1 - i;
        }

        return [.. block.Block!.Layers.Select((l, i) =>
        {
            var renumbered = l with { Reads = [.. l.Reads.Select(r => numbers[r])], Value = i };
            numbers[l.Value] = i;
            return renumbered;
        })];
    }

    private static string SummaryOf(List<Site> sites)
    {
        if (sites[0].Block.Summary is { } known)
        {
            return known;
        }

        var names = sites.Select(static s => s.Block.Name).Where(static n => n.Length > 0).Distinct().Take(3).ToList();
        var times = sites.Count == 1 ? "once" : $"{sites.Count.ToString(CultureInfo.InvariantCulture)} times";
        return names.Count == 0 ? $"Layers that the file has {times}." : $"The file's {string.Join(", ", names.Select(static n => $"'{n}'"))}{(sites.Count > names.Count ? $", and others: {times}" : "")}.";
    }

    /// <summary>The name that the file has for all of them, or one that says what is in it.</summary>
    /// <param name="block">What is in all of them.</param>
    private static string NameOf(List<Site> sites, Block block)
    {
        if (sites[0].Block.Class is { } known)
        {
            return known;
        }

        var contents = Contents(block, sites[0].Layer.Reads[0]);
        var names = sites.Select(static s => s.Layer.Names.LastOrDefault(static n => !n.All(char.IsDigit)) ?? "").Select(WithoutNumber).Distinct().ToList();
        if (names is [{ Length: > 1 } only] && Names.Pascal(only) is { Length: > 1 } name && (name is not ("Conv" or "Block" or "Blocks" or "Layer" or "Layers" or "Features") || contents == "Block"))
        {
            // A number in a list: what is in it tells more than the list's name.
            return !sites[0].Layer.Names[^1].All(char.IsDigit) ? name : contents == "Block" ? $"{Singular(name)}Block" : contents;
        }

        return contents;
    }

    /// <summary>A name that says what is in a block.</summary>
    /// <param name="input">The value that it reads.</param>
    private static string Contents(Block block, int input)
    {
        var kinds = block.Layers.Select(static l => l.Form.Name).ToList();
        var sums = kinds.Count(static k => k == "Add");
        var convolutions = block.Layers.Where(static l => l.Form.Name is "Conv2d").ToList();
        var isInverted = convolutions.Count == 3 && convolutions[1].Form.Find("Groups") is not null && convolutions[0].Form.Find("Groups") is null;
        return kinds.Contains("Softmax") && kinds.Contains("MatMul") ? sums > 1 ? "TransformerBlock" : "AttentionBlock"
            : kinds.Contains("Concat") ? "ConcatBlock"
            : isInverted ? sums > 0 ? "InvertedResidual" : "InvertedBlock"
            : sums > 0 ? block.Layers.Exists(l => l.Form.Name == "Add" && l.Reads.Contains(input)) ? "ResidualBlock" : "ProjectedBlock"
            : kinds.Contains("GlobalAvgPool2d") && kinds.Contains("Multiply") && kinds.Count < 8 ? "SqueezeExcitation"
            : "Block";
    }

    /// <summary>layer1 and layer2 are both layers.</summary>
    private static string WithoutNumber(string name) => name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '_');

    private static string Singular(string name) => name switch
    {
        "Layers" or "Layer" or "H" or "Blocks" or "Block" => "",
        _ when name.EndsWith("Blocks", StringComparison.Ordinal) => name[..^6],
        _ when name.Length > 3 && name.EndsWith('s') && !name.EndsWith("ss", StringComparison.Ordinal) => name[..^1],
        _ => name,
    };
}
