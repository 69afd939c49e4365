using Burden.Generator.Diagnostics;
using Burden.Generator.Helpers;
using Burden.Generator.Parsing;
using Burden.Generator.TorchSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.Analysis;

/// <summary>Finds what is wrong with a <c>[CostRule]</c> as it stands: its expressions, what it leaves out, and what it is about.</summary>
internal static class CostRuleChecker
{
    /// <summary>The faults of the rules on a type and on its methods.</summary>
    public static IEnumerable<Diagnostic> Check(INamedTypeSymbol type, CancellationToken cancellation)
        => NetworkMembers.Attributed(type, cancellation).OfType<IMethodSymbol>().Prepend<ISymbol>(type).SelectMany(s => Own(s, cancellation));

    /// <summary>The faults of the rules that a file states on the assembly.</summary>
    public static IEnumerable<Diagnostic> Check(SyntaxTree tree, Compilation compilation, CancellationToken cancellation)
    {
        if (CostRules.OnAssembly(tree, cancellation).Count == 0)
        {
            yield break;
        }

        var met = new HashSet<string>(StringComparer.Ordinal);
        foreach (var attribute in compilation.Assembly.GetAttributes().Where(static a => a.AttributeClass.IsBurden(WellKnownNames.CostRule)))
        {
            var faults = OnAssembly(attribute, met, cancellation).ToList();
            if (attribute.ApplicationSyntaxReference?.SyntaxTree == tree)
            {
                foreach (var fault in faults)
                {
                    yield return fault;
                }
            }
        }
    }

    private static IEnumerable<Diagnostic> Own(ISymbol symbol, CancellationToken cancellation)
    {
        var isFirst = true;
        foreach (var attribute in symbol.GetAttributes().Where(static a => a.AttributeClass.IsBurden(WellKnownNames.CostRule)))
        {
            if (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax syntax)
            {
                continue;
            }

            var faults = attribute.ConstructorArguments.Length > 0 ? [NoEffect(syntax, $"CostRule names a type, which it does on the assembly alone; on '{symbol.Name}' it states that one's rule")]
                : isFirst ? OfTarget(symbol, CostRules.Overloads(symbol, onlyIt: true), attribute, syntax)
                : [NoEffect(syntax, $"CostRule has no effect: '{symbol.Name}' has a rule already")];
            isFirst = false;
            foreach (var fault in faults)
            {
                yield return fault;
            }
        }
    }

    private static IEnumerable<Diagnostic> OnAssembly(AttributeData attribute, HashSet<string> met, CancellationToken cancellation)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax syntax || attribute.AttributeConstructor is null)
        {
            return [];
        }

        switch (attribute.ConstructorArguments)
        {
            case []:
                return [NoEffect(syntax, "CostRule has no effect on the assembly: it names no type; expected [assembly: CostRule(typeof(...), ...)]")];
            case [{ Value: INamedTypeSymbol { TypeKind: not TypeKind.Error } type }]:
                return met.Add(type.OriginalDefinition.ToDisplayString())
                    ? OfTarget(type.OriginalDefinition, type.OriginalDefinition.InstanceConstructors, attribute, syntax)
                    : [NoEffect(syntax, $"CostRule has no effect: '{type.Name}' has a rule already")];
            case [{ Value: INamedTypeSymbol { TypeKind: not TypeKind.Error } type }, { Value: string name }]:
                var methods = type.OriginalDefinition.GetMembers(name).OfType<IMethodSymbol>().ToList();
                if (methods.Count == 0)
                {
                    var nearest = Nearest.Of(name, type.GetMembers().OfType<IMethodSymbol>().Where(static m => m.MethodKind == MethodKind.Ordinary).Select(static m => m.Name).Distinct());
                    return [Diagnostic.Create(
                        Rules.UnknownLayer,
                        (syntax.ArgumentList?.Arguments.Skip(1).FirstOrDefault() ?? (SyntaxNode)syntax).GetLocation(),
                        $"'{type.Name}' has no method '{name}'{(nearest is null ? "" : $"; did you mean '{nearest}'?")}")];
                }

                return met.Add($"{type.OriginalDefinition.ToDisplayString()}.{name}")
                    ? OfTarget(methods[0], methods, attribute, syntax)
                    : [NoEffect(syntax, $"CostRule has no effect: '{type.Name}.{name}' has a rule already")];
            default:
                // The compiler reports it.
                return [];
        }
    }

    private static IEnumerable<Diagnostic> OfTarget(ISymbol target, IEnumerable<IMethodSymbol> overloads, AttributeData attribute, AttributeSyntax syntax)
    {
        var isKnown = target switch
        {
            INamedTypeSymbol type => TorchModule.Is(type),
            IMethodSymbol method => TorchModule.Is(method.ReturnType) || TorchNames.IsTensor(method.ReturnType) || method.ReturnType.TypeKind == TypeKind.Error,
            _ => false,
        };
        if (!isKnown)
        {
            yield return NoEffect(syntax, target is IMethodSymbol
                ? $"CostRule has no effect on '{target.Name}'; expected a method that returns a TorchSharp tensor or module"
                : $"CostRule has no effect on '{target.Name}', which is not a TorchSharp module");
            yield break;
        }

        var rule = CostRule.Of(target, overloads, attribute, syntax);
        if (rule.Missing.Count > 0)
        {
            yield return Diagnostic.Create(
                Rules.Of(FaultId.MissingRule),
                syntax.GetLocation(),
                $"the rule of '{target.Name}' leaves out {string.Join(", ", rule.Missing)}; expected an expression for each, such as {rule.Missing[0]} = \"{(rule.Missing[0] == "Output" ? ReservedNames.Input : "0")}\"");
        }

        foreach (var fault in rule.Faults)
        {
            yield return Diagnostic.Create(
                Rules.Of(fault.Id), PlaceLocator.Argument(syntax, fault.Place with { Property = null, Argument = -1, Named = fault.Place.Property }), fault.Message);
        }
    }

    private static Diagnostic NoEffect(AttributeSyntax syntax, string message) => Diagnostic.Create(Rules.NoEffect, syntax.GetLocation(), message);
}
