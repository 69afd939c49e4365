using Burden.Generator.Expansion;
using Burden.Generator.Layers;
using Burden.Onnx.Graphs;

namespace Burden.Onnx.Importing;

/// <summary>Layers whose stored tensors an earlier layer counts: tied heads, and layers that run again.</summary>
/// <param name="refused">The nodes that can't name the layer they share with, because it stands in another class.</param>
internal sealed class SharedWeights(IReadOnlySet<RecordedNode> refused)
{
    private readonly Dictionary<string, Owner> owners = new(StringComparer.Ordinal);
    private readonly Dictionary<int, RecordedNode> sharers = [];

    /// <summary>A layer that counts tensors.</summary>
    private sealed record Owner(int Layer, LayerForm Form, LayerCosts Costs);

    /// <summary>The layers that share, by their values.</summary>
    public IReadOnlyDictionary<int, RecordedNode> Sharers => sharers;

    /// <summary>Notes a layer of a built-in kind that was made of a node.</summary>
    public void Add(NodeView node, int layer, LayerForm form, LayerCosts costs)
    {
        if (form.SharesWith is not null)
        {
            sharers.Add(layer, node.Node);
        }

        foreach (var weight in node.Costs.Weights.Where(static w => !w.IsShared))
        {
            owners[weight.Name] = new Owner(layer, form, costs);
        }
    }

    /// <summary>A layer that shares what the node does; null where there is none.</summary>
    /// <param name="form">The layer kind's use that costs what the node does but for what is stored.</param>
    /// <param name="parameterType">The network's type of parameters.</param>
    public LayerForm? Of(NodeView node, LayerForm form, LayerCosts costs, DataType parameterType)
    {
        var shared = node.Costs.Weights.Where(static w => w.IsShared).Select(w => owners.GetValueOrDefault(w.Name)).Distinct().ToList();
        if (refused.Contains(node.Node) || shared is not [{ } owner] || owner.Form.Kind!.Weights != form.Kind!.Weights
            || costs.Weights.Any(w => owner.Costs.Weights.Any(o => o.Name == w.Name && !o.Shape.Equals(w.Shape))))
        {
            return null;
        }

        foreach (var sharesBias in new[] { true, false })
        {
            var own = WeightSharing.Shared(owner.Costs, costs, sharesBias);
            if ((own.Parameters, own.SharedParameters, own.Buffers, own.StoredBytes(parameterType)) == (node.Costs.Parameters, node.Costs.SharedParameters, node.Costs.Buffers, node.StoredBytes))
            {
                var sharing = form with { SharesWith = owner.Layer, Precision = owner.Form.Precision };
                return sharesBias ? sharing : sharing.With(ReservedNames.SharesBias, false);
            }
        }

        return null;
    }
}
