using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.TorchSharp;

/// <summary>
/// What names could mean in a compilation: a hash of all that is declared outside of bodies, and of the references. As long
/// as it is the same, code in unchanged files means the same. An edit in a body, a comment or a string leaves it as it is.
/// </summary>
internal static class DeclaredMeanings
{
    private static readonly ConditionalWeakTable<Compilation, object> Known = new();

    // Weak: a file is hashed once, however many compilations have it.
    private static readonly ConditionalWeakTable<SyntaxTree, object> OfTrees = new();

    public static object Of(Compilation compilation, CancellationToken cancellation)
    {
        if (!Known.TryGetValue(compilation, out var known))
        {
            var hash = Start;
            foreach (var tree in compilation.SyntaxTrees)
            {
                hash = Add(hash, (ulong)OfTrees.GetValue(tree, t => Hash(t.GetRoot(cancellation))));
            }

            foreach (var reference in compilation.References)
            {
                hash = Add(hash, unchecked((ulong)RuntimeHelpers.GetHashCode(reference)));
            }

            known = Known.GetValue(compilation, _ => hash);
        }

        return known;
    }

    private const ulong Start = 14695981039346656037;

    private static ulong Add(ulong hash, ulong value) => unchecked((hash ^ value) * 1099511628211);

    private static object Hash(SyntaxNode root)
    {
        var hash = Start;
        foreach (var token in root.DescendantTokens(static node => !IsBody(node)))
        {
            // A body as a whole is passed over; what stands beside it counts.
            foreach (var character in token.Text)
            {
                hash = Add(hash, character);
            }

            hash = Add(hash, ' ');
        }

        return hash;
    }

    /// <summary>Whether a node is code that other files see nothing of. A constant's value they do see.</summary>
    private static bool IsBody(SyntaxNode node) => node switch
    {
        BlockSyntax or ConstructorInitializerSyntax => true,
        ArrowExpressionClauseSyntax => true,
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax } => true,
        EqualsValueClauseSyntax { Parent.Parent.Parent: FieldDeclarationSyntax field } => !field.Modifiers.Any(SyntaxKind.ConstKeyword),
        GlobalStatementSyntax => true,
        _ => false,
    };
}
