using Burden.Generator.Analysis;
using Burden.Generator.Budgets;
using Burden.Generator.Costs;
using Burden.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.Analyzers;

/// <summary>Reads the costs of the network that a budget is relative to.</summary>
internal static class BaselineReader
{
    public static bool IsNetwork(INamedTypeSymbol type) => type.FindAttribute(WellKnownNames.NetworkAttribute) is not null;

    /// <summary>The network's amounts; null where they are unknown, which is reported where it is declared.</summary>
    public static Figures? Read(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        if (NetworkAnalysis.Of(type, compilation, cancellation) is { } network)
        {
            return network.IsSound ? network.Table.Total : null;
        }

        // A compiled assembly has no declaration to analyze, but its constants can't be stale.
        if (type.DeclaringSyntaxReferences.Length > 0 || type.GetTypeMembers("Cost") is not [var cost])
        {
            return null;
        }

        var amounts = new long[Figure.All.Count];
        foreach (var figure in Figure.All)
        {
            // An older version of Burden may lack a figure.
            if (cost.GetMembers(figure.Name).OfType<IFieldSymbol>().FirstOrDefault()?.ConstantValue is long amount and >= 0)
            {
                amounts[figure.Index] = amount;
            }
            else if (figure.Budget is not null)
            {
                return null;
            }
        }

        return new Figures(amounts);
    }
}
