using Burden.Generator.Helpers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.Parsing;

/// <summary>Reads how a network's class is declared, which its generated part must repeat.</summary>
internal static class TypeSourceReader
{
    /// <summary>Reads a class that is a network, or the one around a static member that is.</summary>
    public static TypeSource Read(ISymbol network, bool hidesCost, CancellationToken cancellation)
    {
        var symbol = NetworkMembers.TypeOf(network);
        var isMember = !ReferenceEquals(network, symbol);
        var types = new List<TypePart>();
        var canGenerate = true;
        var isVisible = true;
        for (var type = symbol; type is not null; type = type.ContainingType)
        {
            types.Insert(0, new TypePart(Keyword(type), CSharpIdentifier.Escape(type.Name)));
            canGenerate &= type.Name.Length > 0 && type.TypeParameters.Length == 0 && !type.IsLocalToFile() && IsPartial(type, cancellation);
            isVisible &= IsSeen(type.DeclaredAccessibility);
        }

        for (var @namespace = symbol.ContainingNamespace; !@namespace.IsGlobalNamespace; @namespace = @namespace.ContainingNamespace)
        {
            // One whose name is yet to be typed.
            canGenerate &= @namespace.Name.Length > 0;
        }

        var members = NetworkMembers.Of(symbol, cancellation).Where(static m => !NetworkMembers.IsGeneric(m)).Select(static m => m.Name).ToEquatableArray();
        if (isMember)
        {
            canGenerate &= !NetworkMembers.IsGeneric(network);
            isVisible &= IsSeen(network.DeclaredAccessibility);
        }

        return new TypeSource(
            symbol.ContainingNamespace.IsGlobalNamespace ? "" : symbol.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)),
            types.ToEquatableArray(),
            isMember ? $"{MetadataName(symbol)}.{network.Name}" : MetadataName(symbol),
            canGenerate,
            hidesCost,
            symbol.Name == "Cost" || DeclaresCost(symbol, cancellation),
            isVisible)
        {
            Members = members,
            Member = isMember
                ? new MemberSource(
                    network.Name,
                    network.DeclaredAccessibility == Accessibility.Public,
                    symbol.FindAttribute(WellKnownNames.NetworkAttribute) is null && members.Items.IndexOf(network.Name) == 0)
                : null,
        };
    }

    private static bool IsSeen(Accessibility accessibility) => accessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;

    /// <summary>Whether a part of the user's declares a member <c>Cost</c>: read from its syntax, so that the compiler need not declare all members.</summary>
    public static bool DeclaresCost(INamedTypeSymbol symbol, CancellationToken cancellation)
    {
        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellation) is TypeDeclarationSyntax node && PartReader.Read(node).DeclaresCost)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether all parts of a type are <c>partial</c>.</summary>
    public static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellation)
    {
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellation) is TypeDeclarationSyntax node && !node.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                return false;
            }
        }

        return true;
    }

    private static string MetadataName(INamedTypeSymbol symbol)
    {
        var name = symbol.MetadataName;
        for (var type = symbol.ContainingType; type is not null; type = type.ContainingType)
        {
            name = $"{type.MetadataName}.{name}";
        }

        for (var @namespace = symbol.ContainingNamespace; !@namespace.IsGlobalNamespace; @namespace = @namespace.ContainingNamespace)
        {
            name = $"{@namespace.Name}.{name}";
        }

        return name;
    }

    private static string Keyword(INamedTypeSymbol type) => type switch
    {
        { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
        { IsRecord: true } => "record",
        { TypeKind: TypeKind.Struct } => "struct",
        { TypeKind: TypeKind.Interface } => "interface",
        _ => "class",
    };
}
