using Burden.Generator.Declarations;
using Burden.Generator.Diagnostics;
using Burden.Generator.Layers;

namespace Burden.Generator.Graphs;

/// <summary>A network expanded: every layer with its shape and costs, in the order they run.</summary>
internal sealed class Graph(NetworkSettings settings, IReadOnlyList<GraphNode> nodes, IReadOnlyList<GraphLayer> layers, IReadOnlyList<Fault> faults, bool isIncomplete)
{
    public NetworkSettings Settings { get; } = settings;

    /// <summary>The inputs and the expanded layers; what a node reads stands before it.</summary>
    public IReadOnlyList<GraphNode> Nodes { get; } = nodes;

    /// <summary>The network's layer properties.</summary>
    public IReadOnlyList<GraphLayer> Layers { get; } = layers;

    public IReadOnlyList<Fault> Faults { get; } = faults;

    /// <summary>Whether a layer could not be worked out, so that the network's figures are unknown.</summary>
    public bool IsIncomplete { get; } = isIncomplete;
}

/// <summary>An input, or one expanded layer.</summary>
/// <param name="Path">The way to it: <c>Stage1.0.Reduce.Conv2d</c>.</param>
/// <param name="Kind">The layer kind's name; <c>Input</c> for an input.</param>
/// <param name="Reads">The nodes whose outputs it reads.</param>
/// <param name="Layer">Which of the network's layer properties it belongs to; -1 for the network's input.</param>
internal sealed record GraphNode(string Path, string Kind, IReadOnlyList<int> Reads, LayerCosts Costs, int Layer)
{
    public const string InputKind = "Input";

    public bool IsInput => Kind == InputKind && Reads.Count == 0;
}

/// <summary>One layer property of the network.</summary>
/// <param name="Node">The node that is its output; -1 where it could not be worked out.</param>
/// <param name="First">Its first node.</param>
/// <param name="Count">How many nodes it expands to; none where its condition is off.</param>
internal sealed record GraphLayer(LayerDeclaration Declaration, int Node, int First, int Count, bool IsOutput);
