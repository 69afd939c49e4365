using System.Runtime.CompilerServices;
using Burden.Generator.Costs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.Parsing;

/// <summary>
/// Finds the network that a name like <c>Net.Cost.Flops</c> means, whether or not its <c>Cost</c> has been generated: the
/// generator must find what the compiler will, and analyzers must not read what may be stale.
/// </summary>
internal sealed class CostNameResolver(Compilation compilation, CancellationToken cancellation)
{
    // Weak: they live as long as the compilation.
    private static readonly ConditionalWeakTable<Compilation, IReadOnlyList<UsingDirectiveSyntax>> GlobalUsings = new();

    /// <summary>The constant that a whole name means; null where it is not a network's of this compilation.</summary>
    /// <param name="name">The name, with all its qualifiers.</param>
    public CostReference? Resolve(ExpressionSyntax name)
    {
        if (Segments(name) is not { } segments)
        {
            return null;
        }

        return AfterPrefix(segments) ?? AtStart(segments, name) ?? Aliased(segments, name) ?? ThroughStaticUsing(segments, name);
    }

    /// <summary>The names of a qualified name, each with the node that ends with it; null where it is no such name.</summary>
    private static List<(string Name, ExpressionSyntax Node)>? Segments(ExpressionSyntax node)
    {
        var segments = new List<(string, ExpressionSyntax)>();
        while (true)
        {
            switch (node)
            {
                case MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.SimpleMemberAccessExpression, Name: IdentifierNameSyntax member } access:
                    segments.Insert(0, (member.Identifier.ValueText, access));
                    node = access.Expression;
                    break;
                case QualifiedNameSyntax { Right: IdentifierNameSyntax member } qualified:
                    segments.Insert(0, (member.Identifier.ValueText, qualified));
                    node = qualified.Left;
                    break;
                case AliasQualifiedNameSyntax { Name: IdentifierNameSyntax member } qualified:
                    segments.Insert(0, (member.Identifier.ValueText, qualified));
                    return segments;
                case IdentifierNameSyntax identifier:
                    segments.Insert(0, (identifier.Identifier.ValueText, identifier));
                    return segments;
                default:
                    return null;
            }
        }
    }

    /// <summary><c>Net.Cost.Flops</c>: the name before <c>Cost</c> is a network.</summary>
    private CostReference? AfterPrefix(List<(string Name, ExpressionSyntax Node)> segments)
    {
        for (var i = 1; i < segments.Count - 1; i++)
        {
            if (segments[i].Name == ReservedNames.Cost && TypeOf(segments[i - 1].Node) is { } type && Reference(type, Names(segments, i + 1)) is { } reference)
            {
                return reference;
            }
        }

        return null;
    }

    /// <summary><c>Cost.Flops</c> inside a network.</summary>
    private CostReference? AtStart(List<(string Name, ExpressionSyntax Node)> segments, ExpressionSyntax name)
    {
        if (segments[0].Name != ReservedNames.Cost || segments.Count < 2)
        {
            return null;
        }

        // An attribute on a class is outside of it.
        var declaring = name.FirstAncestorOrSelf<AttributeListSyntax>()?.Parent as BaseTypeDeclarationSyntax;
        for (var node = declaring is null ? name.FirstAncestorOrSelf<TypeDeclarationSyntax>() : declaring.Parent as TypeDeclarationSyntax; node is not null; node = node.Parent as TypeDeclarationSyntax)
        {
            if (compilation.GetSemanticModel(node.SyntaxTree).GetDeclaredSymbol(node, cancellation) is INamedTypeSymbol type && Reference(type, Names(segments, 1)) is { } reference)
            {
                return reference;
            }
        }

        return null;
    }

    /// <summary><c>Alias.Flops</c> after <c>using Alias = Net.Cost;</c>.</summary>
    private CostReference? Aliased(List<(string Name, ExpressionSyntax Node)> segments, ExpressionSyntax name)
    {
        foreach (var directive in Usings(name))
        {
            if (directive is { Alias.Name.Identifier.ValueText: var alias, Name: { } target } && alias == segments[0].Name && InCost(target) is var (type, start)
                && Reference(type, [.. start, .. Names(segments, 1)]) is { } reference)
            {
                return reference;
            }
        }

        return null;
    }

    /// <summary><c>Flops</c> after <c>using static Net.Cost;</c>, where it means nothing nearer.</summary>
    private CostReference? ThroughStaticUsing(List<(string Name, ExpressionSyntax Node)> segments, ExpressionSyntax name)
    {
        if (!Usings(name).Any(static d => d.StaticKeyword.RawKind != 0)
            || (SymbolOf(segments[0].Node) is { } symbol && !IsGenerated(symbol)))
        {
            return null;
        }

        foreach (var directive in Usings(name))
        {
            if (directive is { StaticKeyword.RawKind: not 0, Name: { } target })
            {
                var found = InCost(target) is var (owner, start) ? Reference(owner, [.. start, .. Names(segments, 0)])
                    : segments[0].Name == ReservedNames.Cost && segments.Count > 1 && TypeOf(target) is { } type ? Reference(type, Names(segments, 1))
                    : null;
                if (found is not null && Exists(found))
                {
                    return found;
                }
            }
        }

        return null;
    }

    /// <summary>Whether there may be such a constant: of several directives, one imports it.</summary>
    private static bool Exists(CostReference reference)
    {
        if (reference.Path.Count == 1)
        {
            return CostNames.IsFigure(reference.Path[0]);
        }

        var name = reference.Path[0].TrimEnd('_');
        if (reference.Network is not INamedTypeSymbol || TorchModule.Is((INamedTypeSymbol)reference.Network))
        {
            // Its layers' names are its code's.
            return true;
        }

        for (var type = reference.Network as INamedTypeSymbol; type is { SpecialType: SpecialType.None }; type = type.BaseType)
        {
            if (name == "Report" || type.GetMembers(name).Any(static m => m is IPropertySymbol))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary><c>Net.Cost</c> or <c>Net.Cost.Conv1</c>, as a directive names it: the class, and the names after <c>Cost</c>.</summary>
    private (INamedTypeSymbol Type, IReadOnlyList<string> Start)? InCost(ExpressionSyntax target)
    {
        if (Segments(target) is not { } segments)
        {
            return null;
        }

        for (var i = 1; i < segments.Count; i++)
        {
            if (segments[i].Name == ReservedNames.Cost && TypeOf(segments[i - 1].Node) is { } type && CostOwner(type) is not null)
            {
                return (type, Names(segments, i + 1));
            }
        }

        return null;
    }

    /// <summary>The directives that a name's meaning may follow from, the nearest first.</summary>
    private IEnumerable<UsingDirectiveSyntax> Usings(SyntaxNode node)
    {
        for (var ancestor = node.Parent; ancestor is not null; ancestor = ancestor.Parent)
        {
            var directives = ancestor switch
            {
                BaseNamespaceDeclarationSyntax @namespace => @namespace.Usings,
                CompilationUnitSyntax unit => unit.Usings,
                _ => default,
            };
            foreach (var directive in directives)
            {
                yield return directive;
            }
        }

        foreach (var directive in GlobalUsings.GetValue(compilation, static c => [.. c.SyntaxTrees
            .SelectMany(static t => t.GetRoot() is CompilationUnitSyntax unit ? unit.Usings : default)
            .Where(static d => d.GlobalKeyword.RawKind != 0 && (d.Alias is not null || d.StaticKeyword.RawKind != 0))]))
        {
            yield return directive;
        }
    }

    /// <summary>What names after a class's <c>Cost</c> mean; null where it has none in this compilation.</summary>
    private CostReference? Reference(INamedTypeSymbol type, IReadOnlyList<string> path)
    {
        if (CostOwner(type) is not { } owner)
        {
            return null;
        }

        return path.Count > 0 && NetworkMembers.Of(owner, cancellation).FirstOrDefault(m => CostNames.OfMember(m.Name) == path[0]) is { } member
            ? new CostReference(member, [.. path.Skip(1)])
            : IsNetwork(owner) ? new CostReference(owner, path)
            : null;
    }

    private bool IsNetwork(INamedTypeSymbol type)
        => type.FindAttribute(WellKnownNames.NetworkAttribute) is { ApplicationSyntaxReference.SyntaxTree: var tree } && compilation.ContainsSyntaxTree(tree);

    private bool HasNetworks(INamedTypeSymbol type)
        => type.DeclaringSyntaxReferences is [{ SyntaxTree: var tree }, ..] && compilation.ContainsSyntaxTree(tree) && NetworkMembers.Any(type, cancellation);

    /// <summary>The class whose generated <c>Cost</c> a class has or inherits; null where there is none in this compilation.</summary>
    private INamedTypeSymbol? CostOwner(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? at = type; at is { SpecialType: SpecialType.None }; at = at.BaseType)
        {
            if (IsNetwork(at) || HasNetworks(at))
            {
                return TypeSourceReader.DeclaresCost(at, cancellation) ? null : at;
            }

            if (at.GetTypeMembers(ReservedNames.Cost).Length > 0)
            {
                return null;
            }
        }

        return null;
    }

    private INamedTypeSymbol? TypeOf(ExpressionSyntax name) => SymbolOf(name) as INamedTypeSymbol;

    private ISymbol? SymbolOf(ExpressionSyntax name)
        => compilation.GetSemanticModel(name.SyntaxTree).GetSymbolInfo(name, cancellation).Symbol is var symbol && symbol is IAliasSymbol alias ? alias.Target : symbol;

    private bool IsGenerated(ISymbol symbol)
    {
        for (var type = symbol as INamedTypeSymbol ?? symbol.ContainingType; type is not null; type = type.ContainingType)
        {
            if (type is { Name: ReservedNames.Cost, ContainingType: { } outer } && CostOwner(outer) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static IReadOnlyList<string> Names(List<(string Name, ExpressionSyntax Node)> segments, int from) => [.. segments.Skip(from).Select(static s => s.Name)];
}
