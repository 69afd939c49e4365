namespace Burden.Reports.Catalog;

/// <summary>Networks to choose from by name.</summary>
/// <param name="networks">The networks in the order that lists show.</param>
/// <param name="howToList">What tells all names: <c>run without a command to see all names</c>.</param>
internal sealed class NetworkList(IReadOnlyList<NamedNetwork> networks, string howToList)
{
    /// <summary>How many names are suggested for an unknown one.</summary>
    private const int NearestCount = 3;

    public IReadOnlyList<NamedNetwork> All { get; } = networks;

    /// <summary>
    /// The network of a reported name or a class name; null where there is none. A name in its own letters comes first:
    /// <c>ResNet50</c> is the class of <c>resnet-50</c>, <c>resnet50</c> another network's name.
    /// </summary>
    public NamedNetwork? Find(string name) => FindEach(name) is [var first, ..] ? first : null;

    /// <summary>Finds the networks of all names, each once.</summary>
    /// <param name="names">What was asked for.</param>
    /// <param name="report">Is told, in one sentence, of each name that is unknown.</param>
    /// <returns>The networks; null where a name is unknown.</returns>
    public IReadOnlyList<NamedNetwork>? FindAll(IEnumerable<string> names, Action<string> report)
    {
        var found = new List<NamedNetwork>();
        var isComplete = true;
        foreach (var name in names)
        {
            var matches = FindEach(name);
            if (matches is [var network])
            {
                if (!found.Contains(network))
                {
                    found.Add(network);
                }
            }
            else
            {
                isComplete = false;
                report(matches.Count == 0
                    ? $"there is no network '{name}'; {Suggestion([.. Nearest(name)])}"
                    : $"there are {matches.Count} networks '{name}'; expected one of their classes, {string.Join(", ", matches.Select(static n => n.Cost.TypeName))}");
            }
        }

        return isComplete ? found : null;
    }

    /// <summary>The networks of a name, more than one where several have the same.</summary>
    private IReadOnlyList<NamedNetwork> FindEach(string name) =>
        (from comparison in (StringComparison[])[StringComparison.Ordinal, StringComparison.OrdinalIgnoreCase]
         from of in (Func<NamedNetwork, string>[])[static n => n.Cost.TypeName, static n => n.Name, static n => n.ClassName]
         let matches = All.Where(n => of(n).Equals(name, comparison)).ToList()
         where matches.Count > 0
         select matches).FirstOrDefault() ?? [];

    /// <summary>The names that an unknown one may stand for, the nearest first; empty where none is near.</summary>
    private IEnumerable<string> Nearest(string name) => All
        .Where(n => EditDistance.IsNear(name, n.Name) || EditDistance.IsNear(name, n.ClassName))
        .OrderBy(n => Math.Min(EditDistance.Between(name, n.Name), EditDistance.Between(name, n.ClassName)))
        .Take(NearestCount)
        .Select(static n => n.Name);

    private string Suggestion(string[] nearest) => nearest switch
    {
        [] => howToList,
        [var only] => $"did you mean {only}?",
        _ => $"the nearest names are {string.Join(", ", nearest)}",
    };
}
