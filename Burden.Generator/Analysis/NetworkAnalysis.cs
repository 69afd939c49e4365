using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Burden.Generator.Costs;
using Burden.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.Analysis;

/// <summary>
/// All that is known of one network in one compilation: its declaration, its costs, and what is wrong with it. Analyzers,
/// code fixes and refactorings ask it; the generator, whose pipeline holds no symbols, asks <see cref="Costing"/> alone.
/// </summary>
internal sealed class NetworkAnalysis
{
    // Weak: an analysis lives as long as its compilation.
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<INamedTypeSymbol, NetworkAnalysis?>> Known = new();

    private readonly Compilation compilation;
    private readonly Costing costing;

    private NetworkAnalysis(INamedTypeSymbol type, NetworkDeclaration declaration, Compilation compilation, CancellationToken cancellation)
    {
        this.compilation = compilation;
        Type = type;
        Declaration = declaration;
        costing = Costing.Of(declaration, cancellation);
        PartFaults = [.. PartChecker.Check(type, isNetwork: true, compilation, cancellation)];
        IsUnfinished = Unfinished.IsIn(type, cancellation);
        RestsOnUnfinished = IsUnfinished || Unfinished.IsBehind(declaration, compilation, cancellation);
    }

    public INamedTypeSymbol Type { get; }

    public NetworkDeclaration Declaration { get; }

    public CostTable Table => costing.Table;

    /// <summary>What only the parts of the class tell: whether all are partial, whether its layers stand in one file.</summary>
    public IReadOnlyList<Diagnostic> PartFaults { get; }

    /// <summary>Whether the class is not whole, as it often isn't while it is typed: the compiler reports that.</summary>
    public bool IsUnfinished { get; }

    /// <summary>Whether the class, or a module or custom layer that it uses, is not whole.</summary>
    public bool RestsOnUnfinished { get; }

    /// <summary>The guard: whether all figures are known, and nothing but a layer that nothing uses is wrong with what they follow from.</summary>
    public bool IsSound => costing.IsSound && PartFaults.Count == 0 && !RestsOnUnfinished;

    /// <summary>What is wrong with the network, but for what the network that it derives from reports.</summary>
    public IReadOnlyList<Fault> Faults(CancellationToken cancellation)
    {
        // What it would come to with a module that is whole is not known.
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
        for (var type = Type.BaseType; type is { SpecialType: SpecialType.None } && network is null; type = type.BaseType)
        {
            network = Of(type, compilation, cancellation);
        }

        return network;
    }

    /// <summary>The analysis of a network; null where the class is none, or has no source.</summary>
    public static NetworkAnalysis? Of(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        if (type.TypeKind != TypeKind.Class || type.FindAttribute(WellKnownNames.NetworkAttribute) is null)
        {
            return null;
        }

        var known = Known.GetValue(compilation, static _ => new ConcurrentDictionary<INamedTypeSymbol, NetworkAnalysis?>(SymbolEqualityComparer.Default));
        if (!known.TryGetValue(type, out var analysis))
        {
            analysis = NetworkSource.Read(type, compilation, cancellation) is { } declaration
                ? new NetworkAnalysis(type, declaration, compilation, cancellation)
                : null;
            known.TryAdd(type, analysis);
        }

        return analysis;
    }
}
