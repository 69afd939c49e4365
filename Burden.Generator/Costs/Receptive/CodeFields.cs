using Burden.Generator.Graphs;
using Burden.Generator.Helpers;
using Burden.Generator.Layers;

namespace Burden.Generator.Costs.Receptive;

/// <summary>
/// The receptive fields of a network that is code. Code sees a tensor in other shapes as often as it likes: each view is a step
/// of its own here, and the batch an axis like others, because code may move it.
/// </summary>
internal sealed class CodeFields
{
    private readonly List<GraphNode> nodes = [];
    private readonly int[] places;
    private readonly Dictionary<CodeSource, int> outputs = [];
    private readonly ReceptiveFields fields;

    /// <param name="graph">The network, as its code was followed.</param>
    /// <param name="wanted">What the fields are asked of.</param>
    public CodeFields(Graph graph, IEnumerable<CodeSource> wanted)
    {
        places = new int[graph.Nodes.Count];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = Add(graph.Nodes[i]);
        }

        foreach (var source in wanted)
        {
            if (!outputs.ContainsKey(source))
            {
                outputs.Add(source, Add(source));
            }
        }

        fields = new ReceptiveFields(new Graph(graph.Settings, nodes, [], [], [], isIncomplete: false));
    }

    /// <summary>A tensor's field, without the batch; null where it isn't known, or where the tensor doesn't depend on the input.</summary>
    public ReceptiveField? Of(CodeSource source) => outputs.TryGetValue(source, out var node) && fields.Of(node) is { } field
        ? new ReceptiveField([.. field.Size.Skip(1)], [.. field.Stride.Skip(1)], [.. field.Center.Skip(1)])
        : null;

    private int Add(GraphNode node)
    {
        if (node.IsInput)
        {
            return Add(GraphNode.InputKind, [], new LayerCosts(new Shape(node.Origin?.Sizes ?? node.Costs.Output.Dimensions)));
        }

        if (node.Costs.Storage is Storage.Parameters or Storage.None)
        {
            return Add(node.Kind, [], node.Costs);
        }

        if (node.Origin is not { } origin)
        {
            return Add(node.Kind, node.Reads.Select(r => places[r]), new LayerCosts(node.Costs.Output));
        }

        var reads = origin.Inputs.Select(Add).ToList();
        if (origin.After.Count == 0)
        {
            return Add(node.Kind, reads, new LayerCosts(new Shape(origin.Sizes)) { Reach = node.Costs.Reach });
        }

        // A reduction yields its axes with a size of 1 at first.
        var reduced = origin.Inputs[0].Sizes;
        if (node.Costs.Reach is SameReach { Whole: var whole })
        {
            reduced = reduced.Select((size, axis) => whole.Contains(axis - reduced.Count) ? 1 : size).ToEquatableArray();
        }

        return Views(Add(node.Kind, reads, new LayerCosts(new Shape(reduced)) { Reach = node.Costs.Reach }), origin.After);
    }

    private int Add(CodeSource source)
    {
        if (source.Node < 0)
        {
            return Add("LearnedTensor", [], new LayerCosts(new Shape(source.Sizes)) { Storage = Storage.Parameters });
        }

        return source.IsKnown ? Views(places[source.Node], source.Views) : Add("View", [places[source.Node]], new LayerCosts(new Shape(source.Sizes)));
    }

    private int Views(int node, IEnumerable<CodeView> views) => views.Aggregate(node, (read, view) => Add("View", [read], new LayerCosts(new Shape(view.Sizes)) { Reach = view.Reach }));

    private int Add(string kind, IEnumerable<int> reads, LayerCosts costs)
    {
        nodes.Add(new GraphNode("", kind, [.. reads], costs, -1));
        return nodes.Count - 1;
    }
}
