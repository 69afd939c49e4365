using Burden.Reports.Catalog;

namespace Burden.Tool.Sources;

/// <summary>The networks that a project declares.</summary>
/// <param name="project">The project file.</param>
/// <param name="networks">The networks, sorted by the full names of their classes.</param>
internal sealed class SourceNetworks(string project, IReadOnlyList<SourceNetwork> networks)
{
    public IReadOnlyList<SourceNetwork> All { get; } = networks;

    /// <summary>The network of a name or a class.</summary>
    /// <param name="name">Its name; null for the only network.</param>
    /// <exception cref="ToolException">There is none or are several of that name, or the network has an error.</exception>
    public SourceNetwork Named(string? name)
    {
        if (name is null)
        {
            return All is [var only] ? only.Sound() : throw new ToolException($"'{project}' has {All.Count} networks; name the one to work out ('burden list {project}' shows all names)");
        }

        var shown = All.Select(static n => n.Shown).ToList();
        var faults = new List<string>();
        var found = new NetworkList(shown, $"'burden list {project}' shows all names").FindAll([name], faults.Add);
        return found is [var network, ..]
            ? All[shown.IndexOf(network)].Sound()
            : throw new ToolException(string.Join("\nerror: ", faults));
    }
}
