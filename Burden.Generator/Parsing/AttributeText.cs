using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.Parsing;

/// <summary>Prints attributes.</summary>
internal static class AttributeText
{
    /// <summary>An attribute as documentation shows it, however its white space stands.</summary>
    public static string OneLine(AttributeSyntax attribute)
    {
        var text = new StringBuilder();
        SyntaxToken? last = null;
        foreach (var token in attribute.DescendantTokens())
        {
            if (last is { } before && IsApart(before, token))
            {
                text.Append(' ');
            }

            text.Append(token.Text);
            last = token;
        }

        return text.ToString();
    }

    /// <summary>Whether a space parts two tokens: after commas, around operators and braces, between words.</summary>
    private static bool IsApart(SyntaxToken left, SyntaxToken right)
        => left.IsKind(SyntaxKind.CommaToken)
            || (left.IsKind(SyntaxKind.ColonToken) && left.Parent is NameColonSyntax)
            || IsOperator(left) || IsOperator(right)
            || (IsWord(left) && IsWord(right));

    private static bool IsOperator(SyntaxToken token)
        => token.Parent is BinaryExpressionSyntax or ConditionalExpressionSyntax or NameEqualsSyntax or InitializerExpressionSyntax
            && !token.IsKind(SyntaxKind.CommaToken);

    private static bool IsWord(SyntaxToken token)
        => token.Text.Length > 0 && SyntaxFacts.IsIdentifierPartCharacter(token.Text[token.Text.Length - 1]) && token.Parent is not InterpolatedStringTextSyntax;
}
