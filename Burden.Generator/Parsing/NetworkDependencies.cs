using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.Parsing;

/// <summary>Which networks use figures of which, found by names alone: nothing is evaluated.</summary>
internal sealed class NetworkDependencies
{
    // Weak: they live as long as the compilation.
    private static readonly ConditionalWeakTable<Compilation, NetworkDependencies> Known = new();

    private readonly ConcurrentDictionary<ISymbol, IReadOnlyList<ISymbol>> direct = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, string> cycles = new(SymbolEqualityComparer.Default);

    /// <summary>The way from a network to itself, as text; null where its figures do not follow from themselves.</summary>
    public static string? CycleOf(ISymbol network, Compilation compilation, CancellationToken cancellation)
        => Known.GetValue(compilation, static _ => new NetworkDependencies()).Cycle(network, compilation, cancellation);

    private string? Cycle(ISymbol network, Compilation compilation, CancellationToken cancellation)
    {
        if (!cycles.TryGetValue(network, out var cycle))
        {
            cycle = Find(network, compilation, cancellation) ?? "";
            cycles.TryAdd(network, cycle);
        }

        return cycle.Length == 0 ? null : cycle;
    }

    /// <summary>The shortest way from a network to itself.</summary>
    private string? Find(ISymbol network, Compilation compilation, CancellationToken cancellation)
    {
        var cameFrom = new Dictionary<ISymbol, ISymbol?>(SymbolEqualityComparer.Default);
        var queue = new Queue<ISymbol>();
        queue.Enqueue(network);
        while (queue.Count > 0)
        {
            var at = queue.Dequeue();
            foreach (var used in Direct(at, compilation, cancellation))
            {
                if (SymbolEqualityComparer.Default.Equals(used, network))
                {
                    var way = new List<string> { network.Name };
                    for (ISymbol? step = at; step is not null && !SymbolEqualityComparer.Default.Equals(step, network); step = cameFrom[step])
                    {
                        way.Insert(0, step.Name);
                    }

                    return string.Join(" -> ", way.Prepend(network.Name));
                }

                if (!cameFrom.ContainsKey(used))
                {
                    cameFrom.Add(used, at);
                    queue.Enqueue(used);
                }
            }
        }

        return null;
    }

    private IReadOnlyList<ISymbol> Direct(ISymbol network, Compilation compilation, CancellationToken cancellation)
    {
        if (!direct.TryGetValue(network, out var used))
        {
            used = [.. FindDirect(network, compilation, cancellation)];
            direct.TryAdd(network, used);
        }

        return used;
    }

    /// <summary>The networks that are named in a network, its bases, and the modules and custom layers that it uses.</summary>
    private static IEnumerable<ISymbol> FindDirect(ISymbol network, Compilation compilation, CancellationToken cancellation)
    {
        var names = CompilationNames.Of(compilation);
        var constants = new CostConstants(compilation, cancellation);
        var met = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        var used = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        if (network is not INamedTypeSymbol declared)
        {
            foreach (var found in SettingsReader.Expressions(network, cancellation).SelectMany(constants.NetworksIn).Where(used.Add))
            {
                yield return found;
            }

            yield break;
        }

        var queue = new Queue<INamedTypeSymbol>();
        queue.Enqueue(declared);
        while (queue.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            for (INamedTypeSymbol? type = queue.Dequeue(); type is { SpecialType: SpecialType.None } && met.Add(type); type = type.BaseType)
            {
                foreach (var node in type.DeclaringSyntaxReferences.Where(r => compilation.ContainsSyntaxTree(r.SyntaxTree)).Select(r => r.GetSyntax(cancellation)).OfType<TypeDeclarationSyntax>())
                {
                    var part = PartReader.Read(node);
                    foreach (var target in PartLinker.Targets(part, ClassReader.ScopeSuffix(type, names), names, compilation, cancellation))
                    {
                        if (target.Kind == TargetKind.Class && names.Symbol(target.Id) is { } symbol)
                        {
                            queue.Enqueue(symbol);
                        }
                    }

                    foreach (var found in part.Pending.Concat(SettingsReader.Expressions(type, cancellation)).SelectMany(constants.NetworksIn))
                    {
                        if (used.Add(found))
                        {
                            yield return found;
                        }
                    }
                }
            }
        }
    }
}
