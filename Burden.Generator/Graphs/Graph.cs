using Burden.Generator.Layers;

namespace Burden.Generator.Graphs;

/// <summary>A network expanded: every layer with its shape and costs, in the order they run.</summary>
internal sealed class Graph(
    NetworkSettings settings,
    IReadOnlyList<GraphNode> nodes,
    IReadOnlyList<GraphLayer> layers,
    IReadOnlyList<GraphPart> parts,
    IReadOnlyList<Fault> faults,
    bool isIncomplete,
    IReadOnlyList<int>? outputs = null)
{
    public NetworkSettings Settings { get; } = settings;

    /// <summary>The inputs and the expanded layers; a node's inputs come before it.</summary>
    public IReadOnlyList<GraphNode> Nodes { get; } = nodes;

    /// <summary>The network's layer properties.</summary>
    public IReadOnlyList<GraphLayer> Layers { get; } = layers;

    /// <summary>The uses of modules and custom layers, and of their properties that have a budget.</summary>
    public IReadOnlyList<GraphPart> Parts { get; } = parts;

    public IReadOnlyList<Fault> Faults { get; } = faults;

    /// <summary>The nodes whose outputs the network yields.</summary>
    public IReadOnlyList<int> Outputs { get; } = outputs ?? [.. layers.Where(static l => l.IsOutput).Select(static l => l.Node)];

    /// <summary>Whether a layer could not be worked out, so that the network's figures are unknown.</summary>
    public bool IsIncomplete { get; } = isIncomplete;
}

/// <summary>An input, or one expanded layer.</summary>
/// <param name="Path">Its path: <c>Stage1.0.Reduce.Conv2d</c>.</param>
/// <param name="Kind">The layer kind's name; <c>Input</c> for an input.</param>
/// <param name="Reads">The nodes whose outputs it reads.</param>
/// <param name="Layer">Which of the network's layer properties it belongs to; -1 for the network's input.</param>
/// <param name="Place">The attribute that declares it, in the network or inside a module; null for an input.</param>
internal sealed record GraphNode(string Path, string Kind, IReadOnlyList<int> Reads, LayerCosts Costs, int Layer, Place? Place = null)
{
    public const string InputKind = "Input";

    /// <summary>Where its values come from, where it is of code and the network asks for it.</summary>
    public CodeOrigin? Origin { get; init; }

    /// <summary>What it keeps for the backward pass, where it is of code that was followed as in training.</summary>
    public NodeSaving? Saving { get; init; }

    /// <summary>The types that it is stored and computed in; null where none are stated.</summary>
    public PrecisionSettings? Precision { get; init; }

    /// <summary>The built-in kind's use with its arguments; null where the expansion doesn't keep them, and for a custom layer.</summary>
    public LayerCall? Call { get; init; }

    /// <summary>The node whose tensors it uses for those that are marked as shared; -1 for none.</summary>
    public int SharesWith { get; init; } = -1;

    public bool IsInput => Kind == InputKind && Reads.Count == 0;
}

/// <summary>One layer property of the network.</summary>
/// <param name="Node">The node that is its output; -1 where it could not be worked out.</param>
/// <param name="First">Its first node.</param>
/// <param name="Count">How many nodes it expands to; none where its condition is off.</param>
internal sealed record GraphLayer(LayerDeclaration Declaration, int Node, int First, int Count, bool IsOutput)
{
    /// <summary>Its nodes, where they are not all that run from the first on: a module may run twice, or after others what it stores.</summary>
    public IReadOnlyList<int>? Members { get; init; }

    /// <summary>Its nodes.</summary>
    public IEnumerable<int> AllNodes => Members ?? Enumerable.Range(First, Count);

    /// <summary>The shape of what it yields, where that is not its node's: a view of it.</summary>
    public string? OutputShape { get; init; }

    /// <summary>What it yields, where it is a module of code and the network asks where values come from.</summary>
    public CodeSource? Output { get; init; }

    /// <summary>The layers inside it that have constants of their own.</summary>
    public IReadOnlyList<GraphLayer> Children { get; init; } = [];
}

/// <summary>One use of a module or custom layer, or of one layer property of a module.</summary>
/// <param name="Class">The id of the module or custom layer.</param>
/// <param name="Property">The layer property of the module; null for the module as a whole.</param>
/// <param name="Path">Its path: <c>Stage1.0</c>.</param>
/// <param name="Use">The attribute in the network through which it is used.</param>
/// <param name="First">Its first node.</param>
/// <param name="Count">How many nodes it expands to.</param>
internal sealed record GraphPart(string Class, string? Property, string Path, Place Use, int First, int Count);
