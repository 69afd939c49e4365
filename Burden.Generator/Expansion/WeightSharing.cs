using Burden.Generator.Expressions;
using Burden.Generator.Graphs;
using Burden.Generator.Helpers;
using Burden.Generator.Layers;

namespace Burden.Generator.Expansion;

/// <summary>
/// The rule of <c>SharesWith</c>: the tensors that both layers have under one name are one tensor, which must have one
/// shape; what the other layer lacks, such as the bias of a tied head, stays the layer's own.
/// </summary>
internal static class WeightSharing
{
    /// <summary>Takes the shared parameters away from a use.</summary>
    /// <param name="sharer">The use.</param>
    /// <param name="name">The property that it shares with.</param>
    /// <param name="sharesBias">Whether biases are shared, or stay each layer's own.</param>
    /// <param name="frame">The class of both.</param>
    /// <exception cref="FaultException">There is no such property before, or none of its uses has parameters that fit.</exception>
    public static void Apply(ExpandedUse sharer, string name, bool sharesBias, Frame frame, List<GraphNode> nodes)
    {
        if (!frame.Scope.IsDefined(name, out var layer) || layer is not (null or LayerValue) || name == ReservedNames.Input)
        {
            throw new FaultException(FaultId.UnknownLayer, $"SharesWith names '{name}', which is not a layer declared before", ReservedNames.SharesWith);
        }

        if (layer is null)
        {
            throw new FaultException(FaultId.None, $"'{name}' could not be worked out");
        }

        var alike = frame.Expanded
            .Where(c => c.Property == name && (c.Use.Use.Target == sharer.Use.Use.Target || (c.Use.Kind is { } kind && kind.Weights == sharer.Use.Kind?.Weights)))
            .ToList();
        var differences = alike.ConvertAll(c => Difference(c, sharer, sharesBias, nodes));
        var fitting = differences.IndexOf(null);
        if (fitting < 0)
        {
            throw new FaultException(
                FaultId.CannotShare,
                alike.Count == 0 ? $"{sharer.Use.Name} can't share with '{name}', which holds no {sharer.Use.Name}" : $"{sharer.Use.Name} can't share with '{name}': {differences[0]}",
                ReservedNames.SharesWith);
        }

        for (var i = 0; i < sharer.Count; i++)
        {
            var node = nodes[sharer.First + i];
            var source = alike[fitting].First + i;
            nodes[sharer.First + i] = node with { Costs = Shared(nodes[source].Costs, node.Costs, sharesBias), SharesWith = source };
        }
    }

    /// <summary>Why the parameters of two uses can't be the same; null where they can.</summary>
    private static string? Difference(ExpandedUse source, ExpandedUse sharer, bool sharesBias, List<GraphNode> nodes)
    {
        if (source.Count != sharer.Count)
        {
            return "they have different layers inside";
        }

        var shared = 0L;
        for (var i = 0; i < sharer.Count; i++)
        {
            var (theirs, own) = (nodes[source.First + i], nodes[sharer.First + i]);
            if (Count(own.Costs) > 0 && Count(theirs.Costs) > 0 && !PrecisionSettings.StoreAlike(own.Precision, theirs.Precision))
            {
                return $"their parameters are stored otherwise: {TypeOf(own)}, and {TypeOf(theirs)}";
            }

            if (theirs.Costs.Weights.Count == 0 || own.Costs.Weights.Count == 0)
            {
                // A custom layer states the number of its parameters, not their shapes.
                if (Count(theirs.Costs) != Count(own.Costs))
                {
                    return $"{own.Kind} has {Text.Grouped(Count(own.Costs))} parameters and buffers, the other {Text.Grouped(Count(theirs.Costs))}";
                }

                shared += Count(own.Costs);
                continue;
            }

            foreach (var weight in own.Costs.Weights)
            {
                if (Find(theirs.Costs, weight, sharesBias) is { } same)
                {
                    if (!same.Shape.Equals(weight.Shape))
                    {
                        return $"its {weight}, the other's {same}";
                    }

                    shared += weight.Elements;
                }
            }
        }

        return shared == 0 && sharer.Count > 0 ? "they have no parameters in common" : null;
    }

    private static string TypeOf(GraphNode node) => node.Precision switch
    {
        { Parameters: { } type, IsQuantized: true } precision => $"{type.Word()} with {(precision.GroupSize is > 0 ? $"groups of {Text.Of(precision.GroupSize.Value)}" : precision.Granularity == Granularity.PerTensor ? "a scale" : "scales of channels")}",
        { Parameters: { } type } => type.Word(),
        _ => "the network's type",
    };

    private static long Count(LayerCosts costs) => checked(costs.Parameters + costs.SharedParameters + costs.Buffers);

    private static Weight? Find(LayerCosts costs, Weight weight, bool sharesBias)
        => !sharesBias && (weight.Name == Weight.Bias || weight.Name.EndsWith("." + Weight.Bias, StringComparison.Ordinal)) ? null
            : costs.Weights.Items.FirstOrDefault(w => w.Name == weight.Name);

    /// <summary>A layer's costs without the tensors that another counts.</summary>
    public static LayerCosts Shared(LayerCosts source, LayerCosts own, bool sharesBias)
    {
        if (own.Weights.Count == 0)
        {
            return own with { Parameters = 0, Buffers = 0, SharedParameters = own.Parameters + own.SharedParameters };
        }

        var weights = own.Weights.Map(w => Find(source, w, sharesBias) is null ? w : w with { IsShared = true });
        var shared = weights.Where(static w => w is { IsShared: true, IsTrainable: true }).Aggregate(0L, static (sum, w) => checked(sum + w.Elements));
        return own with { Weights = weights, SharedParameters = shared };
    }
}
