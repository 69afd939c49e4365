using System.Runtime.CompilerServices;
using Burden.Generator.Helpers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.Parsing;

/// <summary>Reads a network from its symbol: the pipeline's first step, and the analyzers'.</summary>
internal static class NetworkReader
{
    // Weak: the last reading lives as long as the syntax that bears [Network].
    private static readonly ConditionalWeakTable<SyntaxNode, Reading> Last = new();

    /// <summary>What a network was read from, and the result.</summary>
    private sealed record Reading(EquatableArray<LinkedPart> Parts, EquatableArray<ClassDeclaration> Library, NetworkDeclaration Network);

    /// <summary>Reads a network; where nothing it rests on has changed, the result is the very same object as last time.</summary>
    /// <returns>The network; null where the symbol bears no <c>[Network]</c> attribute.</returns>
    public static NetworkDeclaration? Read(INamedTypeSymbol symbol, Compilation compilation, CancellationToken cancellation)
    {
        if (symbol.FindAttribute(WellKnownNames.NetworkAttribute) is not { ApplicationSyntaxReference: { } application } attribute)
        {
            return null;
        }

        var names = CompilationNames.Of(compilation);
        var id = names.Register(symbol);
        var parts = new List<LinkedPart>();
        var hidesCost = false;
        for (INamedTypeSymbol? type = symbol; type is { SpecialType: SpecialType.None }; type = type.BaseType)
        {
            parts.InsertRange(0, ClassReader.PartsOf(type, names, compilation, cancellation));
            hidesCost |= !ReferenceEquals(type, symbol) && (type.FindAttribute(WellKnownNames.NetworkAttribute) is not null || HasVisibleCost(type, symbol));
        }

        // A part that declares nothing, such as the generated one, must not make another reading.
        parts.RemoveAll(static p => p.IsEmpty);
        var linked = parts.ToEquatableArray();
        var library = Library(parts, names, compilation, cancellation);
        var settings = Settings(symbol, attribute);
        var report = Report(symbol);
        var node = application.GetSyntax(cancellation);
        var source = Source(symbol, hidesCost, cancellation);
        if (Last.TryGetValue(node, out var last)
            && last.Parts.Equals(linked) && last.Library.Equals(library)
            && last.Network.Settings.Equals(settings) && Equals(last.Network.Report, report) && last.Network.Source.Equals(source))
        {
            return last.Network;
        }

        var network = new NetworkDeclaration(ClassReader.Combine(id, symbol.Name, ClassRole.Network, parts), library, settings, report, source);
        Last.Remove(node);
        Last.GetValue(node, _ => new Reading(linked, library, network));
        return network;
    }

    /// <summary>The modules and custom layers that the parts use, directly or not, in the order they are met.</summary>
    private static EquatableArray<ClassDeclaration> Library(IReadOnlyList<LinkedPart> parts, CompilationNames names, Compilation compilation, CancellationToken cancellation)
    {
        var library = new List<ClassDeclaration>();
        var met = new HashSet<string>(StringComparer.Ordinal);
        var queue = new Queue<string>();
        foreach (var part in parts)
        {
            foreach (var use in part.Uses)
            {
                queue.Enqueue(use);
            }
        }

        while (queue.Count > 0)
        {
            var id = queue.Dequeue();
            if (met.Add(id) && names.Class(id, compilation, cancellation) is { } reading)
            {
                library.Add(reading.Declaration);
                foreach (var use in reading.Uses)
                {
                    queue.Enqueue(use);
                }
            }
        }

        return library.ToEquatableArray();
    }

    /// <summary>What <c>[Network]</c> says; what it leaves out is the base network's.</summary>
    private static NetworkSettings Settings(INamedTypeSymbol symbol, AttributeData attribute)
    {
        var settings = symbol.BaseType is { SpecialType: SpecialType.None } @base && @base.FindAttribute(WellKnownNames.NetworkAttribute) is { } inherited
            ? Settings(@base, inherited) with { Name = null }
            : NetworkSettings.Default;
        if (attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Array, IsNull: false, Values: { Length: > 0 } values }])
        {
            settings = settings with { Input = values.Select(static v => v.Value is int size ? size : 0L).ToEquatableArray() };
        }

        foreach (var argument in attribute.NamedArguments)
        {
            settings = (argument.Key, argument.Value.Value) switch
            {
                ("Name", string name) => settings with { Name = name },
                ("Batch", int batch) => settings with { Batch = batch },
                ("ParameterType", int type) => settings with { ParameterType = (DataType)type },
                ("FeatureType", int type) => settings with { FeatureType = (DataType)type },
                ("CountExponentials", bool count) => settings with { CountExponentials = count },
                _ => settings,
            };
        }

        return IsRejected(attribute) ? settings with { IsRejected = true } : settings;
    }

    /// <summary>Whether the compiler can't make sense of an attribute, or of one of its arguments.</summary>
    private static bool IsRejected(AttributeData attribute)
    {
        return attribute.AttributeConstructor is null
            || attribute.ConstructorArguments.Any(static a => HasError(a))
            || attribute.NamedArguments.Any(static a => HasError(a.Value))
            // What is no property of the attribute is left out.
            || (attribute.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax { ArgumentList.Arguments: var written }
                && written.Count(static a => a.NameEquals is not null) != attribute.NamedArguments.Length);

        static bool HasError(TypedConstant argument)
            => argument.Kind == TypedConstantKind.Error || (argument is { Kind: TypedConstantKind.Array, IsNull: false } && argument.Values.Any(HasError));
    }

    /// <summary>What <c>[Report]</c> says, on the network or on the nearest network it derives from.</summary>
    private static ReportSettings? Report(INamedTypeSymbol symbol)
    {
        AttributeData? attribute = null;
        for (INamedTypeSymbol? type = symbol; type is { SpecialType: SpecialType.None } && attribute is null; type = type.BaseType)
        {
            attribute = type.FindAttribute(WellKnownNames.Report);
        }

        if (attribute is null)
        {
            return null;
        }

        var report = new ReportSettings(null, 128, [0.5, 1, 1.5, 2, 2.5, 3]);
        foreach (var argument in attribute.NamedArguments)
        {
            report = argument.Key switch
            {
                "At" when argument.Value.Value is string at => report with { At = at },
                "Batch" when argument.Value.Value is int batch => report with { Batch = batch },
                "Scales" when argument.Value is { Kind: TypedConstantKind.Array, IsNull: false } scales =>
                    report with { Scales = scales.Values.Select(static v => v.Value is double scale ? scale : 0).ToEquatableArray() },
                _ => report,
            };
        }

        return report;
    }

    private static TypeSource Source(INamedTypeSymbol symbol, bool hidesCost, CancellationToken cancellation)
    {
        var types = new List<TypePart>();
        var canGenerate = true;
        var isVisible = true;
        for (var type = symbol; type is not null; type = type.ContainingType)
        {
            types.Insert(0, new TypePart(Keyword(type), CSharpIdentifier.Escape(type.Name)));
            canGenerate &= type.Name.Length > 0 && type.TypeParameters.Length == 0 && !type.IsLocalToFile() && IsPartial(type, cancellation);
            isVisible &= type.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;
        }

        for (var @namespace = symbol.ContainingNamespace; !@namespace.IsGlobalNamespace; @namespace = @namespace.ContainingNamespace)
        {
            // One whose name is yet to be typed.
            canGenerate &= @namespace.Name.Length > 0;
        }

        return new TypeSource(
            symbol.ContainingNamespace.IsGlobalNamespace ? "" : symbol.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)),
            types.ToEquatableArray(),
            MetadataName(symbol),
            canGenerate,
            hidesCost,
            symbol.Name == "Cost" || DeclaresCost(symbol, cancellation),
            isVisible);
    }

    /// <summary>Whether a base class has a member <c>Cost</c> that the network sees.</summary>
    private static bool HasVisibleCost(INamedTypeSymbol type, INamedTypeSymbol network)
        => type.GetMembers("Cost").Any(m => m.DeclaredAccessibility switch
        {
            Accessibility.Private => false,
            Accessibility.Internal or Accessibility.ProtectedAndInternal => SymbolEqualityComparer.Default.Equals(m.ContainingAssembly, network.ContainingAssembly),
            _ => true,
        });

    /// <summary>Whether a part of the user's declares a member <c>Cost</c>: its syntax tells without having the compiler declare all members.</summary>
    private static bool DeclaresCost(INamedTypeSymbol symbol, CancellationToken cancellation)
    {
        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellation) is TypeDeclarationSyntax node && PartReader.Read(node).DeclaresCost)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether all parts of a type say <c>partial</c>.</summary>
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
