using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Burden.Generator.Costs;
using Burden.Generator.Costs.Analyses;
using Burden.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.Analysis;

/// <summary>
/// Everything known about one network in one compilation: its declaration, its costs, and its errors. Analyzers,
/// code fixes and refactorings ask it; the generator, whose pipeline holds no symbols, asks <see cref="Costing"/> alone.
/// </summary>
internal sealed class NetworkAnalysis
{
    // Weak: an analysis lives as long as its compilation.
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<ISymbol, NetworkAnalysis?>> Known = new();

    private readonly Compilation compilation;
    private readonly Costing costing;

    private NetworkAnalysis(ISymbol symbol, NetworkDeclaration declaration, Compilation compilation, CancellationToken cancellation)
    {
        this.compilation = compilation;
        Symbol = symbol;
        Type = NetworkMembers.TypeOf(symbol);
        Declaration = declaration;
        // A network that was read before has registered in another compilation.
        CompilationNames.Of(compilation).Register(Type);
        costing = Costing.Of(declaration, cancellation);
        PartFaults = symbol is INamedTypeSymbol ? [.. PartChecker.Check(Type, compilation, cancellation)] : [];
        IsUnfinished = Unfinished.IsIn(Type, cancellation);
        RestsOnUnfinished = IsUnfinished || Unfinished.IsBehind(declaration, compilation, cancellation);
    }

    /// <summary>The class, or the static member that yields the network.</summary>
    public ISymbol Symbol { get; }

    /// <summary>The class, or the one that the member stands in.</summary>
    public INamedTypeSymbol Type { get; }

    public NetworkDeclaration Declaration { get; }

    public CostTable Table => costing.Table;

    /// <summary>The further figures that are asked for.</summary>
    public NetworkAnalyses Analyses => costing.Analyses;

    /// <summary>What only the parts of the class tell: whether its layers stand in one file.</summary>
    public IReadOnlyList<Diagnostic> PartFaults { get; }

    /// <summary>Whether the class is not whole, as it often isn't while it is typed: the compiler reports that.</summary>
    public bool IsUnfinished { get; }

    /// <summary>Whether the class, or a module or custom layer that it uses, is not whole.</summary>
    public bool RestsOnUnfinished { get; }

    /// <summary>The guard: whether all figures are known, and nothing but a layer that nothing uses is wrong with what they follow from.</summary>
    public bool IsSound => costing.IsSound && PartFaults.Count == 0 && Declaration.Source is { CanGenerate: true, HasOwnCost: false, Obstacles.Count: 0 } && !RestsOnUnfinished;

    /// <summary>The errors in the network, except those that its base network reports.</summary>
    public IReadOnlyList<Fault> Faults(CancellationToken cancellation)
    {
        // Its figures with the finished module are not known.
        var faults = RestsOnUnfinished ? costing.DeclaredFaults : costing.Faults;
        if (faults.Count == 0 || BaseNetwork(cancellation) is not { } inherited)
        {
            return faults;
        }

        var reported = new HashSet<Fault>(inherited.costing.Faults);
        return [.. faults.Where(f => !reported.Contains(f))];
    }

    /// <summary>The nearest network that the network derives from; null where there is none.</summary>
    public NetworkAnalysis? BaseNetwork(CancellationToken cancellation)
    {
        NetworkAnalysis? network = null;
        for (var type = (Symbol as INamedTypeSymbol)?.BaseType; type is { SpecialType: SpecialType.None } && network is null; type = type.BaseType)
        {
            network = Of(type, compilation, cancellation);
        }

        return network;
    }

    /// <summary>The analyses of the networks that a type declares: itself, and its static members.</summary>
    public static IEnumerable<NetworkAnalysis> In(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
        => NetworkMembers.Of(type, cancellation).Prepend(type).Select(s => Of(s, compilation, cancellation)).OfType<NetworkAnalysis>();

    /// <summary>The analysis of a network; null where the symbol is none, or has no source.</summary>
    public static NetworkAnalysis? Of(ISymbol symbol, Compilation compilation, CancellationToken cancellation)
    {
        if (symbol is INamedTypeSymbol { TypeKind: not TypeKind.Class } || symbol.FindAttribute(WellKnownNames.NetworkAttribute) is null
            || (symbol is not INamedTypeSymbol && NetworkMembers.Fault(symbol) is not null))
        {
            return null;
        }

        var known = Known.GetValue(compilation, static _ => new ConcurrentDictionary<ISymbol, NetworkAnalysis?>(SymbolEqualityComparer.Default));
        if (!known.TryGetValue(symbol, out var analysis))
        {
            analysis = NetworkSource.Read(symbol, compilation, cancellation) is { } declaration
                ? new NetworkAnalysis(symbol, declaration, compilation, cancellation)
                : null;
            known.TryAdd(symbol, analysis);
        }

        return analysis;
    }
}
