using Burden.Reports.Catalog;

namespace Burden.Sample.Published;

/// <summary>All networks of the sample: those of the tables in the tables' order, then the rest of the catalog.</summary>
internal static class Networks
{
    private static readonly NetworkList List = new(Collect(), "run without a command to see all names");

    public static IReadOnlyList<NamedNetwork> All => List.All;

    /// <inheritdoc cref="NetworkList.Find(string)"/>
    public static NamedNetwork? Find(string name) => List.Find(name);

    /// <inheritdoc cref="NetworkList.FindAll"/>
    public static IReadOnlyList<NamedNetwork>? FindAll(IEnumerable<string> names, Action<string> report) => List.FindAll(names, report);

    private static List<NamedNetwork> Collect()
    {
        var networks = NetworkTables.All.SelectMany(static t => t.Rows).Select(static r => new NamedNetwork(r.Cost, r.Task, [.. PublishedNotes.Of(r.Name)])).ToList();
        var known = networks.Select(static n => n.Cost.TypeName).ToHashSet(StringComparer.Ordinal);
        networks.AddRange(NetworkCatalog.All.Where(c => !known.Contains(c.TypeName)).Select(static c => new NamedNetwork(c, null)));
        return networks;
    }
}
