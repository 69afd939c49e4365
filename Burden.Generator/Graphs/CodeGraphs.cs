using Burden.Generator.Binding;
using Burden.Generator.Helpers;
using Burden.Generator.Layers;

namespace Burden.Generator.Graphs;

/// <summary>Makes a graph of what a network's own code came to.</summary>
internal static class CodeGraphs
{
    public static Graph Of(NetworkDeclaration network, CodeGraph code)
    {
        var bound = PrecisionBinder.Bind(network.Class);
        var precision = bound.Settings;
        // The code runs on the whole batch, so that its figures are the batch's.
        var settings = (network.Settings with { Batch = 1 }).With(precision);
        var faults = precision is { Parameters: not null } ? Faults(network, code, new WeightFormat(precision, settings.FeatureType)).Take(1).ToList() : [];
        return new Graph(
            settings,
            [.. code.Nodes.Select(n => new GraphNode(n.Path, n.Kind, n.Reads, n.Costs, n.Module) { Precision = precision, Origin = n.Origin, Saving = n.Saving })],
            [.. code.Modules.Select(m => Layer(network.Class.Id, m, 0))],
            [],
            faults,
            !code.IsComplete || bound.IsFaulty || faults.Count > 0,
            code.Outputs);
    }

    /// <summary>The layers whose weights can't be stored as is stated.</summary>
    private static IEnumerable<Fault> Faults(NetworkDeclaration network, CodeGraph code, WeightFormat format)
        => code.Nodes.Where(n => format.Fault(n.Costs) is not null)
            .Select(n => new Fault(FaultId.NotDivisible, new Place(network.Class.Id, null, Place.Precision, Named: nameof(PrecisionSettings.GroupSize)), $"{n.Path}: {format.Fault(n.Costs)}"));

    /// <summary>How deep submodules have constants of their own; the table of layers has all.</summary>
    private const int Depth = 2;

    private static GraphLayer Layer(string owner, CodeModule module, int depth) => new(
        new LayerDeclaration(owner, module.Name, [], null, null, IsOutput: false, new PropertySource(null, null, module.Kind)),
        module.Nodes.Count == 0 ? -1 : module.Nodes[module.Nodes.Count - 1],
        module.Nodes.Count == 0 ? 0 : module.Nodes[0],
        module.Nodes.Count,
        IsOutput: false)
    {
        Members = module.Nodes,
        OutputShape = module.OutputShape,
        Output = module.Output,
        Children = depth + 1 < Depth ? [.. module.Children.Select(c => Layer(owner, c, depth + 1))] : [],
    };
}
