namespace Burden.Generator.Binding;

/// <summary>The names that mean something in a class: its layers, its parameters, its constants and the input.</summary>
internal sealed class LayerNames
{
    private readonly ClassDeclaration declaration;
    private readonly Dictionary<string, List<int>> layers = new(StringComparer.Ordinal);
    private readonly HashSet<string> others = new(StringComparer.Ordinal) { ReservedNames.Input };

    // The last layer that a class of the hierarchy declares: a base doesn't see what a derived class declares.
    private readonly Dictionary<string, int> last = new(StringComparer.Ordinal);

    public LayerNames(ClassDeclaration declaration)
    {
        this.declaration = declaration;
        for (var i = 0; i < declaration.Layers.Count; i++)
        {
            last[declaration.Layers[i].Owner] = i;
            if (!layers.TryGetValue(declaration.Layers[i].Name, out var indices))
            {
                layers.Add(declaration.Layers[i].Name, indices = []);
            }

            indices.Add(i);
        }

        others.UnionWith(declaration.Signature.Names);
        others.UnionWith(declaration.Constants.Select(static c => c.Name));
    }

    /// <summary>The nearest layer of a name before another layer; -1 where there is none.</summary>
    public int Before(string name, int index) => layers.TryGetValue(name, out var indices) && indices[0] < index ? indices.FindLast(i => i < index) : -1;

    /// <summary>The layer that a name means in another layer: the nearest before it, else one that is declared later; -1 where there is none.</summary>
    public int Find(string name, int index)
    {
        if (!layers.TryGetValue(name, out var indices))
        {
            return -1;
        }

        var limit = last[declaration.Layers[index].Owner];
        var found = -1;
        foreach (var at in indices)
        {
            if (at < index || (found < 0 && at <= limit))
            {
                found = at;
            }
        }

        return found;
    }

    /// <summary>Whether a name means something besides a layer.</summary>
    public bool IsKnown(string name) => others.Contains(name);

    public IEnumerable<string> LayersBefore(int index) => declaration.Layers.Take(index).Select(static l => l.Name);

    /// <summary>All names that a layer's expressions may use.</summary>
    public IEnumerable<string> KnownAt(int index) => LayersBefore(index)
        .Concat(declaration.Signature.Names).Concat(declaration.Constants.Select(static c => c.Name)).Append(ReservedNames.Input);
}
