using Burden.Generator.Costs;
using Burden.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.Analysis;

/// <summary>The costs of a network as they were generated: of an ONNX file, whose class declares nothing, or in another assembly.</summary>
internal static class GeneratedCosts
{
    /// <summary>A class's <c>Cost</c>, if it holds a network's figures; null for a class that has none.</summary>
    public static INamedTypeSymbol? Of(INamedTypeSymbol type)
        => type.GetTypeMembers(ReservedNames.Cost) is [var cost]
            && cost.GetAttributes().Any(static a => a.AttributeClass?.Name == "GeneratedCodeAttribute" && a.ConstructorArguments is [{ Value: "Burden.Generator" }, ..])
            && cost.GetMembers(Figure.Parameters.Name).OfType<IFieldSymbol>().Any(static f => f.IsConst)
                ? cost
                : null;

    /// <summary>The amounts that the constants state; null where one is unknown.</summary>
    public static Figures? Amounts(INamedTypeSymbol cost)
    {
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
