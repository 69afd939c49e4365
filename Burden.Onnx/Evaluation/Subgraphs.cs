using Burden.Onnx.Proto;

namespace Burden.Onnx.Evaluation;

/// <summary>The graphs inside attributes.</summary>
internal static class Subgraphs
{
    public static IEnumerable<GraphMessage> Of(NodeMessage node)
    {
        foreach (var attribute in node.Attributes)
        {
            if (attribute.Graph is { } graph)
            {
                yield return graph;
            }

            foreach (var item in attribute.Graphs)
            {
                yield return item;
            }
        }
    }

    /// <summary>Nodes and those of the graphs inside them.</summary>
    public static IEnumerable<NodeMessage> WithInner(IEnumerable<NodeMessage> nodes)
    {
        foreach (var node in nodes)
        {
            yield return node;
            foreach (var inner in Of(node).SelectMany(static g => WithInner(g.Nodes)))
            {
                yield return inner;
            }
        }
    }

    /// <summary>All nodes of a model, those of its functions among them.</summary>
    public static IEnumerable<NodeMessage> AllNodes(ModelMessage model) => WithInner(model.Graph!.Nodes).Concat(model.Functions.SelectMany(static f => WithInner(f.Nodes)));
}
