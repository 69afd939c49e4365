namespace Burden.Sample.Published;

/// <summary>All networks of the sample: those of the tables in the tables' order, then the rest of the catalog.</summary>
internal static class Networks
{
    /// <summary>How many names are suggested for an unknown one.</summary>
    private const int NearestCount = 3;

    public static IReadOnlyList<NamedNetwork> All { get; } = Collect();

    /// <summary>
    /// The network of a published name or a class name; null where there is none. A name in its own letters comes first:
    /// <c>ResNet50</c> is the class of <c>resnet-50</c>, <c>resnet50</c> another network's name.
    /// </summary>
    public static NamedNetwork? Find(string name) => Find(name, StringComparison.Ordinal) ?? Find(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The published names that an unknown one may stand for, the nearest first; empty where none is near.</summary>
    public static IEnumerable<string> Nearest(string name) => All
        .Where(n => EditDistance.IsNear(name, n.Name) || EditDistance.IsNear(name, n.ClassName))
        .OrderBy(n => Math.Min(EditDistance.Between(name, n.Name), EditDistance.Between(name, n.ClassName)))
        .Take(NearestCount)
        .Select(static n => n.Name);

    private static NamedNetwork? Find(string name, StringComparison comparison) =>
        All.FirstOrDefault(n => n.Name.Equals(name, comparison)) ?? All.FirstOrDefault(n => n.ClassName.Equals(name, comparison));

    private static List<NamedNetwork> Collect()
    {
        var networks = NetworkTables.All.SelectMany(static t => t.Rows).Select(static r => new NamedNetwork(r.Cost, r.Task)).ToList();
        var known = networks.Select(static n => n.Cost.TypeName).ToHashSet(StringComparer.Ordinal);
        networks.AddRange(NetworkCatalog.All.Where(c => !known.Contains(c.TypeName)).Select(static c => new NamedNetwork(c, null)));
        return networks;
    }
}
