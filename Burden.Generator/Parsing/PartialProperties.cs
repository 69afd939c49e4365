using Burden.Generator.Helpers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Burden.Generator.Parsing;

/// <summary>
/// Finds the partial properties of a type that bear attributes of Burden's and are no layers that the generator implements.
/// The compiler demands an implementation of them and says nothing else, so they get one, and the reason is reported.
/// </summary>
internal sealed class PartialProperties
{
    private static readonly SymbolDisplayFormat TypeFormat =
        SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier)
        .WithParameterOptions(SymbolDisplayParameterOptions.IncludeParamsRefOut | SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName);

    private readonly INamedTypeSymbol type;
    private readonly Compilation compilation;
    private readonly CancellationToken cancellation;
    private readonly CompilationNames names;
    private readonly bool isNetwork;
    private readonly List<string> substitutes = [];
    private readonly List<Obstacle> obstacles = [];

    private PartialProperties(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        this.type = type;
        this.compilation = compilation;
        this.cancellation = cancellation;
        names = CompilationNames.Of(compilation);
        isNetwork = type.FindAttribute(WellKnownNames.NetworkAttribute) is not null;
    }

    /// <summary>Adds to a type's source what its partial properties need.</summary>
    public static TypeSource AddTo(TypeSource source, INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
        => new PartialProperties(type, compilation, cancellation).AddTo(source);

    private TypeSource AddTo(TypeSource source)
    {
        // A TorchSharp module declares no layers, whatever its properties look like.
        var declaresLayers = isNetwork && !TorchModule.Is(type);
        var parts = new List<PartSyntax>();
        var hasPartialProperties = true;
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellation) is TypeDeclarationSyntax node)
            {
                parts.Add(PartReader.Read(node));
                hasPartialProperties &= node.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: >= PartialSyntax.FirstVersion };
            }
        }

        var implemented = parts.Count == 1 ? parts[0].Implemented : [.. parts.SelectMany(static p => p.Implemented)];
        foreach (var part in parts)
        {
            foreach (var property in declaresLayers && hasPartialProperties ? part.OddProperties : part.PartialProperties)
            {
                if ((property is not PropertyDeclarationSyntax { Identifier.ValueText: var name } || !implemented.Contains(name)) && Concerns(part, property))
                {
                    Check(property, hasPartialProperties, declaresLayers && IsLayer(part, property));
                }
            }
        }

        return source with
        {
            HasPartialProperties = hasPartialProperties,
            Implemented = implemented.Count == 0 ? [] : implemented.ToEquatableArray(),
            Substitutes = substitutes.ToEquatableArray(),
            Obstacles = obstacles.Count == 0 ? source.Obstacles : source.Obstacles.Concat(obstacles).ToEquatableArray(),
        };
    }

    private void Check(BasePropertyDeclarationSyntax property, bool hasPartialProperties, bool isLayer)
    {
        var isImplemented = isLayer && property is PropertyDeclarationSyntax layer && PartialSyntax.ImplementedModifiers(layer) is not null;
        if (hasPartialProperties && !isImplemented && Substitute(property) is { } substitute)
        {
            substitutes.Add(substitute);
        }

        if (!isNetwork)
        {
            // Once for a class.
            if (obstacles.Count == 0)
            {
                Report(property, NameOf(property).Span, WithoutNetwork(NameOf(property).ValueText));
            }
        }
        else if (!hasPartialProperties)
        {
            if (obstacles.Count == 0)
            {
                var version = ((CSharpParseOptions)property.SyntaxTree.Options).LanguageVersion.ToDisplayString();
                Report(property, NameOf(property).Span, $"partial properties need C# 13, and this project is compiled as C# {version}; remove 'partial' from the layers of '{type.Name}', or set LangVersion to 13 or later");
            }
        }
        else if (isLayer && property.AccessorList?.Accessors.FirstOrDefault(static a => !a.IsKind(SyntaxKind.GetAccessorDeclaration)) is { } accessor)
        {
            Report(property, accessor.Keyword.Span, $"the partial layer '{NameOf(property).ValueText}' has an accessor '{accessor.Keyword.ValueText}'; expected {{ get; }} alone");
        }
    }

    /// <summary>Why the layers of a class that is no network have no implementation.</summary>
    private string WithoutNetwork(string property) => WellKnownNames.RoleOf(type) switch
    {
        ClassRole.Module => $"'{property}' is partial, but '{WellKnownNames.WithoutSuffix(type.Name)}' is a module, whose layers have other costs at each use; remove 'partial'",
        ClassRole.CustomLayer or ClassRole.CustomMerge => $"'{property}' is partial, but '{WellKnownNames.WithoutSuffix(type.Name)}' is a custom layer, which has no layers of its own",
        _ => $"'{property}' is partial, but '{type.Name}' has no [Network], so that it has no costs; add [Network] with the shape of its input, or remove 'partial'",
    };

    private void Report(BasePropertyDeclarationSyntax property, TextSpan span, string message)
        => obstacles.Add(new Obstacle(FaultId.NotImplemented, property.SyntaxTree.FilePath, span.Start, span.Length, message));

    private static SyntaxToken NameOf(BasePropertyDeclarationSyntax property)
        => property is PropertyDeclarationSyntax named ? named.Identifier : ((IndexerDeclarationSyntax)property).ThisKeyword;

    /// <summary>Whether a property is a layer, or bears an attribute of Burden's; what other generators implement is left to them.</summary>
    private bool Concerns(PartSyntax part, BasePropertyDeclarationSyntax property) => IsLayer(part, property)
        || property.AttributeLists.Where(PartReader.IsOfProperty).SelectMany(static l => l.Attributes)
            .Any(a => names.Attribute(Scope(part), a.Name.ToString(), a, compilation, cancellation).Kind is not (TargetKind.None or TargetKind.Unresolved));

    private bool IsLayer(PartSyntax part, BasePropertyDeclarationSyntax property)
        => property is PropertyDeclarationSyntax && names.IsLayer(Scope(part), property.Type.ToString(), property.Type, compilation, cancellation);

    private string Scope(PartSyntax part) => part.Scope + ClassReader.ScopeSuffix(type, names);

    /// <summary>An implementing part; null where it would be an error of its own.</summary>
    private string? Substitute(BasePropertyDeclarationSyntax property)
    {
        if (!PartialSyntax.CanBeImplemented(property) || property.ContainsDiagnostics || property is PropertyDeclarationSyntax { Initializer: not null }
            || property.AccessorList?.Accessors is not { Count: > 0 } accessors
            || property.Type is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword }
            || (property.Modifiers.Any(SyntaxKind.StaticKeyword) && (property is IndexerDeclarationSyntax || accessors.Any(SyntaxKind.InitAccessorDeclaration)))
            || compilation.GetSemanticModel(property.SyntaxTree) is not { } model || model.GetDeclaredSymbol(property, cancellation) is not IPropertySymbol { Type: not IErrorTypeSymbol } symbol
            // What the compiler rejects in the declaration itself, it would reject in the implementing part once more.
            || model.GetDeclarationDiagnostics(property.Span, cancellation).Any(static d => d is { Severity: DiagnosticSeverity.Error, Id: not PartialSyntax.NoImplementation })
            || (property is PropertyDeclarationSyntax && type.GetMembers(symbol.Name).Count(static m => m is IPropertySymbol) > 1))
        {
            return null;
        }

        var reference = symbol.RefKind switch
        {
            RefKind.None => "",
            RefKind.Ref => "ref ",
            _ => "ref readonly ",
        };
        var name = symbol.IsIndexer
            ? $"this[{string.Join(", ", symbol.Parameters.Select(static p => p.ToDisplayString(TypeFormat)))}]"
            : CSharpIdentifier.Escape(symbol.Name);
        var bodies = accessors.Select(a => string.Concat(a.Modifiers.Select(static m => m.Text + " ")) + a.Keyword.Text
            + (!a.IsKind(SyntaxKind.GetAccessorDeclaration) ? " { }" : symbol.RefKind == RefKind.None ? " => default;" : " => throw null;"));
        return $"{PartialSyntax.Modifiers(property)} {reference}{symbol.Type.ToDisplayString(TypeFormat)} {name} {{ {string.Join(" ", bodies)} }}";
    }
}
