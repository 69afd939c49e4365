using Burden.Generator.Analysis;
using Burden.Generator.Summaries;
using Burden.Reports.Catalog;
using Burden.Tool.Targets;

namespace Burden.Tool.Sources;

/// <summary>The networks that a project declares.</summary>
/// <param name="project">The project file.</param>
/// <param name="networks">The networks, sorted by the full names of their classes.</param>
/// <param name="models">The ONNX files whose costs its build makes constants of.</param>
internal sealed class SourceNetworks(string project, IReadOnlyList<SourceNetwork> networks, IReadOnlyList<ModelSummary> models)
{
    public IReadOnlyList<SourceNetwork> All { get; } = networks;

    /// <summary>The ONNX file of a name or a class, as the project's build reads it; null where none is asked for.</summary>
    /// <param name="name">Its name; null for the only network.</param>
    public ModelItem? Model(string? name) => name is null
        ? All.Count == 0 && models is [var only] ? only.Item : null
        : models.FirstOrDefault(m => Names(m).Contains(name, StringComparer.OrdinalIgnoreCase))?.Item;

    /// <summary>The ONNX files with the figures that its build worked out.</summary>
    public IEnumerable<NamedNetwork> CountedModels(CancellationToken cancellation)
        => models.Where(static m => m.Faults.Count == 0).Select(m => CountedNetwork.Of(m.Settings, m.Settings.Name ?? "", m.Item[ModelItem.Class] ?? "", new ModelFile("", m, null, 0).Costs(cancellation).Table));

    /// <summary>The network of a name or a class.</summary>
    /// <param name="name">Its name; null for the only network.</param>
    /// <exception cref="ToolException">There is none or are several of that name, or the network has an error.</exception>
    public SourceNetwork Named(string? name)
    {
        if (name is null)
        {
            return All is [var only] && models.Count == 0 ? only.Sound() : throw new ToolException($"'{project}' has {All.Count + models.Count} networks; name the one to work out ('burden list {project}' shows all names)");
        }

        if (Model(name) is { } item)
        {
            throw new ToolException($"'{name}' is the ONNX file '{item.File}', which has no declaration; expected a network that is declared");
        }

        var shown = All.Select(static n => n.Shown).ToList();
        var faults = new List<string>();
        var found = new NetworkList(shown, $"'burden list {project}' shows all names").FindAll([name], faults.Add);
        return found is [var network, ..]
            ? All[shown.IndexOf(network)].Sound()
            : throw new ToolException(string.Join("\nerror: ", faults));
    }

    /// <summary>What a model may be called: its name, its class's, or its class's with the namespace.</summary>
    private static IEnumerable<string> Names(ModelSummary model)
        => new[] { model.Settings.Name, model.Item[ModelItem.Class], model.Item[ModelItem.Class]?.Split('.')[^1] }.OfType<string>();
}
