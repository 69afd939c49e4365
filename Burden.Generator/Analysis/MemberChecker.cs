using Burden.Generator.Diagnostics;
using Burden.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.Analysis;

/// <summary>Finds attributes of networks where they have no effect: on members that can be none, and beside no <c>[Network]</c>.</summary>
internal static class MemberChecker
{
    /// <summary>The attributes that say something of a network whose code is followed.</summary>
    private static readonly string[] Companions = [WellKnownNames.Arguments, WellKnownNames.TensorInput];

    public static IEnumerable<Diagnostic> Check(INamedTypeSymbol type, CancellationToken cancellation)
    {
        foreach (var stray in Strays(type, type.FindAttribute(WellKnownNames.NetworkAttribute) is not null, cancellation))
        {
            yield return stray;
        }

        var first = new Dictionary<string, ISymbol>(StringComparer.Ordinal);
        foreach (var member in NetworkMembers.Attributed(type, cancellation))
        {
            var network = member.FindAttribute(WellKnownNames.NetworkAttribute);
            if (network is null)
            {
                foreach (var stray in Strays(member, isNetwork: false, cancellation))
                {
                    yield return stray;
                }
            }
            else if (NetworkMembers.Fault(member) is { } fault)
            {
                yield return Diagnostic.Create(Rules.NoEffect, LocationOf(network, cancellation), fault);
            }
            else if (first.TryGetValue(member.Name, out var other))
            {
                yield return Diagnostic.Create(
                    Rules.Of(FaultId.NameTaken),
                    PlaceLocator.NameOf(member, cancellation),
                    [PlaceLocator.NameOf(other, cancellation)],
                    $"two networks of '{type.Name}' are called '{member.Name}', which names the class that is generated for each");
            }
            else
            {
                first.Add(member.Name, member);
                if (PrecisionChecker.Check(member, cancellation) is { } overruled)
                {
                    yield return overruled;
                }
            }
        }
    }

    /// <summary>The fault of a <c>[Network]</c> that stands where no network can be declared; null for one that stands well.</summary>
    public static Diagnostic? Check(AttributeSyntax attribute, SemanticModel model, CancellationToken cancellation)
        => attribute.Parent is AttributeListSyntax { Parent: { } owner }
            && PartReader.RightmostName(attribute.Name) is "Network" or WellKnownNames.NetworkAttribute
            && owner is not (TypeDeclarationSyntax or MethodDeclarationSyntax)
            && !(owner is PropertyDeclarationSyntax property && NetworkMembers.MayBe(property))
            && model.GetTypeInfo(attribute, cancellation).Type.IsBurden(WellKnownNames.NetworkAttribute)
            // What the compiler rejects is left to it.
            && owner is PropertyDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax or LambdaExpressionSyntax
                ? Diagnostic.Create(Rules.NoEffect, attribute.GetLocation(), $"Network has no effect here; expected it on a class, or on {NetworkMembers.Expected}")
                : null;

    private static IEnumerable<Diagnostic> Strays(ISymbol symbol, bool isNetwork, CancellationToken cancellation)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is not { } @class || !@class.IsBurden(@class.Name))
            {
                continue;
            }

            var name = WellKnownNames.WithoutSuffix(@class.Name);
            if (Array.IndexOf(Companions, @class.Name) >= 0 && (!isNetwork || !NetworkSource.IsCode(symbol)))
            {
                yield return Diagnostic.Create(
                    Rules.NoEffect,
                    LocationOf(attribute, cancellation),
                    isNetwork ? $"{name} has no effect on '{symbol.Name}', whose layers are declared; expected a TorchSharp module"
                        : $"{name} has no effect on '{symbol.Name}', which has no [Network]");
            }
            else if (@class.Name == WellKnownNames.Precision && symbol is not INamedTypeSymbol)
            {
                if (symbol is IMethodSymbol && !isNetwork)
                {
                    yield return Diagnostic.Create(Rules.NoEffect, LocationOf(attribute, cancellation), $"Precision has no effect on '{symbol.Name}', which has no [Network]");
                }
            }
            else if (@class.Name == WellKnownNames.Budget && symbol is IMethodSymbol)
            {
                yield return Diagnostic.Create(Rules.NoEffect, LocationOf(attribute, cancellation), $"the budget limits nothing: '{symbol.Name}' has no [Network]");
            }
        }
    }

    private static Location LocationOf(AttributeData attribute, CancellationToken cancellation)
        => attribute.ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation() ?? Location.None;
}
