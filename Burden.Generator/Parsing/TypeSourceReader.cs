using Burden.Generator.Helpers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.Parsing;

/// <summary>Reads how a network's class is declared, which its generated part must repeat.</summary>
internal static class TypeSourceReader
{
    /// <summary>Reads a class that is a network, or has partial layers and is none, or the one around a static member that is a network.</summary>
    public static TypeSource Read(ISymbol network, bool hidesCost, Compilation compilation, CancellationToken cancellation)
    {
        var symbol = NetworkMembers.TypeOf(network);
        var isMember = !ReferenceEquals(network, symbol);
        var types = new List<TypePart>();
        var obstacles = new List<Obstacle>();
        var isNetwork = isMember || symbol.FindAttribute(WellKnownNames.NetworkAttribute) is not null;
        var opensCost = false;
        var canGenerate = true;
        var isVisible = true;
        for (var type = symbol; type is not null; type = type.ContainingType)
        {
            types.Insert(0, new TypePart(Keyword(type), CSharpIdentifier.Escape(type.Name) + TypeParameters(type)));
            var isPartial = IsPartial(type, cancellation);
            canGenerate &= type.Name.Length > 0 && !type.IsLocalToFile() && isPartial && (ReferenceEquals(type, symbol) || !HasVariance(type));
            isVisible &= type.TypeParameters.Length == 0 && IsSeen(type.DeclaredAccessibility);
            if (isNetwork && Obstacle(network, type, isPartial) is { } message)
            {
                obstacles.Add(Obstacle(FaultId.NotPartial, PlaceLocator.NameOf(type, cancellation), message));
            }
        }

        for (var @namespace = symbol.ContainingNamespace; !@namespace.IsGlobalNamespace; @namespace = @namespace.ContainingNamespace)
        {
            // One whose name is yet to be typed.
            canGenerate &= @namespace.Name.Length > 0;
        }

        var members = NetworkMembers.Of(symbol, cancellation).Where(static m => !NetworkMembers.IsGeneric(m)).Select(static m => m.Name).ToEquatableArray();
        var ownCost = isNetwork ? OwnCost(symbol, cancellation) : null;
        if (ownCost is not null)
        {
            obstacles.Add(Obstacle(FaultId.NameTaken, ownCost, "'Cost' names the class that is generated in a network"));
        }

        if (isMember)
        {
            canGenerate &= !obstacles.Exists(static o => o.Id == FaultId.NotPartial);
            isVisible &= IsSeen(network.DeclaredAccessibility);
            opensCost = symbol.FindAttribute(WellKnownNames.NetworkAttribute) is null && members.Items.IndexOf(network.Name) == 0;
            if (!opensCost)
            {
                // Reported with the class, or with the first of its members.
                obstacles.Clear();
            }

            if (NetworkMembers.IsGeneric(network))
            {
                canGenerate = false;
                obstacles.Add(Obstacle(FaultId.NotPartial, PlaceLocator.NameOf(network, cancellation), Generic(network)));
            }
        }

        var source = new TypeSource(
            symbol.ContainingNamespace.IsGlobalNamespace ? "" : symbol.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)),
            types.ToEquatableArray(),
            isMember ? $"{MetadataName(symbol)}.{network.Name}" : MetadataName(symbol),
            canGenerate,
            hidesCost,
            ownCost is not null,
            isVisible)
        {
            KnowsNullable = symbol.DeclaringSyntaxReferences is [{ SyntaxTree.Options: CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp8 } }, ..],
            IsDocumented = symbol.DeclaringSyntaxReferences is not [{ SyntaxTree.Options.DocumentationMode: DocumentationMode.None }, ..],
            Members = members,
            Member = isMember ? new MemberSource(network.Name, network.DeclaredAccessibility == Accessibility.Public, opensCost) : null,
            Obstacles = obstacles.ToEquatableArray(),
        };
        source = isMember ? source : PartialProperties.AddTo(source, symbol, compilation, cancellation);
        // While a class is typed, the compiler reports what it lacks.
        return source.Obstacles.Count > 0 && Unfinished.IsIn(symbol, cancellation) ? source with { Obstacles = [] } : source;
    }

    private static bool IsSeen(Accessibility accessibility) => accessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;

    private static Obstacle Obstacle(FaultId id, Location location, string message)
        => new(id, location.SourceTree?.FilePath ?? "", location.SourceSpan.Start, location.SourceSpan.Length, message);

    private static string Generic(ISymbol symbol) => $"'{symbol.Name}' is generic; a network, and the types around it, can't be";

    /// <summary>What keeps a network, or a type around it, from having its costs generated; null where nothing does.</summary>
    private static string? Obstacle(ISymbol network, INamedTypeSymbol type, bool isPartial)
    {
        if (type.TypeParameters.Length > 0)
        {
            return Generic(type);
        }

        if (type.IsLocalToFile())
        {
            return $"'{type.Name}' is local to its file; a network, and the types around it, can't be";
        }

        var what = ReferenceEquals(network, type) ? $"the network '{type.Name}' is" : $"'{type.Name}', which contains the network '{network.Name}', is";
        return isPartial ? null : $"{what} not partial, so its costs can't be generated";
    }

    private static string TypeParameters(INamedTypeSymbol type)
        => type.TypeParameters.Length == 0 ? "" : $"<{string.Join(", ", type.TypeParameters.Select(static p => Variance(p) + CSharpIdentifier.Escape(p.Name)))}>";

    /// <summary>Whether a type is an interface in which no class can be nested.</summary>
    private static bool HasVariance(INamedTypeSymbol type) => type.TypeParameters.Any(static p => p.Variance != VarianceKind.None);

    private static string Variance(ITypeParameterSymbol parameter) => parameter.Variance switch
    {
        VarianceKind.In => "in ",
        VarianceKind.Out => "out ",
        _ => "",
    };

    /// <summary>Whether the name <c>Cost</c> is the user's own: syntax tells without having the compiler declare all members.</summary>
    public static bool DeclaresCost(INamedTypeSymbol symbol, CancellationToken cancellation) => OwnCost(symbol, cancellation) is not null;

    /// <summary>Where a network's class, or a member of it, is named <c>Cost</c>; null where nothing is.</summary>
    private static Location? OwnCost(INamedTypeSymbol symbol, CancellationToken cancellation)
    {
        if (symbol.Name == ReservedNames.Cost)
        {
            return PlaceLocator.NameOf(symbol, cancellation);
        }

        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellation) is TypeDeclarationSyntax node && PartReader.Read(node).OwnCost is { } name)
            {
                return name.GetLocation();
            }
        }

        return null;
    }

    /// <summary>Whether all parts of a type are <c>partial</c>.</summary>
    public static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellation)
    {
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellation) is TypeDeclarationSyntax node && !node.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                return false;
            }
        }

        return true;
    }

    private static string MetadataName(INamedTypeSymbol symbol)
    {
        var name = symbol.MetadataName;
        for (var type = symbol.ContainingType; type is not null; type = type.ContainingType)
        {
            name = $"{type.MetadataName}.{name}";
        }

        for (var @namespace = symbol.ContainingNamespace; !@namespace.IsGlobalNamespace; @namespace = @namespace.ContainingNamespace)
        {
            name = $"{@namespace.Name}.{name}";
        }

        return name;
    }

    private static string Keyword(INamedTypeSymbol type) => type switch
    {
        { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
        { IsRecord: true } => "record",
        { TypeKind: TypeKind.Struct } => "struct",
        { TypeKind: TypeKind.Interface } => "interface",
        _ => "class",
    };
}
