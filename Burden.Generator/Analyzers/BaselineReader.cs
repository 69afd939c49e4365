using Burden.Generator.Analysis;
using Burden.Generator.Budgets;
using Burden.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.Analyzers;

/// <summary>Reads what the network costs that a budget is relative to.</summary>
internal static class BaselineReader
{
    public static bool IsNetwork(INamedTypeSymbol type) => type.FindAttribute(WellKnownNames.NetworkAttribute) is not null;

    /// <summary>The network's amounts; null where they are unknown, which is said where it is declared.</summary>
    public static Amounts? Read(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        if (NetworkAnalysis.Of(type, compilation, cancellation) is { } network)
        {
            return network.IsSound ? Amounts.Of(network.Table) : null;
        }

        // Of a compiled assembly there is no declaration to work from, but constants that can not be stale.
        return type.DeclaringSyntaxReferences.Length == 0 && type.GetTypeMembers("Cost") is [var cost]
            && Constant("Parameters") is { } parameters && Constant("ParameterBytes") is { } parameterMemory
            && Constant("FeatureBytes") is { } featureMemory && Constant("PeakFeatureBytes") is { } peak
            && Constant("Flops") is { } flops && Constant("Macs") is { } macs
            ? new Amounts(parameters, parameterMemory, featureMemory, peak, flops, macs)
            : null;

        long? Constant(string name) => cost.GetMembers(name).OfType<IFieldSymbol>().FirstOrDefault()?.ConstantValue as long?;
    }
}
