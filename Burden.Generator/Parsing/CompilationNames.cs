using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Burden.Generator.Expansion;
using Burden.Generator.Layers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.Parsing;

/// <summary>
/// What names mean in one compilation, asked of the compiler once for each name and scope. It lives as long as the
/// compilation, is never in the pipeline, and so may hold symbols.
/// </summary>
internal sealed class CompilationNames
{
    private static readonly ConditionalWeakTable<Compilation, CompilationNames> Known = new();

    private readonly ConcurrentDictionary<(string Scope, string Name), LayerTarget> attributes = new();
    private readonly ConcurrentDictionary<(string Scope, string Name), bool> layerTypes = new();
    private readonly ConcurrentDictionary<string, INamedTypeSymbol> classes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ClassReading?> readings = new(StringComparer.Ordinal);

    public static CompilationNames Of(Compilation compilation) => Known.GetValue(compilation, static _ => new CompilationNames());

    /// <summary>What an attribute's name means.</summary>
    public LayerTarget Attribute(string scope, string name, AttributeSyntax attribute, Compilation compilation, CancellationToken cancellation)
    {
        if (!attributes.TryGetValue((scope, name), out var target))
        {
            var model = compilation.GetSemanticModel(attribute.SyntaxTree);
            target = Target(LookUp(model, attribute) ?? model.GetTypeInfo(attribute, cancellation).Type as INamedTypeSymbol);
            attributes.TryAdd((scope, name), target);
        }

        return target;
    }

    /// <summary>
    /// The class of Burden's that a simple name finds when the suffix is added: far cheaper than to bind the attribute with
    /// its arguments. An attribute found without the suffix would make the name ambiguous, an error. Null where the
    /// compiler must decide.
    /// </summary>
    private static INamedTypeSymbol? LookUp(SemanticModel model, AttributeSyntax attribute)
        => attribute.Name is IdentifierNameSyntax { Identifier: var name } && !name.IsVerbatimIdentifier()
            && model.GetSpeculativeTypeInfo(ScopeOf(attribute), SyntaxFactory.IdentifierName(name.ValueText + "Attribute"), SpeculativeBindingOption.BindAsTypeOrNamespace).Type
                is INamedTypeSymbol { TypeKind: TypeKind.Class, Arity: 0 } type
            && type.IsBurden(type.Name)
            ? type
            : null;

    /// <summary>A place where a name means what it means on a member's attribute: in the class's body, whose scope the compiler has at hand.</summary>
    private static int ScopeOf(AttributeSyntax attribute)
        => attribute.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { OpenBraceToken: { IsMissing: false } brace } ? brace.Span.End : attribute.SpanStart;

    /// <summary>Whether a type's name means <c>Burden.Layer</c>.</summary>
    public bool IsLayer(string scope, string name, TypeSyntax type, Compilation compilation, CancellationToken cancellation)
    {
        if (!layerTypes.TryGetValue((scope, name), out var isLayer))
        {
            isLayer = compilation.GetSemanticModel(type.SyntaxTree).GetTypeInfo(type, cancellation).Type.IsBurden(WellKnownNames.Layer);
            layerTypes.TryAdd((scope, name), isLayer);
        }

        return isLayer;
    }

    /// <summary>The module or custom layer of an id that <see cref="Attribute"/> or <see cref="Register"/> gave; null where it can't be read.</summary>
    public ClassReading? Class(string id, Compilation compilation, CancellationToken cancellation)
    {
        if (!readings.TryGetValue(id, out var reading))
        {
            reading = classes.TryGetValue(id, out var symbol) && WellKnownNames.RoleOf(symbol) is { } role
                ? ClassReader.Read(symbol, role, this, compilation, cancellation)
                : null;
            readings.TryAdd(id, reading);
        }

        return reading;
    }

    /// <summary>The class of an id.</summary>
    public INamedTypeSymbol? Symbol(string id) => classes.TryGetValue(id, out var symbol) ? symbol : null;

    /// <summary>The id of a class, which from now on finds it.</summary>
    public string Register(INamedTypeSymbol type)
    {
        var id = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            // Another file may have one of the same name.
            id += outer.IsLocalToFile() ? $" in {outer.MetadataName}" : "";
        }

        classes.TryAdd(id, type);
        return id;
    }

    /// <summary>The id of a network: of a class, or of a member, which no class has.</summary>
    public string IdOf(ISymbol network) => network is INamedTypeSymbol type ? Register(type) : $"{Register(network.ContainingType)}.{network.Name}";

    /// <summary>What applying an attribute class means.</summary>
    public LayerTarget Target(INamedTypeSymbol? type)
    {
        if (type is null or IErrorTypeSymbol)
        {
            return LayerTarget.Unresolved;
        }

        if (type.IsBurden(type.Name))
        {
            switch (type.Name)
            {
                case "WhenAttribute":
                    return new LayerTarget(TargetKind.When, "");
                case "OutputAttribute":
                    return new LayerTarget(TargetKind.Output, "");
                case "InputAttribute":
                    return new LayerTarget(TargetKind.Input, "");
                case WellKnownNames.Budget:
                    return new LayerTarget(TargetKind.Budget, "");
                case WellKnownNames.Precision:
                    return new LayerTarget(TargetKind.Precision, "");
            }

            if (LayerKinds.Find(WellKnownNames.WithoutSuffix(type.Name)) is { } kind)
            {
                return new LayerTarget(TargetKind.BuiltIn, kind.Name, kind.IsMerge);
            }
        }

        return WellKnownNames.RoleOf(type) is { } role
            ? new LayerTarget(TargetKind.Class, Register(type), role == ClassRole.CustomMerge) { Name = WellKnownNames.WithoutSuffix(type.Name), IsModule = role == ClassRole.Module }
            : WellKnownNames.IsAttribute(type) ? LayerTarget.None
            : LayerTarget.Unresolved;
    }
}

/// <summary>A class as declared, and the ids of the modules and custom layers it applies.</summary>
internal sealed record ClassReading(ClassDeclaration Declaration, IReadOnlyList<string> Uses);
