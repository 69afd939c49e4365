using Burden.Generator.Binding;
using Burden.Generator.Diagnostics;
using Burden.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.Analysis;

/// <summary>
/// Finds what other assemblies can't see of a library's modules and custom layers, and would count without
/// (BRD0027) or have to be given (BRD0023). A module that has no public layer is taken as meant for its own assembly.
/// </summary>
internal static class OutsideChecker
{
    /// <summary>The errors in a class itself.</summary>
    public static IEnumerable<Diagnostic> Check(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        if (compilation.Options.OutputKind is not (OutputKind.DynamicallyLinkedLibrary or OutputKind.NetModule) || WellKnownNames.RoleOf(type) is not { } role)
        {
            yield break;
        }

        var names = CompilationNames.Of(compilation);
        var parts = ClassReader.PartsOf(type, names, compilation, cancellation);
        var layers = Members<IPropertySymbol>(type, parts.SelectMany(static p => p.Layers).Where(static l => l.Chain.Count > 0).Select(static l => l.Name)).ToList();
        var isLayer = role is ClassRole.CustomLayer or ClassRole.CustomMerge;
        if ((!isLayer && !layers.Exists(MetadataReader.IsSeen)) || !IsUsedOutside(type, compilation, cancellation))
        {
            yield break;
        }

        foreach (var layer in layers.Where(l => !isLayer && !MetadataReader.IsSeen(l)))
        {
            yield return Create(
                layer, $"'{layer.Name}' is not public, so other assemblies count '{WellKnownNames.WithoutSuffix(type.Name)}' without it; make it public, or all layers private");
        }

        if (names.Class(names.Register(type), compilation, cancellation) is not { } reading)
        {
            yield break;
        }

        var used = UsedNames.Of(BoundClass.Of(reading.Declaration));
        foreach (var constant in Members<IFieldSymbol>(type, parts.SelectMany(static p => p.Fields).Select(static f => f.Name)).Where(c => !MetadataReader.IsSeen(c) && used.Contains(c.Name)))
        {
            yield return Create(constant, $"'{constant.Name}' is not public, so other assemblies can't use '{reading.Declaration.Name}', which needs it; make it public");
        }

        foreach (var parameter in Members<ISymbol>(type, parts.SelectMany(static p => p.Settable).Select(static p => p.Name)).Where(p => used.Contains(p.Name) && !MetadataReader.ShowsDefault(p)))
        {
            yield return Diagnostic.Create(
                Rules.UnknownDefault,
                parameter.Locations[0],
                DiagnosticSeverity.Warning,
                additionalLocations: null,
                properties: null,
                $"the default of '{parameter.Name}' can't be seen from another assembly; state it with [DefaultValue] too");
        }
    }

    /// <summary>Whether other assemblies can use a class: directly, or through a module that they can.</summary>
    private static bool IsUsedOutside(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        if (IsVisible(type))
        {
            return true;
        }

        var names = CompilationNames.Of(compilation);
        var id = names.Register(type);
        var met = new HashSet<string>(StringComparer.Ordinal);
        var queue = new Queue<string>(EffectChecker.Types(compilation.Assembly.GlobalNamespace)
            .Where(static t => IsVisible(t) && WellKnownNames.RoleOf(t) == ClassRole.Module).Select(names.Register));
        while (queue.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var at = queue.Dequeue();
            if (at == id)
            {
                return true;
            }

            foreach (var used in met.Add(at) && names.Class(at, compilation, cancellation) is { } reading ? reading.Uses : [])
            {
                queue.Enqueue(used);
            }
        }

        return false;
    }

    private static bool IsVisible(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? at = type; at is not null; at = at.ContainingType)
        {
            if (!MetadataReader.IsSeen(at))
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<T> Members<T>(INamedTypeSymbol type, IEnumerable<string> names)
        where T : ISymbol
        => names.Select(name => type.GetMembers(name).OfType<T>().FirstOrDefault()).OfType<T>();

    private static Diagnostic Create(ISymbol member, string message) => Diagnostic.Create(Rules.NotSeenOutside, member.Locations[0], message);
}
