using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.Parsing;

/// <summary>Reads a class that has partial layers and is no network: nothing would implement them.</summary>
internal static class StrayReader
{
    /// <summary>The class; null where it is a network, where nothing is missing, and where another part of it is read.</summary>
    public static TypeSource? Read(TypeDeclarationSyntax node, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetDeclaredSymbol(node, cancellation) is not INamedTypeSymbol type || type.FindAttribute(WellKnownNames.NetworkAttribute) is not null
            || type.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancellation)).OfType<TypeDeclarationSyntax>().FirstOrDefault(LayerSyntax.MayBeStray) != node)
        {
            return null;
        }

        return TypeSourceReader.Read(type, hidesCost: false, model.Compilation, cancellation) is { Obstacles.Count: > 0 } source ? source : null;
    }
}
