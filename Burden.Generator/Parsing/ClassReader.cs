using System.Runtime.CompilerServices;
using Burden.Generator.Helpers;
using Burden.Generator.Layers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.Parsing;

/// <summary>Reads a network, module or custom layer: its own parts, and what it inherits.</summary>
internal static class ClassReader
{
    // Weak: the last declaration of a class lives as long as its last part.
    private static readonly ConditionalWeakTable<LinkedPart, Combined> Last = new();

    private sealed record Combined(IReadOnlyList<LinkedPart> Parts, ClassDeclaration Declaration);

    public static ClassReading Read(INamedTypeSymbol symbol, ClassRole role, CompilationNames names, Compilation compilation, CancellationToken cancellation)
    {
        var id = names.Register(symbol);
        var parts = new List<LinkedPart>();
        for (INamedTypeSymbol? type = symbol; type is not null && !IsRoot(type); type = type.BaseType)
        {
            parts.InsertRange(0, PartsOf(type, names, compilation, cancellation));
        }

        return new ClassReading(Combine(id, symbol, role, parts, PrecisionReader.Read(symbol, compilation, cancellation)), [.. parts.SelectMany(static p => p.Uses).Distinct()]);
    }

    /// <summary>The parts of a class as one declaration; the very same object as last time where they are the same.</summary>
    private static ClassDeclaration Combine(string id, INamedTypeSymbol symbol, ClassRole role, List<LinkedPart> parts, EquatableArray<PrecisionUse> precisions)
    {
        if (parts.Count > 0 && Last.TryGetValue(parts[^1], out var last)
            && last.Declaration.Id == id && last.Declaration.Role == role && last.Declaration.Precisions.Equals(precisions)
            && last.Parts.Count == parts.Count && !parts.Where((part, i) => !ReferenceEquals(part, last.Parts[i])).Any())
        {
            return last.Declaration;
        }

        var declaration = Combine(id, symbol.Name, role, parts) with { IsCompiled = parts.Count == 0 || parts[^1].IsCompiled, Precisions = precisions };
        if (parts.Count > 0)
        {
            Last.Remove(parts[^1]);
            Last.GetValue(parts[^1], _ => new Combined(parts, declaration));
        }

        return declaration;
    }

    /// <summary>The linked parts of one type, without its bases.</summary>
    public static IReadOnlyList<LinkedPart> PartsOf(INamedTypeSymbol type, CompilationNames names, Compilation compilation, CancellationToken cancellation)
    {
        // In an editor, a class of another project has source too, but not in this compilation.
        var references = type.DeclaringSyntaxReferences;
        if (references.Length == 0 || !compilation.ContainsSyntaxTree(references[0].SyntaxTree))
        {
            return MetadataReader.Read(type, names) is { } read ? [read] : [];
        }

        var parts = new List<LinkedPart>(references.Length);
        foreach (var reference in references)
        {
            if (reference.GetSyntax(cancellation) is TypeDeclarationSyntax node)
            {
                parts.Add(PartOf(type, node, names, compilation, cancellation));
            }
        }

        return parts;
    }

    /// <summary>One linked part of a type.</summary>
    public static LinkedPart PartOf(INamedTypeSymbol type, TypeDeclarationSyntax node, CompilationNames names, Compilation compilation, CancellationToken cancellation)
    {
        return PartLinker.Link(PartReader.Read(node), names.Register(type), ScopeSuffix(type, names), names, compilation, cancellation);
    }

    /// <summary>What distinguishes the scope of a class that has several parts, each of which may bring names of its own into the others'.</summary>
    public static string ScopeSuffix(INamedTypeSymbol type, CompilationNames names) => type.DeclaringSyntaxReferences.Length == 1 ? "" : names.Register(type) + ";";

    /// <summary>The parts of a class as one declaration.</summary>
    public static ClassDeclaration Combine(string id, string name, ClassRole role, IReadOnlyList<LinkedPart> parts)
    {
        var constructor = parts.LastOrDefault(static p => p.Constructor.Count > 0);
        var own = constructor?.Constructor ?? [];
        if (role == ClassRole.CustomMerge && !own.Any(static p => p.Name == MergeKind.LayersParameter))
        {
            own = own.Add(new Parameter(MergeKind.LayersParameter, new ArrayConstant([])));
        }

        var signature = new Signature(own, Settable(parts), constructor?.IsVariadic ?? role == ClassRole.CustomMerge) { CertainFrom = constructor?.CertainFrom ?? 0 };
        return new ClassDeclaration(
            id,
            WellKnownNames.WithoutSuffix(name),
            role,
            signature,
            parts.SelectMany(static p => p.Fields).ToEquatableArray(),
            parts.SelectMany(static p => p.Layers).ToEquatableArray());
    }

    /// <summary>The settable properties and fields; of those of one name, the most derived, with the default that a constructor gives it.</summary>
    private static EquatableArray<Parameter> Settable(IReadOnlyList<LinkedPart> parts)
    {
        var settable = new List<Parameter>();
        foreach (var part in parts)
        {
            foreach (var parameter in part.Settable)
            {
                settable.RemoveAll(p => p.Name == parameter.Name);
                settable.Add(parameter);
            }

            foreach (var assigned in part.Assigned)
            {
                var index = settable.FindIndex(p => p.Name == assigned.Name);
                if (index >= 0)
                {
                    settable[index] = settable[index] with { Default = assigned.Value };
                }
            }
        }

        return settable.ToEquatableArray();
    }

    private static bool IsRoot(INamedTypeSymbol type)
        => type.SpecialType == SpecialType.System_Object
            || type.IsBurden(WellKnownNames.ModuleAttribute) || type.IsBurden(WellKnownNames.LayerAttribute) || type.IsBurden(WellKnownNames.MergeAttribute);
}
