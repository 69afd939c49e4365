using Burden.Generator.Expressions;
using Burden.Generator.Graphs;

namespace Burden.Generator.Expansion;

/// <summary>The rule of <c>SharesWith</c>: a layer that uses another's parameters has none of its own.</summary>
internal static class WeightSharing
{
    /// <summary>Takes the parameters away from a use.</summary>
    /// <param name="sharer">The use.</param>
    /// <param name="name">The property that it shares with.</param>
    /// <param name="frame">The class of both.</param>
    /// <exception cref="FaultException">There is no such property before, or none of its uses has the same parameters.</exception>
    public static void Apply(ExpandedUse sharer, string name, Frame frame, List<GraphNode> nodes)
    {
        if (!frame.Scope.IsDefined(name, out var layer) || layer is not (null or LayerValue) || name == ReservedNames.Input)
        {
            throw new FaultException(FaultId.UnknownLayer, $"SharesWith names '{name}', which is no layer declared before", "SharesWith");
        }

        if (layer is null)
        {
            throw new FaultException(FaultId.None, $"'{name}' could not be worked out");
        }

        var candidates = frame.Expanded.Where(c => c.Property == name);
        var alike = candidates.Where(c => c.Use.Use.Target == sharer.Use.Use.Target || (c.Use.Kind is { } kind && kind.Weights == sharer.Use.Kind?.Weights)).ToList();
        if (!alike.Any(c => Sizes(c).SequenceEqual(Sizes(sharer))))
        {
            throw new FaultException(
                FaultId.CannotShare,
                alike.Count == 0
                    ? $"{sharer.Use.Name} can't share with '{name}', which holds no {sharer.Use.Name}"
                    : $"{sharer.Use.Name} has {Total(sharer)} parameters, that of '{name}' {Total(alike[0])}: they can't be shared",
                "SharesWith");
        }

        for (var i = sharer.First; i < sharer.First + sharer.Count; i++)
        {
            var costs = nodes[i].Costs;
            nodes[i] = nodes[i] with { Costs = costs with { Parameters = 0, Buffers = 0, SharedParameters = costs.Parameters + costs.SharedParameters } };
        }

        IEnumerable<long> Sizes(ExpandedUse use) => nodes.Skip(use.First).Take(use.Count).Select(static n => n.Costs.Parameters + n.Costs.SharedParameters);

        long Total(ExpandedUse use) => Sizes(use).Aggregate(0L, static (sum, size) => checked(sum + size));
    }
}
