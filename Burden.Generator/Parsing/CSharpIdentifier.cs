using Microsoft.CodeAnalysis.CSharp;

namespace Burden.Generator.Parsing;

/// <summary>Names as C# source.</summary>
internal static class CSharpIdentifier
{
    /// <summary>The name, with an @ before it where it is a keyword.</summary>
    public static string Escape(string name)
        => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;
}
