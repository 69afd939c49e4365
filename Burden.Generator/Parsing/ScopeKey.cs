using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.Parsing;

/// <summary>Everything that decides what a name means in a class, except the compilation's other files and references, as a text to compare.</summary>
internal static class ScopeKey
{
    /// <summary>The key of a class's scope.</summary>
    /// <param name="hasBurdenBase">Whether it derives directly from one of Burden's bases, which bring no names that matter.</param>
    public static string Of(TypeDeclarationSyntax node, bool hasBurdenBase)
    {
        var scope = new StringBuilder();
        // A class with a base or nested types may bring names of its own.
        if ((node.BaseList is not null && !hasBurdenBase) || node.Members.Any(static m => m is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax))
        {
            scope.Append(node.Identifier.ValueText).Append(';');
        }

        for (var ancestor = node.Parent; ancestor is not null; ancestor = ancestor.Parent)
        {
            switch (ancestor)
            {
                case TypeDeclarationSyntax type:
                    scope.Append("type ").Append(type.Identifier.ValueText).Append(';');
                    break;
                case BaseNamespaceDeclarationSyntax @namespace:
                    scope.Append("namespace ").Append(@namespace.Name).Append(';');
                    Append(scope, @namespace.Externs, @namespace.Usings);
                    break;
                case CompilationUnitSyntax unit:
                    Append(scope, unit.Externs, unit.Usings);
                    // A type that is local to its file means nothing in another.
                    if (unit.DescendantNodes(static n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
                        .OfType<BaseTypeDeclarationSyntax>().Any(static t => t.Modifiers.Any(static m => m.ValueText == "file")))
                    {
                        scope.Append("file ").Append(node.SyntaxTree.FilePath).Append(';');
                    }

                    break;
            }
        }

        return scope.ToString();
    }

    private static void Append(StringBuilder scope, SyntaxList<ExternAliasDirectiveSyntax> externs, SyntaxList<UsingDirectiveSyntax> usings)
    {
        foreach (var directive in externs)
        {
            scope.Append(directive).Append(';');
        }

        foreach (var directive in usings)
        {
            scope.Append(directive);
        }
    }
}
