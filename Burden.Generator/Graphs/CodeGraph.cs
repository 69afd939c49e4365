using Burden.Generator.Helpers;
using Burden.Generator.Layers;

namespace Burden.Generator.Graphs;

/// <summary>What a network's own code came to, followed by a front end: every operation in the order it runs, and its modules.</summary>
/// <param name="Nodes">Inputs, operations, and what is stored; a node's inputs come before it.</param>
/// <param name="Modules">The network's submodules.</param>
/// <param name="Outputs">The nodes whose outputs the network yields.</param>
/// <param name="IsComplete">Whether all of the code could be followed.</param>
internal sealed record CodeGraph(EquatableArray<CodeNode> Nodes, EquatableArray<CodeModule> Modules, EquatableArray<int> Outputs, bool IsComplete) : NetworkCode
{
    /// <summary>How many of its parameters no gradient reaches; known where it was followed as in training.</summary>
    public long FrozenParameters { get; init; }
}

/// <summary>An input, one operation, or a stored tensor.</summary>
/// <param name="Path">Its path, as <c>state_dict</c> names it: <c>layer1.0.conv1</c>.</param>
/// <param name="Kind">The layer kind's or function's name.</param>
/// <param name="Module">Which of the network's submodules it belongs to; -1 for the network itself.</param>
internal sealed record CodeNode(string Path, string Kind, EquatableArray<int> Reads, LayerCosts Costs, int Module)
{
    /// <summary>Where its values come from; null where nobody asks for it.</summary>
    public CodeOrigin? Origin { get; init; }

    /// <summary>What it keeps for the backward pass; null where the code was not followed as in training.</summary>
    public NodeSaving? Saving { get; init; }
}

/// <summary>Where the values of an operation come from: what <see cref="LayerCosts.Reach"/> is of.</summary>
/// <param name="Inputs">What it reads, each as often as it is read.</param>
/// <param name="After">How its output follows from what the operation yields: a reduction drops axes.</param>
/// <param name="Sizes">The sizes of its output, the batch among them.</param>
internal sealed record CodeOrigin(EquatableArray<CodeSource> Inputs, EquatableArray<CodeView> After, EquatableArray<long> Sizes);

/// <summary>A tensor that an operation reads.</summary>
/// <param name="Node">The node that it is the output of, or a view of; -1 for what doesn't follow from any.</param>
/// <param name="Sizes">Its sizes.</param>
/// <param name="Views">How it follows from the node's output, step by step.</param>
/// <param name="IsKnown">Whether that is known.</param>
internal sealed record CodeSource(int Node, EquatableArray<long> Sizes, EquatableArray<CodeView> Views, bool IsKnown);

/// <summary>The values of a tensor, or some of them, under other sizes.</summary>
/// <param name="Reach">Where they come from.</param>
/// <param name="Sizes">The sizes.</param>
internal sealed record CodeView(Reach Reach, EquatableArray<long> Sizes);

/// <summary>A submodule.</summary>
/// <param name="Name">The name it is registered under.</param>
/// <param name="Kind">The name of its class.</param>
/// <param name="OutputShape">What it yields the first time it runs; empty where it does not run.</param>
/// <param name="Nodes">What ran in it and in its submodules, and what they store.</param>
internal sealed record CodeModule(string Name, string Kind, string OutputShape, EquatableArray<int> Nodes, EquatableArray<CodeModule> Children)
{
    /// <summary>The tensor that it yields the first time it runs; null where it yields none or several, or nobody asks for it.</summary>
    public CodeSource? Output { get; init; }
}
