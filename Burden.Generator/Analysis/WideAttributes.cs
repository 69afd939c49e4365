using Burden.Generator.Diagnostics;
using Burden.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.Analysis;

/// <summary>Finds layer attributes on targets other than properties (BRD0025), which a module's or custom layer's own <c>AttributeUsage</c> allows.</summary>
internal sealed class WideAttributes(Compilation compilation)
{
    private readonly Lazy<HashSet<string>> names = new(() => [.. EffectChecker.Types(compilation.Assembly.GlobalNamespace)
        .Where(static t => WellKnownNames.RoleOf(t) is not null && AllowsMore(t))
        .SelectMany(static t => new[] { t.Name, WellKnownNames.WithoutSuffix(t.Name) })]);

    /// <summary>The fault of an attribute; null for most.</summary>
    public Diagnostic? Check(AttributeSyntax attribute, SemanticModel model, CancellationToken cancellation)
    {
        if (attribute.Parent is not AttributeListSyntax list
            || (list.Parent is BasePropertyDeclarationSyntax && PartReader.IsOfProperty(list))
            || PartReader.RightmostName(attribute.Name) is not { } name || !names.Value.Contains(name)
            || model.GetTypeInfo(attribute, cancellation).Type is not INamedTypeSymbol type || WellKnownNames.RoleOf(type) is null)
        {
            return null;
        }

        return Diagnostic.Create(
            Rules.NoEffect, attribute.GetLocation(), $"{WellKnownNames.WithoutSuffix(type.Name)} has no effect here; expected it on a property of type Layer");
    }

    private static bool AllowsMore(INamedTypeSymbol type)
    {
        foreach (var attribute in type.GetAttributes())
        {
            if (attribute is { AttributeClass.Name: "AttributeUsageAttribute", ConstructorArguments: [{ Value: int targets }] })
            {
                return ((AttributeTargets)targets & ~AttributeTargets.Property) != 0;
            }
        }

        return type.BaseType is { } @base && WellKnownNames.RoleOf(@base) is not null && AllowsMore(@base);
    }
}
