using Burden.Generator.Graphs;
using Burden.Generator.Helpers;
using Burden.Generator.Layers;

namespace Burden.Generator.TorchSharp;

/// <summary>Names what ran by the paths of the modules, and makes the plain model of it.</summary>
internal static class TraceGraphs
{
    public static CodeGraph Of(Trace trace, long batch)
    {
        var network = trace.Network!;
        var withOrigins = trace.Tracer.KeepsOrigins;
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

        var names = Names(trace.Tracer.Nodes, paths);
        var live = trace.Tracer.Autograd?.Live(trace.Tensors);
        var nodes = trace.Tracer.Nodes.Select((n, i) => new CodeNode(
            names[i],
            n.Kind,
            EquatableArray.Wrap(n.Reads),
            n.Costs,
            n.Module is not null && top.TryGetValue(n.Module, out var module) ? module : -1)
        {
            Origin = withOrigins ? new CodeOrigin(n.Inputs.ToEquatableArray(), n.After, n.Sizes.ToEquatableArray()) : null,
            Saving = live is null || live.Contains(i) ? n.Saving : NodeSaving.None,
        }).ToEquatableArray();

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
            IsComplete: true)
        {
            FrozenParameters = live is null ? 0 : FrozenIn(network, trace.Tracer.Autograd!.Trained(live)),
        };
    }

    /// <summary>The parameters that no gradient reaches, and that so have neither a gradient nor a state of an optimizer.</summary>
    private static long FrozenIn(ModuleValue network, HashSet<StoredTensor> trained)
        => ModuleFunctions.Tensors(network, buffers: false, recurses: true).Where(t => !trained.Contains(t.Tensor.Same)).Sum(static t => t.Tensor.Elements);

    private static CodeModule Module(string name, ModuleValue module, Dictionary<ModuleValue, List<int>> members, Tracer tracer, long batch)
    {
        // A submodule may be registered twice: what it does counts once here.
        var own = module.Descendants().Select(static d => d.Module).Prepend(module).Distinct()
            .SelectMany(m => members.TryGetValue(m, out var list) ? list : [])
            .OrderBy(static n => n);
        return new CodeModule(
            name,
            module.Kind,
            tracer.Outputs.TryGetValue(module, out var outputs) ? string.Join(", ", outputs!.Select(o => ShapeOf(o.Sizes, batch))) : "",
            own.ToEquatableArray(),
            [.. module.Children.Select(c => Module(c.Name, c.Module, members, tracer, batch))])
        {
            Output = tracer.KeepsOrigins && outputs is [var only] ? Tracer.SourceOf(only) : null,
        };
    }

    /// <summary>A shape as declared networks show it: without the batch.</summary>
    private static string ShapeOf(IReadOnlyList<long> sizes, long batch)
        => new Model.Shape(sizes.Count > 1 && sizes[0] == batch ? sizes.Skip(1).ToEquatableArray() : sizes.ToEquatableArray()).ToString();

    /// <summary>Every node's path. What state_dict names has that name, and a function of the same name gives way to it.</summary>
    private static string[] Names(IReadOnlyList<TracedNode> nodes, Dictionary<ModuleValue, string> paths)
    {
        var unique = new HashSet<string>(StringComparer.Ordinal);
        var names = new string[nodes.Count];
        foreach (var isStored in new[] { true, false })
        {
            for (var i = 0; i < names.Length; i++)
            {
                if (isStored == (nodes[i].IsModule || nodes[i].Costs.Storage == Storage.Parameters))
                {
                    names[i] = Unique(unique, PathOf(nodes[i], paths));
                }
            }
        }

        return names;
    }

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
