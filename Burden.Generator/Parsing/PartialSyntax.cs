using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.Parsing;

/// <summary>What the syntax of a partial property tells.</summary>
internal static class PartialSyntax
{
    /// <summary>C# 13, which brought partial properties: the Roslyn this is built against has no name for it.</summary>
    public const LanguageVersion FirstVersion = (LanguageVersion)1300;

    /// <summary>The compiler's error for a partial property that nobody implements.</summary>
    public const string NoImplementation = "CS9248";

    /// <summary>Whether a partial property is declared here, to be implemented elsewhere.</summary>
    public static bool IsDefinition(BasePropertyDeclarationSyntax property)
        => property is PropertyDeclarationSyntax { Identifier.ValueText.Length: > 0 } or IndexerDeclarationSyntax
            && property.Modifiers.Any(SyntaxKind.PartialKeyword) && !HasBody(property);

    /// <summary>Whether a property has code, an expression or an accessor's body.</summary>
    public static bool HasBody(BasePropertyDeclarationSyntax property)
        => property is PropertyDeclarationSyntax { ExpressionBody: not null } or IndexerDeclarationSyntax { ExpressionBody: not null }
            || property.AccessorList?.Accessors.Any(static a => a.Body is not null || a.ExpressionBody is not null) == true;

    /// <summary>The modifiers to repeat when the generator implements the property; null where it does not.</summary>
    public static string? ImplementedModifiers(PropertyDeclarationSyntax property)
        => CanBeImplemented(property) && property.AccessorList?.Accessors is [{ RawKind: (int)SyntaxKind.GetAccessorDeclaration, Body: null, ExpressionBody: null, Modifiers.Count: 0 }]
            ? Modifiers(property)
            : null;

    /// <summary>Whether an implementing part of the same modifiers is no error of its own.</summary>
    public static bool CanBeImplemented(BasePropertyDeclarationSyntax property)
        => property.ExplicitInterfaceSpecifier is null
            && property.Modifiers.Any(SyntaxKind.PartialKeyword)
            && !property.Modifiers.Any(static m => m.Kind() is SyntaxKind.AbstractKeyword or SyntaxKind.ExternKeyword);

    /// <summary>The modifiers of a partial property, <c>partial</c> last.</summary>
    public static string Modifiers(BasePropertyDeclarationSyntax property)
        => string.Join(" ", property.Modifiers.Where(static m => !m.IsKind(SyntaxKind.PartialKeyword)).Select(static m => m.Text).Distinct().Append("partial"));
}
