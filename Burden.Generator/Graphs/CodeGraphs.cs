using Burden.Generator.Helpers;

namespace Burden.Generator.Graphs;

/// <summary>Makes a graph of what a network's own code came to.</summary>
internal static class CodeGraphs
{
    public static Graph Of(NetworkDeclaration network, CodeGraph code) => new(
        // The code runs on the whole batch, so that its figures are the batch's.
        network.Settings with { Batch = 1 },
        [.. code.Nodes.Select(static n => new GraphNode(n.Path, n.Kind, n.Reads, n.Costs, n.Module))],
        [.. code.Modules.Select(m => Layer(network.Class.Id, m, 0))],
        [],
        [],
        !code.IsComplete,
        code.Outputs);

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
        Children = depth + 1 < Depth ? [.. module.Children.Select(c => Layer(owner, c, depth + 1))] : [],
    };
}
