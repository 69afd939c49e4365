using Burden.Generator.Binding;
using Burden.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.Analysis;

/// <summary>The errors in modules and custom layers themselves.</summary>
internal static class ModuleFaults
{
    /// <summary>The faults of a module or custom layer, except those that a class it derives from reports.</summary>
    public static IEnumerable<Fault> Of(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        var inherited = new HashSet<Fault>();
        for (var @base = type.BaseType; @base is not null; @base = @base.BaseType)
        {
            if (!@base.IsAbstract)
            {
                inherited.UnionWith(All(@base, compilation, cancellation));
                break;
            }
        }

        return All(type, compilation, cancellation).Where(f => !inherited.Contains(f));
    }

    private static IReadOnlyList<Fault> All(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        var names = CompilationNames.Of(compilation);
        return names.Class(names.Register(type), compilation, cancellation) is { } reading ? BoundClass.Of(reading.Declaration).Faults : [];
    }
}
