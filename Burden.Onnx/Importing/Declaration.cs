namespace Burden.Onnx.Importing;

/// <summary>A declaration that was made of a file: the network, its modules and its custom layers.</summary>
/// <param name="Name">What reports call the network.</param>
/// <param name="Layers">The file's layers, with their inputs and types.</param>
/// <param name="Body">The network's own.</param>
/// <param name="InputNames">The properties of further inputs.</param>
internal sealed record Declaration(
    string ClassName, string Namespace, string Name, string File, ImportedLayers Layers, LayerClass Body, IReadOnlyList<LayerProperty> Properties, IReadOnlyList<string> InputNames,
    IReadOnlyList<ModuleClass> Modules)
{
    /// <summary>The network's input.</summary>
    public Shape Input => Layers.Inputs[0].Shape;

    public string Id(string name) => Namespace.Length == 0 ? name : $"{Namespace}.{name}";
}

/// <summary>An attribute's arguments as they are written.</summary>
/// <param name="Name">The parameter's name; null where it is given by position.</param>
/// <param name="IsLayer">Whether it names a layer.</param>
internal sealed record WrittenArgument(string? Name, Constant Value, bool IsLayer = false);

/// <summary>Writes the arguments of the attributes in one class: the order of their parameters, and the names of layers.</summary>
/// <param name="layers">The layers of the class.</param>
/// <param name="properties">The properties they stand on.</param>
/// <param name="inputs">The names of the inputs after the first.</param>
internal sealed class AttributeWriter(IReadOnlyList<ImportedLayer> layers, IReadOnlyList<LayerProperty> properties, IReadOnlyList<string> inputs)
{
    private readonly Dictionary<int, string> names = properties.ToDictionary(p => layers[p.Layers[^1]].Value, static p => p.Name);

    /// <summary>The arguments of one layer of a property.</summary>
    /// <param name="position">Which of the property's layers.</param>
    public IReadOnlyList<WrittenArgument> ArgumentsOf(LayerProperty property, int position)
    {
        var layer = layers[property.Layers[position]];
        var (form, signature) = (layer.Form, layer.Form.Signature);
        var written = new List<WrittenArgument>();
        var otherReads = new Queue<int>(layer.Reads.Skip(1));
        foreach (var parameter in signature.Positional)
        {
            if (form.Module?.Parameters.FirstOrDefault(p => p.Name == parameter.Name) is { IsLayer: true })
            {
                written.Add(new WrittenArgument(null, NameOf(otherReads.Dequeue()), IsLayer: true));
            }
            else if (form.IsMerge && parameter.Name == Generator.Layers.MergeKind.LayersParameter)
            {
                written.AddRange(Combined(property, position).Select(r => new WrittenArgument(null, NameOf(r), IsLayer: true)));
            }
            else if (form.NamedLayers.FirstOrDefault(n => n.Parameter == parameter.Name) is { Parameter: not null } named)
            {
                written.Add(new WrittenArgument(null, NameOf(layer.Reads[named.Read]), IsLayer: true));
            }
            else if (form.Find(parameter.Name) is ArrayConstant list)
            {
                written.AddRange(list.Items.Select(static i => new WrittenArgument(null, i)));
            }
            else if (form.Find(parameter.Name) is { } value)
            {
                written.Add(new WrittenArgument(null, value));
            }
        }

        foreach (var name in signature.Named.Select(static p => p.Name).Append(ReservedNames.Repeat).Append(ReservedNames.ParametersOnly).Append(ReservedNames.OutputType).Append(ReservedNames.SharesBias))
        {
            if (form.NamedLayers.FirstOrDefault(n => n.Parameter == name) is { Parameter: not null } named)
            {
                written.Add(new WrittenArgument(name, NameOf(layer.Reads[named.Read]), IsLayer: true));
                continue;
            }

            var value = form.Find(name) ?? (name == ReservedNames.Repeat && layer.Repeat > 1 ? layer.Repeat : null);
            if (value is not null and not NullConstant)
            {
                written.Add(new WrittenArgument(name, value));
            }
        }

        if (form.SharesWith is { } owner)
        {
            written.Add(new WrittenArgument(ReservedNames.SharesWith, properties.First(p => p.Layers.Contains(owner)).Name, IsLayer: true));
        }

        if (position == 0 && property.From is { } from)
        {
            written.Add(new WrittenArgument(ReservedNames.From, NameOf(from), IsLayer: true));
        }

        return written;
    }

    /// <summary>The layers that a merge names: all where it opens its chain, else those beside the chain's.</summary>
    private IReadOnlyList<int> Combined(LayerProperty property, int position)
    {
        var layer = layers[property.Layers[position]];
        if (position == 0)
        {
            return layer.Reads;
        }

        var others = layer.Reads.ToList();
        others.Remove(layers[property.Layers[position - 1]].Value);
        return others;
    }

    private string NameOf(int value) => value == -1 ? ReservedNames.Input : value < 0 ? inputs[-2 - value] : names[value];
}
