using Burden.Generator.Graphs;
using Burden.Generator.Layers;

namespace Burden.Onnx.Graphs;

/// <summary>Makes the plain model of what ran: nodes with their paths, and the modules that the paths tell of.</summary>
internal static class GraphAssembler
{
    private sealed class Module(string name)
    {
        public string Name { get; } = name;

        public List<int> Nodes { get; } = [];

        public List<Module> Children { get; } = [];

        public Dictionary<string, Module> ByName { get; } = new(StringComparer.Ordinal);
    }

    public static CodeGraph Of(IReadOnlyList<RecordedNode> recorded, IEnumerable<int> outputs)
    {
        var root = new Module("");
        var used = new Dictionary<string, int>(StringComparer.Ordinal);
        var nodes = new CodeNode[recorded.Count];
        for (var i = 0; i < nodes.Length; i++)
        {
            var (modules, name) = NodePaths.Of(recorded[i]);
            var at = root;
            foreach (var part in modules)
            {
                if (!at.ByName.TryGetValue(part, out var child))
                {
                    at.ByName.Add(part, child = new Module(part));
                    at.Children.Add(child);
                }

                child.Nodes.Add(i);
                at = child;
            }

            var top = modules.Count == 0 ? -1 : root.Children.IndexOf(root.ByName[modules[0]]);
            nodes[i] = new CodeNode(Unique(used, string.Join('.', modules.Append(name))), recorded[i].Kind, recorded[i].Reads.ToEquatableArray(), recorded[i].Costs, top);
        }

        return new CodeGraph(EquatableArray.Wrap(nodes), [.. root.Children.Select(c => Of(c, nodes))], outputs.Distinct().ToEquatableArray(), IsComplete: true);
    }

    private static CodeModule Of(Module module, CodeNode[] nodes)
    {
        var last = module.Nodes.FindLast(n => nodes[n].Costs.Storage != Storage.Parameters);
        return new CodeModule(
            module.Name,
            module.Nodes.Count == 1 ? nodes[module.Nodes[0]].Kind : "Module",
            module.Nodes.Contains(last) && nodes[last].Costs.Storage != Storage.Parameters ? nodes[last].Costs.Output.ToString() : "",
            module.Nodes.ToEquatableArray(),
            [.. module.Children.Select(c => Of(c, nodes))]);
    }

    private static string Unique(Dictionary<string, int> used, string path)
    {
        var unique = path;
        // Each path remembers its next number, so that many of one name take no longer.
        while (!used.TryAdd(unique, 2))
        {
            unique = $"{path}_{Text.Of(used[path]++)}";
        }

        return unique;
    }
}
