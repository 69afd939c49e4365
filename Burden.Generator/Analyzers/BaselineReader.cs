using Burden.Generator.Analysis;
using Burden.Generator.Costs;
using Burden.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.Analyzers;

/// <summary>Reads the costs of the network that a budget is relative to.</summary>
internal static class BaselineReader
{
    /// <summary>Whether a class is a declared network, or that of an ONNX file.</summary>
    public static bool IsNetwork(INamedTypeSymbol type) => type.FindAttribute(WellKnownNames.NetworkAttribute) is not null || GeneratedCosts.Of(type) is not null;

    /// <summary>The network's amounts; null where they are unknown, which is reported where it is declared.</summary>
    public static Figures? Read(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        if (NetworkAnalysis.Of(type, compilation, cancellation) is { } network)
        {
            return network.IsSound ? network.Table.Total : null;
        }

        // A declaration in source says more than constants, which an editor may have from an earlier text.
        return type.FindAttribute(WellKnownNames.NetworkAttribute) is not null && type.DeclaringSyntaxReferences.Length > 0
            || type.GetTypeMembers(ReservedNames.Cost) is not [var cost]
            ? null
            : GeneratedCosts.Amounts(cost);
    }
}
