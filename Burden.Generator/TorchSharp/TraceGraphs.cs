using Burden.Generator.Graphs;
using Burden.Generator.Helpers;

namespace Burden.Generator.TorchSharp;

/// <summary>Names what ran by the paths of the modules, and makes the plain model of it.</summary>
internal static class TraceGraphs
{
    public static CodeGraph Of(Trace trace, long batch)
    {
        var network = trace.Network!;
        // A module that is registered under several names has the first.
        var paths = new Dictionary<ModuleValue, string> { [network] = "" };
        foreach (var (path, module) in network.Descendants())
        {
            if (!paths.ContainsKey(module))
            {
                paths.Add(module, path);
            }
        }

        var top = new Dictionary<ModuleValue, int>();
        for (var i = 0; i < network.Children.Count; i++)
        {
            foreach (var module in network.Children[i].Module.Descendants().Select(static d => d.Module).Prepend(network.Children[i].Module))
            {
                if (!top.ContainsKey(module))
                {
                    top.Add(module, i);
                }
            }
        }

        var unique = new HashSet<string>(StringComparer.Ordinal);
        var nodes = trace.Tracer.Nodes.Select(n => new CodeNode(
            Unique(unique, PathOf(n, paths)),
            n.Kind,
            EquatableArray.Wrap(n.Reads),
            n.Costs,
            n.Module is not null && top.TryGetValue(n.Module, out var module) ? module : -1)).ToEquatableArray();

        var members = new Dictionary<ModuleValue, List<int>>();
        for (var i = 0; i < trace.Tracer.Nodes.Count; i++)
        {
            if (trace.Tracer.Nodes[i].Module is { } owner)
            {
                if (!members.TryGetValue(owner, out var list))
                {
                    members.Add(owner, list = []);
                }

                list.Add(i);
            }
        }

        return new CodeGraph(
            nodes,
            [.. network.Children.Select(c => Module(c.Name, c.Module, members, trace.Tracer, batch))],
            [.. trace.Tensors.Select(static t => t.Node).Where(static n => n >= 0).Distinct()],
            IsComplete: true);
    }

    private static CodeModule Module(string name, ModuleValue module, Dictionary<ModuleValue, List<int>> members, Tracer tracer, long batch)
    {
        // A submodule may be registered twice: what it does counts once here.
        var own = module.Descendants().Select(static d => d.Module).Prepend(module).Distinct()
            .SelectMany(m => members.TryGetValue(m, out var list) ? list : [])
            .OrderBy(static n => n);
        return new CodeModule(
            name,
            module.Kind,
            tracer.Outputs.TryGetValue(module, out var outputs) ? string.Join(", ", outputs.Select(o => ShapeOf(o.Sizes, batch))) : "",
            own.ToEquatableArray(),
            [.. module.Children.Select(c => Module(c.Name, c.Module, members, tracer, batch))]);
    }

    /// <summary>A shape as declared networks show it: without the batch.</summary>
    private static string ShapeOf(IReadOnlyList<long> sizes, long batch)
        => new Model.Shape(sizes.Count > 1 && sizes[0] == batch ? sizes.Skip(1).ToEquatableArray() : sizes.ToEquatableArray()).ToString();

    private static string PathOf(TracedNode node, Dictionary<ModuleValue, string> paths)
    {
        var owner = node.Module is null ? "" : paths.TryGetValue(node.Module, out var path) ? path : node.Module.Kind;
        return node.Name.Length == 0 ? owner.Length == 0 ? node.Kind : owner : owner.Length == 0 ? node.Name : $"{owner}.{node.Name}";
    }

    private static string Unique(HashSet<string> known, string path)
    {
        var unique = path;
        for (var i = 2; !known.Add(unique); i++)
        {
            unique = $"{path}_{Text.Of(i)}";
        }

        return unique;
    }
}
