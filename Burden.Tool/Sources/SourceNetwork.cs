using Burden.Generator.Analysis;
using Burden.Generator.Costs;
using Burden.Generator.Graphs;
using Burden.Generator.Helpers;
using Burden.Generator.Model;
using Burden.Generator.Parsing;
using Burden.Generator.TorchSharp;
using Burden.Reports.Catalog;
using Burden.Tool.Changes;
using Burden.Tool.Targets;
using Microsoft.CodeAnalysis;

namespace Burden.Tool.Sources;

/// <summary>A network as its source declares it, or with other settings than it states there.</summary>
internal sealed class SourceNetwork
{
    private const int MostErrors = 5;

    private readonly ISymbol symbol;
    private readonly Compilation compilation;
    private readonly CancellationToken cancellation;
    private readonly Costing costing;

    private SourceNetwork(ISymbol symbol, NetworkDeclaration declaration, IEnumerable<string> faults, Compilation compilation, CancellationToken cancellation)
    {
        this.symbol = symbol;
        this.compilation = compilation;
        this.cancellation = cancellation;
        Declaration = declaration;
        costing = Costing.Of(declaration, cancellation);
        Faults = [.. faults];
        TypeName = NameOf(symbol);
        Shown = CountedNetwork.Of(declaration.Settings, Name, TypeName, costing.Table, costing.Report, costing.Analyses, declaration.Source);
    }

    /// <summary>The network's name.</summary>
    public string Name => Declaration.Settings.Name ?? Declaration.Class.Name;

    /// <summary>The full name of its class as metadata has it, <c>Space.Outer+Inner</c>; that of a static member after it where that yields the network.</summary>
    public string TypeName { get; }

    public NetworkDeclaration Declaration { get; }

    /// <summary>The figures.</summary>
    public CostTable Costs => costing.Table;

    /// <summary>The expanded layers, in the order they run.</summary>
    public Graph Graph => costing.Table.Graph;

    /// <summary>Why its figures are unknown: the file, the line and the error each; empty for a sound network.</summary>
    public IReadOnlyList<string> Faults { get; }

    /// <summary>The network as lists and reports show it.</summary>
    public NamedNetwork Shown { get; private init; }

    /// <summary>The network as it is declared.</summary>
    public static SourceNetwork Of(NetworkAnalysis network, Compilation compilation, CancellationToken cancellation) => new(
        network.Symbol,
        network.Declaration,
        network.IsSound ? [] : network.PartFaults.Concat(NetworkSource.IsCode(network.Symbol) ? CodeFaults.Of(network.Symbol, compilation, cancellation) : []).Select(Text)
            .Concat(network.Faults(cancellation).Select(f => Text(f, network.Symbol, compilation, cancellation)))
            .DefaultIfEmpty($"{Text(PlaceLocator.NameOf(network.Symbol, cancellation))}'{network.Symbol.Name}' can't be read as a network"),
        compilation,
        cancellation);

    /// <summary>The network with another input or batch, worked out anew.</summary>
    /// <param name="input">The shape of its first input, without the batch; null for that which it states.</param>
    /// <param name="batch">How many inputs run at once; null for that which it states.</param>
    /// <exception cref="ToolException">It can't take them.</exception>
    public SourceNetwork At(IReadOnlyList<long>? input, long? batch) => With(Declaration.Settings with
    {
        Input = input?.ToEquatableArray() ?? Declaration.Settings.Input,
        Batch = batch ?? Declaration.Settings.Batch,
    });

    /// <summary>The network with other inputs, another batch or in other types, worked out anew.</summary>
    /// <exception cref="ToolException">It can't take them.</exception>
    public SourceNetwork Changed(WhatIf change)
    {
        var inputs = Graph.Nodes.Where(static n => n.IsInput).ToList();
        var shapes = InputShape.Assign(change.Inputs, Name, [.. inputs.Select((n, i) => (n.Path, (IReadOnlyList<long>?)SizesOf(n, i)))]);
        var declaration = Declaration with { Class = change.Precise(WithInputs(Declaration.Class, [.. inputs.Select((n, i) => (n.Path, shapes[i])).Skip(1)])) };
        var changed = With(
            declaration,
            Declaration.Settings with { Input = shapes.FirstOrDefault()?.ToEquatableArray() ?? Declaration.Settings.Input, Batch = change.Batch ?? Declaration.Settings.Batch },
            [.. shapes.Skip(1)]);
        return new SourceNetwork(symbol, changed.Declaration, [], compilation, cancellation)
        {
            Shown = changed.Shown with { Change = change.Describe(shapes, [.. inputs.Select((n, i) => InputShape.Text(SizesOf(n, i)))], changed.Declaration.Settings.Batch, Declaration.Settings.Batch) },
        };
    }

    /// <summary>The sizes of an input without the batch.</summary>
    private IReadOnlyList<long> SizesOf(GraphNode input, int index)
        => index == 0 ? [.. Declaration.Settings.Input] : [.. input.Costs.Output.Dimensions];

    private static ClassDeclaration WithInputs(ClassDeclaration @class, IReadOnlyList<(string Name, IReadOnlyList<long>? Sizes)> inputs)
        => @class with
        {
            Layers = @class.Layers.Map(l => l.Input is { } input && inputs.FirstOrDefault(i => i.Name == l.Name).Sizes is { } sizes
                ? l with { Input = input with { Value = new ArrayConstant(sizes.Select(static s => (Constant)s).ToEquatableArray()) } }
                : l),
        };

    /// <summary>The network with other settings, worked out anew.</summary>
    /// <exception cref="ToolException">It can't take them.</exception>
    public SourceNetwork With(NetworkSettings settings) => With(Declaration, settings, []);

    /// <param name="further">The shapes of the further inputs of a module whose code is followed; null each for those that it states.</param>
    private SourceNetwork With(NetworkDeclaration declaration, NetworkSettings settings, IReadOnlyList<IReadOnlyList<long>?> further)
    {
        if (declaration.Code is null)
        {
            declaration = declaration with { Settings = settings };
            var counted = Costing.Of(declaration, cancellation);
            return new SourceNetwork(symbol, declaration, counted.IsSound ? [] : Unknown(counted, []), compilation, cancellation).Sound();
        }

        // The code runs on what it is given, so that it is followed again.
        var reading = CodeReader.ReadWith(symbol, settings, [.. further.Select(static f => f?.ToEquatableArray())], compilation, cancellation)!;
        reading = reading with { Declaration = reading.Declaration with { Class = reading.Declaration.Class with { Precisions = declaration.Class.Precisions } } };
        var (fault, site) = (reading.Fault, reading.FaultSite?.GetLocation() ?? Location.None);
        var followed = Costing.Of(reading.Declaration, cancellation);
        return new SourceNetwork(
            symbol, reading.Declaration, fault is null && followed.IsSound ? [] : Unknown(followed, fault is null ? [] : [$"{Text(site)}{fault.Message}"]), compilation, cancellation).Sound();
    }

    /// <summary>The network, all of whose figures are known.</summary>
    /// <exception cref="ToolException">They aren't.</exception>
    public SourceNetwork Sound() => Faults.Count == 0
        ? this
        : throw new ToolException(
            $"what '{Name}' costs for the input {new Shape(Declaration.Settings.Input)} and the batch {Declaration.Settings.Batch} can't be worked out:"
            + string.Concat(Faults.Take(MostErrors).Select(static f => $"\n  {f}"))
            + (Faults.Count > MostErrors ? $"\n  and {Faults.Count - MostErrors} more" : ""));

    private IEnumerable<string> Unknown(Costing counted, IEnumerable<string> before) =>
        before.Concat(counted.Faults.Where(static f => f.Id != FaultId.UnusedLayer).Select(f => Text(f, symbol, compilation, cancellation))).DefaultIfEmpty("a figure overflows Int64");

    private static string Text(Diagnostic diagnostic) => $"{Text(diagnostic.Location)}{diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}";

    /// <summary>What is wrong in the network at its place, in another class at the network's name.</summary>
    private static string Text(Fault fault, ISymbol symbol, Compilation compilation, CancellationToken cancellation)
    {
        var isOwn = CompilationNames.Of(compilation).IdOf(symbol) == fault.Place.Owner;
        var layer = fault.Place.Property is { } property ? $"layer '{property}': " : "";
        return $"{Text(isOwn ? PlaceLocator.Locate(symbol, fault.Place, cancellation) : PlaceLocator.NameOf(symbol, cancellation))}{layer}{fault.Message}";
    }

    /// <summary>A place as the compiler writes it; empty where there is none.</summary>
    private static string Text(Location location) => location.GetMappedLineSpan() is { IsValid: true } span
        ? $"{span.Path}({span.StartLinePosition.Line + 1},{span.StartLinePosition.Character + 1}): "
        : "";

    private static string NameOf(ISymbol network)
    {
        if (network is not INamedTypeSymbol type)
        {
            return $"{NameOf(network.ContainingType)}.{network.Name}";
        }

        return type.ContainingType is { } outer ? $"{NameOf(outer)}+{type.MetadataName}"
            : type.ContainingNamespace.IsGlobalNamespace ? type.MetadataName
            : $"{type.ContainingNamespace.ToDisplayString()}.{type.MetadataName}";
    }
}
