namespace Burden.Sample.Published;

/// <summary>All networks of the sample: those of the tables in the tables' order, then the rest of the catalog.</summary>
internal static class Networks
{
    /// <summary>How many names answer an unknown one.</summary>
    private const int NearestCount = 3;

    public static IReadOnlyList<NamedNetwork> All { get; } = Collect();

    /// <summary>The network of a published name or a class name; null where there is none.</summary>
    public static NamedNetwork? Find(string name) =>
        All.FirstOrDefault(n => n.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? All.FirstOrDefault(n => n.ClassName.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The published names nearest to an unknown one, the nearest first.</summary>
    public static IEnumerable<string> Nearest(string name) => All
        .OrderBy(n => Math.Min(EditDistance.Between(name, n.Name), EditDistance.Between(name, n.ClassName)))
        .Take(NearestCount)
        .Select(static n => n.Name);

    private static List<NamedNetwork> Collect()
    {
        var networks = NetworkTables.All.SelectMany(static t => t.Rows).Select(static r => new NamedNetwork(r.Cost, r.Task)).ToList();
        var known = networks.Select(static n => n.Cost.TypeName).ToHashSet(StringComparer.Ordinal);
        networks.AddRange(NetworkCatalog.All.Where(c => !known.Contains(c.TypeName)).Select(static c => new NamedNetwork(c, null)));
        return networks;
    }
}
