using Burden.Generator.Diagnostics;
using Burden.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.Analysis;

/// <summary>Finds a type in <c>[Network]</c> that the network's own <c>[Precision]</c> overrules.</summary>
internal static class PrecisionChecker
{
    public static Diagnostic? Check(ISymbol network, CancellationToken cancellation)
    {
        if (network.FindAttribute(WellKnownNames.Precision) is not { } precision
            || network.FindAttribute(WellKnownNames.NetworkAttribute)?.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax { ArgumentList.Arguments: var arguments })
        {
            return null;
        }

        foreach (var (setting, stated) in new[] { ("ParameterType", "Parameters"), ("FeatureType", "Features") })
        {
            if (precision.NamedArguments.Any(a => a.Key == stated) && arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == setting) is { } argument)
            {
                return Diagnostic.Create(Rules.NoEffect, argument.GetLocation(), $"{setting} has no effect on '{network.Name}': its Precision states {stated}");
            }
        }

        return null;
    }
}
