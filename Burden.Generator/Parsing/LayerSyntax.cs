using Burden.Generator.Layers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.Parsing;

/// <summary>Tells from syntax alone what may be a layer: most types of a project have none.</summary>
internal static class LayerSyntax
{
    /// <summary>Whether a type may bear attributes of Burden's, on itself or on a property.</summary>
    public static bool MayConcern(TypeDeclarationSyntax node)
        => HasName(node.AttributeLists) || node.Members.Any(static m => m is BasePropertyDeclarationSyntax property && MayConcern(property));

    /// <summary>Whether a type that seems to be no network has partial properties that may be layers.</summary>
    public static bool MayBeStray(TypeDeclarationSyntax node)
        => node.Members.Any(static m => m is BasePropertyDeclarationSyntax property && PartialSyntax.IsDefinition(property) && MayConcern(property))
            && !node.AttributeLists.Any(static l => l.Attributes.Any(static a => PartReader.RightmostName(a.Name) is "Network" or WellKnownNames.NetworkAttribute));

    private static bool MayConcern(BasePropertyDeclarationSyntax property)
        => property.AttributeLists.Count > 0 && (IsNamedLayer(property.Type) || HasName(property.AttributeLists));

    private static bool IsNamedLayer(TypeSyntax type) => type switch
    {
        NullableTypeSyntax nullable => IsNamedLayer(nullable.ElementType),
        ArrayTypeSyntax array => IsNamedLayer(array.ElementType),
        RefTypeSyntax reference => IsNamedLayer(reference.Type),
        _ => PartReader.RightmostName(type) == WellKnownNames.Layer,
    };

    private static bool HasName(SyntaxList<AttributeListSyntax> lists) => lists.Any(static l => l.Attributes.Any(static a => IsName(PartReader.RightmostName(a.Name))));

    private static bool IsName(string? name)
        => name is not null && WellKnownNames.WithoutSuffix(name) is var plain && (plain is "When" or "Output" or "Input" or "Budget" or "Precision" or "Report" || Costs.Analyses.Analysis.Find(plain) is not null || LayerKinds.Find(plain) is not null);
}
