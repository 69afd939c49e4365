using System.Runtime.CompilerServices;
using Burden.Generator.Helpers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.Parsing;

/// <summary>Reads a network from its symbol: the pipeline's first step, and the analyzers'.</summary>
internal static class NetworkReader
{
    // Weak: the last reading lives as long as the syntax that has [Network].
    private static readonly ConditionalWeakTable<SyntaxNode, Reading> Last = new();

    /// <summary>What a network was read from, and the result.</summary>
    private sealed record Reading(EquatableArray<LinkedPart> Parts, EquatableArray<ClassDeclaration> Library, NetworkDeclaration Network);

    /// <summary>Reads a network; where nothing it rests on has changed, the result is the very same object as last time.</summary>
    /// <returns>The network; null where the symbol has no <c>[Network]</c> attribute.</returns>
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
        var hidden = new List<Fault>();
        for (INamedTypeSymbol? type = symbol; type is { SpecialType: SpecialType.None }; type = type.BaseType)
        {
            var own = ClassReader.PartsOf(type, names, compilation, cancellation);
            parts.InsertRange(0, own);
            if (own is [{ IsCompiled: true } compiled] && type.FindAttribute(WellKnownNames.NetworkAttribute) is not null && Hidden(type, compiled) is { } layers)
            {
                hidden.Add(new Fault(FaultId.NoLayers, new Place(id), $"'{type.Name}' has layers that this assembly can't see{layers}; they must be public where '{type.Name}' is declared"));
            }

            hidesCost |= !ReferenceEquals(type, symbol) && (type.FindAttribute(WellKnownNames.NetworkAttribute) is not null || NetworkMembers.Any(type, cancellation) || HasVisibleCost(type, symbol));
        }

        // A part that declares nothing, such as the generated one, must not make another reading.
        parts.RemoveAll(static p => p.IsEmpty);
        var linked = parts.ToEquatableArray();
        var library = Library(parts, names, compilation, cancellation);
        var settings = SettingsReader.Network(symbol, attribute, id, compilation, cancellation);
        settings = hidden.Count == 0 ? settings : settings with { Faults = settings.Faults.Concat(hidden).ToEquatableArray() };
        var report = SettingsReader.Report(symbol, compilation, cancellation);
        var analyses = AnalysisReader.Read(symbol, compilation, cancellation);
        var precisions = PrecisionReader.Read(symbol, compilation, cancellation);
        var node = application.GetSyntax(cancellation);
        var source = TypeSourceReader.Read(symbol, hidesCost, compilation, cancellation);
        if (Last.TryGetValue(node, out var last)
            && last.Parts.Equals(linked) && last.Library.Equals(library)
            && last.Network.Settings.Equals(settings) && Equals(last.Network.Report, report) && last.Network.Analyses.Equals(analyses)
            && last.Network.Class.Precisions.Equals(precisions) && last.Network.Source.Equals(source))
        {
            return last.Network;
        }

        var network = new NetworkDeclaration(ClassReader.Combine(id, symbol.Name, ClassRole.Network, parts) with { Precisions = precisions }, library, settings, report, source) { Analyses = analyses };
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

    /// <summary>The layers of a compiled network that can't be seen, in brackets; null where there are none. Each has a class in <c>Cost</c>.</summary>
    private static string? Hidden(INamedTypeSymbol network, LinkedPart compiled)
    {
        var seen = new HashSet<string>(compiled.Layers.Select(static l => l.Name), StringComparer.Ordinal);
        for (var @base = network.BaseType; @base is not null; @base = @base.BaseType)
        {
            seen.UnionWith(@base.GetMembers().OfType<IPropertySymbol>().Select(static p => p.Name));
        }

        var hidden = network.GetTypeMembers(ReservedNames.Cost).SelectMany(static c => c.GetTypeMembers())
            .Select(static c => c.Name).Where(n => n != "Report" && !seen.Contains(n) && !seen.Contains(n.TrimEnd('_'))).ToList();
        return hidden.Count > 0 ? $" ('{string.Join("', '", hidden)}')" : seen.Count == 0 ? "" : null;
    }

    /// <summary>Whether a base class has a member <c>Cost</c> that the network sees.</summary>
    private static bool HasVisibleCost(INamedTypeSymbol type, INamedTypeSymbol network)
        => type.GetMembers("Cost").Any(m => m.DeclaredAccessibility switch
        {
            Accessibility.Private => false,
            Accessibility.Internal or Accessibility.ProtectedAndInternal => SymbolEqualityComparer.Default.Equals(m.ContainingAssembly, network.ContainingAssembly),
            _ => true,
        });
}
