using System.Globalization;
using Burden.Generator.Binding;
using Burden.Generator.Expressions;
using Burden.Generator.Graphs;
using Burden.Generator.Layers;

namespace Burden.Generator.Expansion;

/// <summary>The nodes and parts of a graph while it grows.</summary>
/// <param name="isNamed">Whether the nodes' paths are needed; all are empty otherwise.</param>
/// <param name="keepsCalls">Whether the nodes' arguments are needed.</param>
/// <param name="types">The types that layers state.</param>
internal sealed class GraphWriter(bool isNamed, bool keepsCalls, StatedTypes types)
{
    /// <summary>The most steps of an expansion (layers and module copies): a slip of the keyboard must not hang the editor.</summary>
    public const int MaxSteps = 100_000;

    private readonly List<GraphNode> nodes = [];
    private readonly List<GraphPart> parts = [];
    private int steps;

    public List<GraphNode> Nodes => nodes;

    public List<GraphPart> Parts => parts;

    public PathNames Paths { get; } = new(isNamed);

    /// <summary>Which of the network's layer properties is being expanded; -1 for its input.</summary>
    public int Layer { get; set; } = -1;

    /// <summary>Whether the network has more layers than can be expanded.</summary>
    public bool IsExhausted { get; private set; }

    /// <summary>Counts steps, of which there may not be endlessly many.</summary>
    public void Step(int count)
    {
        steps += count;
        if (steps > MaxSteps)
        {
            IsExhausted = true;
            throw new FaultException(FaultId.TooManyLayers, $"the network expands to more than {MaxSteps.ToString("N0", CultureInfo.InvariantCulture)} layers", ReservedNames.Repeat);
        }
    }

    /// <param name="type">The type of its elements; null for that of the features.</param>
    public LayerValue AddInput(string name, string path, Shape shape, DataType? type)
    {
        nodes.Add(types.Input(new GraphNode(Paths.Unique(path), GraphNode.InputKind, [], new LayerCosts(shape), Layer) { Precision = Precision }, type));
        return new LayerValue(name, shape, nodes.Count - 1);
    }

    /// <param name="path">The path of the property.</param>
    /// <param name="call">The layer kind's use.</param>
    /// <param name="type">The type of what it yields, where the use states one; null otherwise.</param>
    public LayerValue AddLayer(BoundUse use, string path, IReadOnlyList<int> reads, LayerCosts costs, LayerCall call, DataType? type)
    {
        // A second layer of a kind in one chain is numbered.
        var node = new GraphNode(Paths.Unique(Paths.Join(path, use.Name)), use.Name, reads, costs, Layer, use.Place) { Precision = Precision, Call = keepsCalls && use.Kind is not null ? call : null };
        nodes.Add(types.Layer(node, use, type, nodes));
        return new LayerValue(use.Name, costs.Output, nodes.Count - 1);
    }

    /// <summary>The types of what is being expanded; null where none are stated.</summary>
    public PrecisionSettings? Precision { get; set; }

    /// <summary>Whether what is being expanded is built and never run, or a part of such a layer.</summary>
    public bool NeverRuns { get; set; }

    /// <summary>Whether a node is built and never run.</summary>
    public bool IsNeverRun(int node) => nodes[node].Costs.Storage == Storage.None;

    /// <summary>Leaves nodes, from one on, what they store: they are never run, and so read nothing.</summary>
    public void NeverRun(int first)
    {
        for (var i = first; i < nodes.Count; i++)
        {
            nodes[i] = nodes[i] with { Reads = [], Costs = nodes[i].Costs.NeverRun() };
        }
    }

    /// <summary>Adds the part that consists of the nodes from one on.</summary>
    public void AddPart(string @class, string? property, string path, Place use, int first)
        => parts.Add(new GraphPart(@class, property, path, use, first, nodes.Count - first));

    /// <summary>Repeats an expansion: the same module with the same arguments, on an input of the same shape, is the same layers again.</summary>
    public LayerValue Copy(ExpandedModule module, LayerValue input, string path, Place use)
    {
        Step(module.Nodes.Count);
        var shift = nodes.Count - module.First;
        foreach (var node in module.Nodes)
        {
            var reads = new int[node.Reads.Count];
            for (var i = 0; i < reads.Length; i++)
            {
                reads[i] = Moved(node.Reads[i]);
            }

            nodes.Add(node with { Path = Paths.Unique(Paths.Moved(node.Path, module.Path, path)), Reads = reads, Layer = Layer, SharesWith = node.SharesWith < 0 ? -1 : node.SharesWith + shift });
        }

        foreach (var part in module.Parts)
        {
            parts.Add(part with { Path = Paths.Moved(part.Path, module.Path, path), Use = use, First = part.First + shift });
        }

        return module.Output with { Node = Moved(module.Output.Node) };

        int Moved(int node) => node == module.Input ? input.Node : node + shift;
    }
}
