using Burden.Generator.Layers;
using Burden.Onnx.Evaluation;
using Burden.Onnx.Proto;
using Burden.Onnx.Values;

namespace Burden.Onnx.Operators;

/// <summary>
/// Decision trees: a comparison at each node on the way to a leaf, and the leaf's values added up. The way is taken to be the
/// longest of each tree, the most there can be.
/// </summary>
internal static class TreeEnsembles
{
    public static IEnumerable<(string Domain, string Name, OperatorRule Rule)> Rules =>
    [
        (OperatorTable.Learning, "TreeEnsembleClassifier", Classify),
        (OperatorTable.Learning, "TreeEnsembleRegressor", static c => Regress(c)),
    ];

    private static void Regress(OperatorCall call)
    {
        var targets = call.Integer("n_targets", 1);
        var batch = Batch(call);
        call.Yield("TreeEnsemble", Costs(call, batch, targets), [batch, targets], ElementType.Float);
        AddWeights(call, "target_weights");
    }

    private static void Classify(OperatorCall call)
    {
        var labels = call.Attribute("classlabels_int64s") is { Count: > 0 } integers ? (integers.Count, Type: ElementType.Int64)
            : call.Attribute("classlabels_strings") is { Count: > 0 } texts ? (texts.Count, Type: ElementType.String)
            : throw call.Fault("it has no labels");
        var batch = Batch(call);
        call.Yield("TreeEnsemble", Costs(call, batch, labels.Count), [batch], labels.Type);
        AddWeights(call, "class_weights");
        call.YieldAlso(1, [batch, labels.Count], ElementType.Float);
    }

    private static long Batch(OperatorCall call) => call[0].Rank == 1 ? 1 : call[0][0];

    private static LayerCosts Costs(OperatorCall call, long batch, long outputs)
    {
        var (comparisons, trees) = Depths(call);
        return new LayerCosts(Shape.Of()) { Flops = checked(batch * (comparisons + (trees * outputs))) };
    }

    private static void AddWeights(OperatorCall call, string leaves)
    {
        var branches = call.Attribute("nodes_modes")!.Texts.Count(static m => m != "LEAF");
        call.AddWeights([new Weight("nodes_values", [branches]), new Weight(leaves, [Count(call, leaves)])]);
    }

    private static long Count(OperatorCall call, string attribute)
        => Math.Max(call.Attribute(attribute)?.Count ?? 0, call.Attribute($"{attribute}_as_tensor")?.Tensor?.Sizes.Product() ?? 0);

    /// <summary>The comparisons on the longest way through each tree, and how many trees there are.</summary>
    private static (long Comparisons, long Trees) Depths(OperatorCall call)
    {
        var trees = List(call, "nodes_treeids");
        var ids = List(call, "nodes_nodeids");
        var left = List(call, "nodes_truenodeids");
        var right = List(call, "nodes_falsenodeids");
        var modes = call.Attribute("nodes_modes") ?? throw call.Fault("the attribute 'nodes_modes' is missing");
        if (ids.Count != trees.Count || left.Count != trees.Count || right.Count != trees.Count || modes.Texts.Count != trees.Count)
        {
            throw call.Fault("the lists of its nodes have different lengths, or are too long to be followed; state what it costs in a rules file");
        }

        var at = new Dictionary<(long Tree, long Node), int>();
        for (var i = 0; i < trees.Count; i++)
        {
            at[(trees[i], ids[i])] = i;
        }

        var isChild = new HashSet<int>();
        for (var i = 0; i < trees.Count; i++)
        {
            if (modes.Texts[i] != "LEAF")
            {
                isChild.Add(Child(i, left));
                isChild.Add(Child(i, right));
            }
        }

        var (comparisons, count) = (0L, 0L);
        for (var root = 0; root < trees.Count; root++)
        {
            if (!isChild.Contains(root))
            {
                count++;
                comparisons = checked(comparisons + Depth(root));
            }
        }

        return (comparisons, count);

        int Child(int node, List<long> side) => at.TryGetValue((trees[node], side[node]), out var child)
            ? child
            : throw call.Fault($"tree {Text.Of(trees[node])} has no node {Text.Of(side[node])}, to which one leads");

        long Depth(int root)
        {
            var deepest = 0L;
            var open = new Stack<(int Node, long Depth)>([(root, 0L)]);
            var visits = 0;
            while (open.TryPop(out var next))
            {
                if (++visits > trees.Count)
                {
                    throw call.Fault("the nodes of a tree lead in a circle");
                }

                if (modes.Texts[next.Node] == "LEAF")
                {
                    deepest = Math.Max(deepest, next.Depth);
                    continue;
                }

                open.Push((Child(next.Node, left), next.Depth + 1));
                open.Push((Child(next.Node, right), next.Depth + 1));
            }

            return deepest;
        }
    }

    private static List<long> List(OperatorCall call, string attribute) => call.Attribute(attribute) is AttributeMessage { Count: > 0 } list
        ? list.Integers
        : throw call.Fault($"the attribute '{attribute}' is missing");
}
