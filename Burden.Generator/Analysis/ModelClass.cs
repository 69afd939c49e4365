using Burden.Generator.Parsing;
using Burden.Generator.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Burden.Generator.Analysis;

/// <summary>The class that the constants of an ONNX file stand in: what keeps it from being generated, and how it is declared.</summary>
/// <param name="File">The model.</param>
/// <param name="Source">How the class is declared; null where it can't be generated.</param>
/// <param name="Fault">What keeps it from being generated; null where nothing does.</param>
internal sealed record ModelClass(ModelFile File, TypeSource? Source, string? Fault)
{
    /// <summary>Looks a model's class up.</summary>
    /// <param name="classes">The classes that all models name.</param>
    public static ModelClass Of(ModelFile file, IReadOnlyList<string> classes, Compilation compilation, CancellationToken cancellation)
    {
        if (file.Summary is null)
        {
            return new ModelClass(file, null, null);
        }

        var fault = NameFault(file.Class) ?? (classes.Count(c => c == file.Class) > 1 ? $"several ONNX files name the class '{file.Class}'; each needs a class of its own" : null)
            ?? (classes.FirstOrDefault(c => c.StartsWith(file.Class + ".", StringComparison.Ordinal)) is { } inner ? $"'{inner}' is the class of another ONNX file, so '{file.Class}' is a namespace" : null)
            ?? Conflict(file.Class, compilation, cancellation);
        return fault is null ? new ModelClass(file, SourceOf(file, compilation, cancellation), null) : new ModelClass(file, null, fault);
    }

    /// <summary>Why a text is no full name of a class; null where it is one.</summary>
    private static string? NameFault(string name)
    {
        if (name.Length == 0)
        {
            return "the item names no class for the constants; give it one: Class=\"App.Models.Detector\"";
        }

        foreach (var part in name.Split('.'))
        {
            if (!SyntaxFacts.IsValidIdentifier(part))
            {
                return $"'{name}' is no full name of a class; expected identifiers separated by dots, such as 'App.Models.Detector'";
            }
        }

        return name.EndsWith($".{ReservedNames.Cost}", StringComparison.Ordinal) || name == ReservedNames.Cost ? $"'{name}' is the name of the class that is generated inside; a model's class can't have it" : null;
    }

    /// <summary>What the project's own code has under a class's name that keeps it from being generated; null for nothing.</summary>
    private static string? Conflict(string name, Compilation compilation, CancellationToken cancellation)
    {
        var parts = name.Split('.');
        INamespaceSymbol? space = compilation.Assembly.GlobalNamespace;
        for (var i = 0; i < parts.Length && space is not null; i++)
        {
            var path = string.Join(".", parts.Take(i + 1));
            var isLast = i == parts.Length - 1;
            if (space.GetTypeMembers(parts[i]).FirstOrDefault(static t => t.Arity == 0) is { } type)
            {
                return isLast ? Conflict(type, name, cancellation) : $"'{path}' is a type; the class of an ONNX file can't stand inside one";
            }

            space = space.GetMembers(parts[i]).OfType<INamespaceSymbol>().FirstOrDefault();
            if (isLast && space is not null)
            {
                return $"'{path}' is a namespace";
            }
        }

        return null;
    }

    private static string? Conflict(INamedTypeSymbol type, string name, CancellationToken cancellation)
        => type.TypeKind is not (TypeKind.Class or TypeKind.Struct) ? $"'{name}' is declared in source, and is no class"
            : type.IsLocalToFile() ? $"'{name}' is local to a file; the class of an ONNX file can't be"
            : type.FindAttribute(WellKnownNames.NetworkAttribute) is not null || NetworkMembers.Any(type, cancellation) ? $"'{name}' declares a network itself; the ONNX file needs a class of its own"
            : !TypeSourceReader.IsPartial(type, cancellation) ? $"'{name}' is declared in source and not partial, so the costs can't be added to it"
            : TypeSourceReader.DeclaresCost(type, cancellation) ? $"'{name}' has a member 'Cost', which names the class that is generated"
            : null;

    private static TypeSource SourceOf(ModelFile file, Compilation compilation, CancellationToken cancellation)
    {
        if (compilation.Assembly.GetTypeByMetadataName(file.Class) is { } type)
        {
            return TypeSourceReader.Read(type, HidesCost(type), compilation, cancellation);
        }

        var source = file.Network.Source;
        return source with
        {
            Namespace = string.Join(".", source.Namespace.Split('.').Select(CSharpIdentifier.Escape)),
            Types = [new TypePart("class", CSharpIdentifier.Escape(file.Network.Class.Name))],
            KnowsNullable = compilation is CSharpCompilation { LanguageVersion: >= LanguageVersion.CSharp8 },
            IsDocumented = compilation.SyntaxTrees.FirstOrDefault()?.Options.DocumentationMode != DocumentationMode.None,
            Summary = $"The network in {file.Summary!.Item.File}.",
        };
    }

    private static bool HidesCost(INamedTypeSymbol type)
    {
        for (var @base = type.BaseType; @base is { SpecialType: SpecialType.None }; @base = @base.BaseType)
        {
            if (@base.FindAttribute(WellKnownNames.NetworkAttribute) is not null || @base.GetMembers(ReservedNames.Cost).Any(static m => m.DeclaredAccessibility != Accessibility.Private))
            {
                return true;
            }
        }

        return false;
    }
}
