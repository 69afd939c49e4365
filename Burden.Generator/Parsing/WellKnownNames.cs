using Microsoft.CodeAnalysis;

namespace Burden.Generator.Parsing;

/// <summary>The names of the attributes' assembly.</summary>
internal static class WellKnownNames
{
    public const string Namespace = "Burden";
    public const string Network = "Burden.NetworkAttribute";
    public const string NetworkAttribute = "NetworkAttribute";
    public const string Report = "ReportAttribute";
    public const string Arguments = "ArgumentsAttribute";
    public const string CostRule = "CostRuleAttribute";
    public const string TensorInput = "TensorInputAttribute";
    public const string Budget = "BudgetAttribute";
    public const string Precision = "PrecisionAttribute";
    public const string Catalog = "NetworkCatalog";
    public const string Layer = "Layer";
    public const string LayerAttribute = "LayerAttribute";
    public const string MergeAttribute = "MergeAttribute";
    public const string AnalysisAttribute = "AnalysisAttribute";
    public const string ModuleAttribute = "ModuleAttribute";

    /// <summary>Whether a type is the one of that name in namespace <c>Burden</c>.</summary>
    public static bool IsBurden(this ITypeSymbol? type, string name)
        => type is { ContainingType: null, ContainingNamespace: { Name: Namespace, ContainingNamespace.IsGlobalNamespace: true } } && type.Name == name;

    /// <summary>Whether a type is declared with the modifier <c>file</c>: only its metadata name shows it in all versions of Roslyn.</summary>
    public static bool IsLocalToFile(this INamedTypeSymbol type) => type.MetadataName.StartsWith("<", StringComparison.Ordinal);

    public static AttributeData? FindAttribute(this ISymbol symbol, string name)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass.IsBurden(name))
            {
                return attribute;
            }
        }

        return null;
    }

    /// <summary>Whether a class is an attribute; one whose base is yet to be typed is none.</summary>
    public static bool IsAttribute(INamedTypeSymbol type)
    {
        for (var @base = type.BaseType; @base is not null; @base = @base.BaseType)
        {
            if (@base is { Name: "Attribute", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What class deriving from Burden's bases a type is; null where it is none.</summary>
    public static ClassRole? RoleOf(INamedTypeSymbol type)
    {
        for (var @base = type.BaseType; @base is not null; @base = @base.BaseType)
        {
            if (@base.IsBurden(ModuleAttribute))
            {
                return ClassRole.Module;
            }

            if (@base.IsBurden(MergeAttribute))
            {
                return ClassRole.CustomMerge;
            }

            if (@base.IsBurden(LayerAttribute))
            {
                return ClassRole.CustomLayer;
            }
        }

        return null;
    }

    /// <summary>A name without the suffix <c>Attribute</c>.</summary>
    public static string WithoutSuffix(string name)
        => name.Length > "Attribute".Length && name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name;
}
