using Burden.Reports.Catalog;

namespace Burden.Reports.Formats;

/// <summary>A file name for each network, without an extension: its name where a file may have it, and no other network has the same.</summary>
internal sealed class FileNames
{
    private const string Allowed = "-_.+ ";

    private readonly Dictionary<NamedNetwork, string> names = new(ReferenceEqualityComparer.Instance);

    public FileNames(IEnumerable<NamedNetwork> networks)
    {
        // Those of the pages on all networks are taken; and some systems don't tell upper case from lower.
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "", "README", "index", "networks", "scales" };
        foreach (var network in networks)
        {
            var name = Clean(network.Name);
            var unique = name;
            for (var i = 2; !taken.Add(unique); i++)
            {
                unique = $"{name}-{i}";
            }

            names.Add(network, unique);
        }
    }

    public string Of(NamedNetwork network) => names[network];

    private static string Clean(string name) => new string([.. name.Select(static c => char.IsLetterOrDigit(c) || Allowed.Contains(c) ? c : '_')]).Trim(' ', '.');
}
