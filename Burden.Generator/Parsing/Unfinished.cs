using Microsoft.CodeAnalysis;

namespace Burden.Generator.Parsing;

/// <summary>
/// Finds classes that are not whole, as they often aren't while they are typed: they can't be parsed, or have a property of
/// a type that isn't there. The compiler reports it; an error that Burden would find in them may be gone once
/// they are finished.
/// </summary>
internal static class Unfinished
{
    /// <summary>Whether a class, one it derives from or one around it is not whole.</summary>
    public static bool IsIn(INamedTypeSymbol type, CancellationToken cancellation)
    {
        for (INamedTypeSymbol? @base = type; @base is { SpecialType: SpecialType.None, DeclaringSyntaxReferences.Length: > 0 }; @base = @base.BaseType)
        {
            if (@base.GetMembers().Any(static m => m is IPropertySymbol { Type.TypeKind: TypeKind.Error }))
            {
                return true;
            }

            for (INamedTypeSymbol? outer = @base; outer is not null; outer = outer.ContainingType)
            {
                if (outer.DeclaringSyntaxReferences.Any(r => HasErrors(r.GetSyntax(cancellation))))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether a module or custom layer that a network uses is not whole.</summary>
    public static bool IsBehind(NetworkDeclaration network, Compilation compilation, CancellationToken cancellation)
    {
        var names = CompilationNames.Of(compilation);
        return network.Library.Any(used => names.Symbol(used.Id) is { } symbol && IsIn(symbol, cancellation));
    }

    /// <summary>Whether text can't be parsed: an error in a documentation comment doesn't count.</summary>
    public static bool HasErrors(SyntaxNode node)
        => node.ContainsDiagnostics && node.GetDiagnostics().Any(static d => d.Severity == DiagnosticSeverity.Error);
}
