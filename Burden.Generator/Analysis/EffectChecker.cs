using Burden.Generator.Diagnostics;
using Burden.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.Analysis;

/// <summary>Finds attributes of Burden's in a type where they have no effect (BRD0025): what they declare would be left out silently.</summary>
internal sealed class EffectChecker
{
    private const string Expected = "expected a property of type Layer";

    private readonly INamedTypeSymbol type;
    private readonly Compilation compilation;
    private readonly CancellationToken cancellation;
    private readonly CompilationNames names;
    private readonly bool isNetwork;
    private readonly ClassRole? role;

    private EffectChecker(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        this.type = type;
        this.compilation = compilation;
        this.cancellation = cancellation;
        names = CompilationNames.Of(compilation);
        isNetwork = type.FindAttribute(WellKnownNames.NetworkAttribute) is not null;
        role = WellKnownNames.RoleOf(type);
    }

    public static IEnumerable<Diagnostic> Check(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
        => new EffectChecker(type, compilation, cancellation).Check();

    private IEnumerable<Diagnostic> Check()
    {
        var isPlain = !isNetwork && role is null;
        var nodes = type.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancellation)).OfType<TypeDeclarationSyntax>().ToList();
        // A class named as an attribute is a module whose base is yet to be typed: where it is applied, the compiler reports that.
        if (isPlain && (!nodes.Any(LayerSyntax.MayConcern) || (!WellKnownNames.IsAttribute(type) && type.Name != WellKnownNames.WithoutSuffix(type.Name))))
        {
            yield break;
        }

        foreach (var fault in CheckSettings())
        {
            yield return fault;
        }

        if (!isNetwork && nodes.Any(LayerSyntax.MayBeStray) && TypeSourceReader.Read(type, hidesCost: false, compilation, cancellation).Obstacles.Count > 0)
        {
            // The generator reports its partial layers.
            yield break;
        }

        var properties = nodes.SelectMany(PropertiesOf).ToList();
        var declaresLayers = properties.Exists(static p => p is { IsLayer: true, Applied.Count: > 0 });
        var mayBeBase = type is { TypeKind: TypeKind.Class, IsStatic: false } && (type.IsAbstract || HasNetworkBelow());
        foreach (var fault in isPlain ? CheckClass(declaresLayers, mayBeBase) : [])
        {
            yield return fault;
        }

        // One report for a class that lacks [Network] is enough.
        foreach (var property in isPlain && declaresLayers && !mayBeBase ? [] : properties)
        {
            if (Fault(property) is var (attribute, message))
            {
                yield return Create(attribute.GetLocation(), message);
            }
        }
    }

    /// <summary>What is said of a network where it has no effect: in a class of another kind.</summary>
    private IEnumerable<Diagnostic> CheckSettings()
    {
        if (!isNetwork && role is not null && type.FindAttribute(WellKnownNames.Report)?.ApplicationSyntaxReference is { } report)
        {
            yield return Create(report.GetSyntax(cancellation).GetLocation(), $"Report has no effect on '{type.Name}', which is not a network");
        }

        if (isNetwork && PrecisionChecker.Check(type, cancellation) is { } overruled)
        {
            yield return overruled;
        }
    }

    /// <summary>The faults of a type that is neither network, module nor custom layer.</summary>
    private IEnumerable<Diagnostic> CheckClass(bool declaresLayers, bool mayBeBase)
    {
        if (declaresLayers && !mayBeBase)
        {
            yield return Create(PlaceLocator.NameOf(type, cancellation), $"the layers of '{type.Name}' have no effect: it has no [Network] and is not a module");
            yield break;
        }

        if (!declaresLayers || !mayBeBase)
        {
            foreach (var budget in BudgetReader.Read(type, compilation, cancellation))
            {
                yield return Create(budget.Syntax?.GetLocation(), $"the budget limits nothing: '{type.Name}' is not a network, module or layer");
            }
        }

        if (!mayBeBase && type.FindAttribute(WellKnownNames.Report)?.ApplicationSyntaxReference is { } report)
        {
            yield return Create(report.GetSyntax(cancellation).GetLocation(), $"Report has no effect on '{type.Name}', which is not a network");
        }

        if (!mayBeBase && type.FindAttribute(WellKnownNames.Precision)?.ApplicationSyntaxReference is { } precision)
        {
            yield return Create(precision.GetSyntax(cancellation).GetLocation(), $"Precision has no effect on '{type.Name}', which is not a network, module or layer");
        }

        foreach (var analysis in mayBeBase ? [] : AnalysisReader.Of(type))
        {
            yield return Create(
                analysis.ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation(),
                $"{WellKnownNames.WithoutSuffix(analysis.AttributeClass!.Name)} has no effect on '{type.Name}', which is not a network");
        }
    }

    /// <summary>A property and the attributes of Burden's on it.</summary>
    private sealed record Property(BasePropertyDeclarationSyntax Node, bool IsLayer, IReadOnlyList<(AttributeSyntax Attribute, LayerTarget Target)> Applied);

    private IEnumerable<Property> PropertiesOf(TypeDeclarationSyntax node)
    {
        var part = PartReader.Read(node);
        var suffix = ClassReader.ScopeSuffix(type, names);
        var targets = PartLinker.Targets(part, suffix, names, compilation, cancellation).ToList();
        foreach (var property in node.Members.OfType<BasePropertyDeclarationSyntax>().Where(static p => p.AttributeLists.Count > 0))
        {
            var applied = new List<(AttributeSyntax, LayerTarget)>();
            foreach (var attribute in property.AttributeLists.Where(PartReader.IsOfProperty).SelectMany(static l => l.Attributes))
            {
                var name = attribute.Name.ToString();
                if (part.AttributeNames.ToList().FindIndex(a => a.Name == name) is >= 0 and var index && targets[index].Kind is not (TargetKind.None or TargetKind.Unresolved))
                {
                    applied.Add((attribute, targets[index]));
                }
            }

            if (applied.Count > 0)
            {
                yield return new Property(
                    property,
                    property is PropertyDeclarationSyntax { Type: not RefTypeSyntax } && names.IsLayer(part.Scope + suffix, property.Type.ToString(), property.Type, compilation, cancellation),
                    applied);
            }
        }
    }

    private (AttributeSyntax Attribute, string Message)? Fault(Property property)
    {
        var (first, target) = property.Applied[0];
        if (property.Node is not PropertyDeclarationSyntax declaration)
        {
            return (first, $"{NameOf(target)} has no effect on an indexer; {Expected}");
        }

        var name = declaration.Identifier.ValueText;
        if (declaration.ExplicitInterfaceSpecifier is { Name: var @interface })
        {
            return (first, $"'{@interface}.{name}' implements an interface explicitly; expected a property of the class's own");
        }

        if (!property.IsLayer)
        {
            if (property.Applied.All(static a => a.Target.Kind is TargetKind.Budget or TargetKind.Precision)
                && compilation.GetSemanticModel(declaration.SyntaxTree).GetDeclaredSymbol(declaration, cancellation)?.FindAttribute(WellKnownNames.NetworkAttribute) is not null)
            {
                // A network that is a member.
                return null;
            }

            // Where the type is not found, the compiler reports it.
            return compilation.GetSemanticModel(declaration.SyntaxTree).GetTypeInfo(declaration.Type is RefTypeSyntax { Type: var referred } ? referred : declaration.Type, cancellation).Type is null or IErrorTypeSymbol
                ? null
                : (first, $"{NameOf(target)} has no effect on '{name}', whose type is {declaration.Type}; {Expected}");
        }

        if (PartReader.IsImplementingPart(declaration))
        {
            // Without a defining part, the compiler reports that.
            return type.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancellation)).OfType<TypeDeclarationSyntax>().SelectMany(static t => t.Members)
                .Any(m => m is PropertyDeclarationSyntax definition && definition.Identifier.ValueText == name && PartialSyntax.IsDefinition(definition))
                ? (first, $"{NameOf(target)} has no effect on the implementing part of '{name}'; expected it on the defining part")
                : null;
        }

        if (isNetwork && TorchModule.Is(type))
        {
            return (first, $"{NameOf(target)} has no effect on '{name}': the costs of '{type.Name}', a TorchSharp module, follow from its code");
        }

        if (role is ClassRole.CustomLayer or ClassRole.CustomMerge)
        {
            return (first, $"{NameOf(target)} has no effect on '{name}': a custom layer has no layers of its own");
        }

        if (property.Applied.Any(static a => a.Target.Kind == TargetKind.Input))
        {
            var (stray, what) = property.Applied.FirstOrDefault(static a => a.Target.Kind is not (TargetKind.Input or TargetKind.Output or TargetKind.Precision));
            return stray is null ? PrecisionOfInput(property, name) : (stray, $"{NameOf(what)} has no effect on '{name}', which is an input");
        }

        return null;
    }

    /// <summary>The fault of an input's precision that says something of parameters, which it has none of, or what its Type says.</summary>
    private static (AttributeSyntax, string)? PrecisionOfInput(Property property, string name)
    {
        var statesType = property.Applied.Any(static a => a.Target.Kind == TargetKind.Input && a.Attribute.ArgumentList?.Arguments.Any(static b => b.NameEquals?.Name.Identifier.ValueText == "Type") == true);
        foreach (var (attribute, target) in property.Applied)
        {
            if (target.Kind == TargetKind.Precision
                && attribute.ArgumentList?.Arguments.FirstOrDefault(static a => a.NameEquals?.Name.Identifier.ValueText is not (null or "Features" or "Scales")) is { } argument)
            {
                return (attribute, $"{argument.NameEquals!.Name.Identifier.ValueText} has no effect on '{name}', which is an input; expected Features");
            }

            if (target.Kind == TargetKind.Precision && statesType)
            {
                return (attribute, $"Precision has no effect on '{name}', an input whose Type is stated; expected one of them");
            }
        }

        return null;
    }

    /// <summary>Whether a network or module of the compilation derives from the class.</summary>
    private bool HasNetworkBelow()
    {
        return !type.IsSealed && Types(compilation.Assembly.GlobalNamespace).Any(t => t.FindAttribute(WellKnownNames.NetworkAttribute) is not null && DerivesFrom(t, type));

        static bool DerivesFrom(INamedTypeSymbol derived, INamedTypeSymbol type)
        {
            for (var @base = derived.BaseType; @base is not null; @base = @base.BaseType)
            {
                if (SymbolEqualityComparer.Default.Equals(@base.OriginalDefinition, type))
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>All types in a namespace or type.</summary>
    public static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container) => container.GetMembers().SelectMany(static member => member switch
    {
        INamedTypeSymbol type => Types(type).Prepend(type),
        INamespaceSymbol inner => Types(inner),
        _ => [],
    });

    private static string NameOf(LayerTarget target) => target.Kind switch
    {
        TargetKind.BuiltIn or TargetKind.Class => target.Name,
        var kind => kind.ToString(),
    };

    private static Diagnostic Create(Location? location, string message) => Diagnostic.Create(Rules.NoEffect, location ?? Location.None, message);
}
