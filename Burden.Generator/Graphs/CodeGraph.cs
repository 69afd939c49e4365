using Burden.Generator.Helpers;
using Burden.Generator.Layers;

namespace Burden.Generator.Graphs;

/// <summary>What a network's own code came to, followed by a front end: every operation in the order it runs, and its modules.</summary>
/// <param name="Nodes">Inputs, operations, and what is stored; a node's inputs come before it.</param>
/// <param name="Modules">The network's submodules.</param>
/// <param name="Outputs">The nodes whose outputs the network yields.</param>
/// <param name="IsComplete">Whether all of the code could be followed.</param>
internal sealed record CodeGraph(EquatableArray<CodeNode> Nodes, EquatableArray<CodeModule> Modules, EquatableArray<int> Outputs, bool IsComplete) : NetworkCode;

/// <summary>An input, one operation, or a stored tensor.</summary>
/// <param name="Path">Its path, as <c>state_dict</c> names it: <c>layer1.0.conv1</c>.</param>
/// <param name="Kind">The layer kind's or function's name.</param>
/// <param name="Module">Which of the network's submodules it belongs to; -1 for the network itself.</param>
internal sealed record CodeNode(string Path, string Kind, EquatableArray<int> Reads, LayerCosts Costs, int Module);

/// <summary>A submodule.</summary>
/// <param name="Name">The name it is registered under.</param>
/// <param name="Kind">The name of its class.</param>
/// <param name="OutputShape">What it yields the first time it runs; empty where it does not run.</param>
/// <param name="Nodes">What ran in it and in its submodules, and what they store.</param>
internal sealed record CodeModule(string Name, string Kind, string OutputShape, EquatableArray<int> Nodes, EquatableArray<CodeModule> Children);
