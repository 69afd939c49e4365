using System.Text.RegularExpressions;
using Burden.Generator.Layers;

namespace Burden.Onnx.Importing;

/// <summary>Makes parameters of what differs between blocks of one module.</summary>
internal sealed class ParameterMaker
{
    private readonly IReadOnlyList<ImportedLayer> blocks;
    private readonly Func<int, Shape> shapeOf;
    private readonly List<(ModuleParameter Parameter, Constant[] Values)> made = [];
    private readonly HashSet<string> taken;

    /// <param name="blocks">The blocks, whose layers correspond one by one.</param>
    /// <param name="template">The layers of the first, with values numbered from 0.</param>
    /// <param name="shapeOf">The shape of a value.</param>
    /// <param name="run">The layers that only some blocks have; null for none.</param>
    public ParameterMaker(IReadOnlyList<ImportedLayer> blocks, IReadOnlyList<ImportedLayer> template, Func<int, Shape> shapeOf, OptionalRun? run)
    {
        (this.blocks, this.shapeOf) = (blocks, shapeOf);
        taken = Names.TakenIn("");
        // A name that only one of them has in the file is none of the module's.
        template = [.. template.Select((l, i) => blocks.All(b => b.Block!.Layers[i].Names.SequenceEqual(l.Names)) ? l : BlockTree.Renamed(l, []))];
        var properties = new ChainMaker(template, [template[blocks[0].Block!.Layers.FindIndex(l => l.Value == blocks[0].Value)].Value], taken);
        Properties = properties.Properties;
        for (var i = 1; i < blocks[0].Reads.Count; i++)
        {
            var name = Names.Unique(taken, blocks[0].Reads.Count == 2 ? "other" : $"input{Text.Of(i + 1)}");
            made.Add((new ModuleParameter(name, null, "A layer that it reads beside its input.", IsLayer: true), []));
        }

        Layers = [.. template.Select((layer, i) => Parameterized(layer, i, Properties.First(p => p.Layers.Contains(i)).Name))];
        if (run is not null)
        {
            var condition = ConditionOf(run);
            Properties = [.. Properties.Select(p => template[p.Layers[0]].IsOptional ? p with { When = condition } : p)];
        }
    }

    /// <summary>The module's layers, whose arguments use the parameters.</summary>
    public IReadOnlyList<ImportedLayer> Layers { get; }

    public IReadOnlyList<LayerProperty> Properties { get; }

    public IReadOnlyList<ModuleParameter> Parameters => [.. made.Select(static m => m.Parameter).OrderBy(static p => p.Default is not null)];

    /// <summary>The arguments of one block, without the layers that it names.</summary>
    public IReadOnlyList<LayerArgument> ArgumentsOf(int block)
        => [.. made.Where(m => !m.Parameter.IsLayer && m.Values[block] is var value && !value.Equals(m.Parameter.Default)).Select(m => new LayerArgument(m.Parameter.Name, m.Values[block]))];

    /// <summary>The condition that just the blocks with a run have: one of shapes, or else a parameter.</summary>
    private string ConditionOf(OptionalRun run)
    {
        var compared = Properties.First(p => p.Layers.Contains(run.Compared));
        if (compared.Layers[^1] == run.Compared && run.Condition(blocks, shapeOf, compared.Name) is { } condition)
        {
            return condition;
        }

        var property = Properties.First(p => p.Layers.Contains(run.First)).Name;
        var name = Names.Unique(taken, $"Has{property}");
        made.Add((new ModuleParameter(name, false, $"Whether it has {property}."), [.. blocks.Select(b => (Constant)!b.Block!.Layers[run.First].IsAbsent)]));
        return name;
    }

    private ImportedLayer Parameterized(ImportedLayer layer, int index, string property)
    {
        var form = layer.Form;
        foreach (var name in form.Signature.Names.Append(ReservedNames.Repeat).Where(static n => n != MergeKind.LayersParameter))
        {
            var values = blocks.Select(b => ValueOf(b.Block!.Layers[index], name)).ToArray();
            var present = Present(index);
            if (present.All(i => Equals(values[i], values[present[0]])))
            {
                // A stride of a shortcut is that of the way around it.
                if (present.Length < blocks.Count && made.Exists(m => m.Parameter.Name == name && present.All(i => m.Values[i].Equals(values[i]))))
                {
                    form = form.With(name, name);
                }

                continue;
            }

            // What one of them leaves out, such as a stride that is the kernel's size, has no value to give.
            if (Array.Exists(values, static v => v is null or NullConstant))
            {
                values = [.. values.Select((v, i) => v is null or NullConstant ? ValueOf(blocks[i].Block!.Layers[index], "kernelSize")! : v)];
            }

            form = form.With(name, Parameter(name, property, [.. values.Select(static v => v is ArrayConstant ? new TextConstant(Constants.Expression(v)) : v!)], present));
        }

        return layer with { Form = form, Repeat = form.Find(ReservedNames.Repeat) is null ? layer.Repeat : 1 };
    }

    /// <summary>The blocks that have a layer: others have no values for it.</summary>
    private int[] Present(int index) => [.. Enumerable.Range(0, blocks.Count).Where(b => !blocks[b].Block!.Layers[index].IsAbsent)];

    private static Constant? ValueOf(ImportedLayer layer, string name)
        => name == ReservedNames.Repeat ? layer.Repeat : layer.Form.Find(name) ?? layer.Form.Signature.Find(name)?.Default;

    /// <summary>The expression that has some values, one in each block.</summary>
    /// <param name="present">The blocks whose values matter.</param>
    private TextConstant Parameter(string argument, string property, Constant[] values, int[] present)
    {
        var known = made.Find(m => m.Values.Length > 0 && present.All(i => m.Values[i].Equals(values[i])));
        if (known.Parameter is not null)
        {
            return new TextConstant(known.Parameter.Name);
        }

        if (IsWidth(argument) && present.All(i => values[i] is IntegerConstant))
        {
            long[] widths = [.. present.Select(i => ((IntegerConstant)values[i]).Value)];
            if (Multiple(widths, [.. present.Select(i => shapeOf(blocks[i].Reads[0]).Channels)], "Input.Channels") is { } ofChannels)
            {
                return ofChannels;
            }

            if (Multiple(widths, [.. present.Select(i => shapeOf(blocks[i].Reads[0]) is var shape ? shape[shape.Rank - 1] : 0)], "Input.Features") is { } ofFeatures)
            {
                return ofFeatures;
            }

            foreach (var (parameter, others) in made.Where(static m => m.Values.Length > 0 && Array.TrueForAll(m.Values, static v => v is IntegerConstant) && IsWidthName(m.Parameter.Name)))
            {
                if (Multiple(widths, [.. present.Select(i => ((IntegerConstant)others[i]).Value)], parameter.Name) is { } ofOther)
                {
                    return ofOther;
                }
            }
        }

        var isProperty = char.IsUpper(argument[0]);
        var name = NameOf(argument, property, isProperty);
        var usual = present.GroupBy(i => values[i]).MaxBy(static g => g.Count())!.Key;
        made.Add((new ModuleParameter(name, isProperty ? usual : null, Summary(argument, property)), [.. values.Select((v, i) => present.Contains(i) ? v : usual)]));
        return new TextConstant(name);
    }

    private string NameOf(string argument, string property, bool isProperty)
    {
        var plain = argument switch
        {
            "outChannels" => "channels",
            "outFeatures" => "features",
            "kernelSize" => "size",
            ReservedNames.Repeat => "Blocks",
            _ => argument,
        };
        plain = isProperty ? Names.Pascal(plain) : Names.Camel(plain);
        if (taken.Add(plain))
        {
            return plain;
        }

        var longer = $"{property}{Names.Pascal(plain)}";
        return Names.Unique(taken, isProperty ? longer : Names.Camel(longer));
    }

    private static string Summary(string argument, string property) => argument switch
    {
        "outChannels" => $"The channels of {property}.",
        "outFeatures" => $"The features of {property}.",
        "kernelSize" => $"The kernel's size of {property}.",
        "shape" => $"The shape of {property}.",
        ReservedNames.Repeat => $"How often {property} is repeated.",
        _ => $"The {Regex.Replace(argument, "(?<=[a-z])[A-Z]", static m => " " + m.Value).ToLowerInvariant()} of {property}.",
    };

    private static bool IsWidth(string argument) => argument is "outChannels" or "outFeatures" or "Groups" or "groups" or "hidden" or "features" || IsWidthName(argument);

    private static bool IsWidthName(string name) => name.EndsWith("hannels", StringComparison.Ordinal) || name.EndsWith("eatures", StringComparison.Ordinal);

    /// <summary>Values that are the same multiple of others, or the same part of them.</summary>
    private static TextConstant? Multiple(long[] values, long[] others, string name)
    {
        const int Most = 16;
        if (Array.Exists(others, static o => o == 0) || Array.Exists(values, static v => v == 0))
        {
            return null;
        }

        if (values[0] % others[0] == 0 && values[0] / others[0] is <= Most and var times && !values.Where((v, i) => v != times * others[i]).Any())
        {
            return new TextConstant(times == 1 ? name : $"{Text.Of(times)} * {name}");
        }

        return others[0] % values[0] == 0 && others[0] / values[0] is <= Most and var part && !values.Where((v, i) => others[i] != part * v).Any()
            ? new TextConstant($"{name} / {Text.Of(part)}")
            : null;
    }
}
