using System.Runtime.CompilerServices;
using Burden.Generator.Graphs;
using Burden.Generator.Helpers;
using Burden.Generator.Model;
using Burden.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.TorchSharp;

/// <summary>Reads a network that is a TorchSharp module: its constructor and <c>forward</c> are followed.</summary>
internal static class CodeReader
{
    // Weak: the last reading lives as long as the syntax that bears [Network].
    private static readonly ConditionalWeakTable<SyntaxNode, Remembered> Last = new();

    /// <summary>A reading, and what it rests on: code and declarations, the rules that stand for other assemblies, and the networks whose figures it uses.</summary>
    private sealed record Remembered(CodeReading Reading, CodeDependencies Dependencies, string Rules, IReadOnlyList<(string Id, NetworkDeclaration Network)> Uses);

    /// <summary>Lets declared networks use figures of those whose code is followed.</summary>
    [ModuleInitializer]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "CA2255", Justification = "Nothing is called before it: generator, analyzers and code fixes all begin in folders that build on both.")]
    internal static void Announce() => NetworkSource.Follower = static (network, compilation, cancellation) => Read(network, compilation, cancellation)?.Declaration;

    /// <summary>Reads a network; where nothing it rests on has changed, the result is the very same object as last time.</summary>
    /// <returns>The network; null where the symbol bears no <c>[Network]</c> attribute in source.</returns>
    public static CodeReading? Read(ISymbol symbol, Compilation compilation, CancellationToken cancellation)
    {
        if (symbol.FindAttribute(WellKnownNames.NetworkAttribute) is not { ApplicationSyntaxReference: { } application } attribute)
        {
            return null;
        }

        return NetworkSource.While(symbol, compilation, () => Read(symbol, attribute, application.GetSyntax(cancellation), compilation, cancellation));
    }

    /// <summary>Reads a network with other settings than it states, such as another input. Nothing of it is remembered.</summary>
    /// <returns>The network; null where the symbol bears no <c>[Network]</c> attribute in source.</returns>
    /// <param name="further">The shapes of its further inputs, in their order; null each for those that it states.</param>
    public static CodeReading? ReadWith(ISymbol symbol, NetworkSettings settings, IReadOnlyList<EquatableArray<long>?> further, Compilation compilation, CancellationToken cancellation)
        => symbol.FindAttribute(WellKnownNames.NetworkAttribute) is { ApplicationSyntaxReference: { } application } attribute
            ? NetworkSource.While(symbol, compilation, () => Follow(symbol, attribute, settings, further, application.GetSyntax(cancellation), compilation, cancellation).Reading)
            : null;

    private static CodeReading? Read(ISymbol symbol, AttributeData attribute, SyntaxNode node, Compilation compilation, CancellationToken cancellation)
    {
        var rules = CostRules.TextOf(compilation, cancellation);
        if (Last.TryGetValue(node, out var last) && last.Rules == rules && last.Dependencies.Hold(compilation, cancellation)
            && last.Uses.All(u => DocumentationCommentId.GetFirstSymbolForDeclarationId(u.Id, compilation) is { } used && u.Network.Equals(NetworkSource.Read(used, compilation, cancellation))))
        {
            return last.Reading;
        }

        var written = WrittenCode.Of(compilation);
        if (!ReferenceEquals(written, compilation))
        {
            return DocumentationCommentId.GetFirstSymbolForDeclarationId(IdOf(symbol), written) is { } again && again.FindAttribute(WellKnownNames.NetworkAttribute) is { } same
                ? Read(again, same, node, written, cancellation)
                : null;
        }

        var settings = SettingsReader.Network(symbol, attribute, CompilationNames.Of(compilation).IdOf(symbol), compilation, cancellation);
        var followed = Follow(symbol, attribute, settings, [], node, compilation, cancellation);
        Last.Remove(node);
        // What follows from itself is worked out anew: who asked for it first is not to matter.
        return followed is { Uses: { } uses, Reading.Fault: not { Id: FaultId.UnknownFigure } }
            ? Last.GetValue(node, _ => new Remembered(followed.Reading, new CodeDependencies(followed.Reached, compilation, cancellation), rules, uses)).Reading
            : followed.Reading;
    }

    private static (CodeReading Reading, IReadOnlyCollection<SyntaxTree> Reached, IReadOnlyList<(string, NetworkDeclaration)>? Uses) Follow(
        ISymbol symbol, AttributeData attribute, NetworkSettings settings, IReadOnlyList<EquatableArray<long>?> given, SyntaxNode node, Compilation compilation, CancellationToken cancellation)
    {
        var names = CompilationNames.Of(compilation);
        var id = names.IdOf(symbol);
        var source = TypeSourceReader.Read(symbol, HidesCost(NetworkMembers.TypeOf(symbol), cancellation), compilation, cancellation);
        var @class = new ClassDeclaration(id, symbol.Name, ClassRole.Network, Signature.Of(), [], []) { Precisions = PrecisionReader.Read(symbol, compilation, cancellation) };
        var empty = new CodeGraph([], [], [], IsComplete: false);
        if (!settings.IsValid)
        {
            // Reported with the settings.
            return (new CodeReading(new NetworkDeclaration(@class, [], settings, null, source, empty), null, null, []), [node.SyntaxTree], null);
        }

        var inputs = new List<TraceInput> { new(settings.Input, InputType(attribute), Declared(attribute)) };
        foreach (var further in symbol.GetAttributes().Where(static a => a.AttributeClass.IsBurden(WellKnownNames.TensorInput)))
        {
            if (further.ConstructorArguments is [{ Kind: TypedConstantKind.Array, IsNull: false, Values: var sizes }])
            {
                inputs.Add(new TraceInput(
                    given.ElementAtOrDefault(inputs.Count - 1) ?? sizes.Select(static v => v.Value is int size ? size : 0L).ToEquatableArray(), InputType(further), Declared(further)));
            }
        }

        var analyses = AnalysisReader.Read(symbol, compilation, cancellation);
        var keepsOrigins = analyses.Any(static a => a.Kind == "ReceptiveFields");
        var trace = CodeTracer.Follow(symbol, inputs, settings.Batch, compilation, cancellation, keepsOrigins);
        var followed = new Followed(symbol, compilation);
        var constants = new CostConstants(compilation, cancellation);
        var networks = SettingsReader.Expressions(symbol, cancellation).SelectMany(constants.NetworksIn).ToList();
        var figures = CostUses.In(trace.Sources.Code, compilation, cancellation).Select(u => (u.Reference, u.Name, Value: constants.Figure(u.Reference))).ToList();
        if (figures.Find(static f => f.Value.Unknown is not null) is { Name: { } name, Value.Unknown: { } reason })
        {
            trace = trace with { Fault = new CodeFault(FaultId.UnknownFigure, $"the code uses {reason}"), FaultSite = name };
        }
        else if (figures.Count > 0 && trace.Fault is { Id: FaultId.None })
        {
            // The figures are yet to be generated.
            var declared = CostUses.Declare(figures.Where(static f => f.Value.Value is not null).Select(static f => (f.Reference, f.Value.Value!)), compilation, cancellation);
            if (DocumentationCommentId.GetFirstSymbolForDeclarationId(IdOf(symbol), declared) is { } again)
            {
                followed = new Followed(again, declared);
                trace = CodeTracer.Follow(again, inputs, settings.Batch, declared, cancellation, keepsOrigins);
            }
        }

        var uses = networks.Concat(figures.Select(static f => f.Reference.Network)).Distinct(SymbolEqualityComparer.Default)
            .Select(n => (Id: IdOf(n!), Network: NetworkSource.CycleThrough(n!, compilation) is null ? NetworkSource.Read(n!, compilation, cancellation) : null))
            .Where(static u => u.Network is not null).Select(static u => (u.Id, u.Network!)).ToList();
        var graph = trace.Fault is null ? TraceGraphs.Of(trace, settings.Batch) : empty;
        var declaration = new NetworkDeclaration(@class, [], settings, null, source, graph) { Analyses = analyses };
        var reached = trace.Sources.Reached;
        if (CodeReport.Of(symbol, compilation, cancellation) is { } report)
        {
            declaration = declaration with { Report = report.Settings, ReportCode = graph.IsComplete ? report.Follow(declaration, inputs, followed, cancellation) : [] };
            reached = [.. reached, .. report.Reached];
        }

        if (graph.IsComplete && CodeTraining.BatchOf(declaration) is { } batch)
        {
            var (code, files) = CodeTraining.Follow(batch, settings.FeatureType, inputs, followed, cancellation);
            declaration = declaration with { TrainingCode = code };
            reached = [.. reached, .. files];
        }

        return (
            new CodeReading(declaration, trace.Fault, trace.FaultSite ?? node, [.. Unregistered(trace)]),
            [.. reached.Where(compilation.ContainsSyntaxTree), node.SyntaxTree],
            uses);
    }

    private static string IdOf(ISymbol symbol) => DocumentationCommentId.CreateDeclarationId(symbol);

    private static bool HidesCost(INamedTypeSymbol symbol, CancellationToken cancellation)
    {
        for (var @base = symbol.BaseType; @base is { SpecialType: SpecialType.None }; @base = @base.BaseType)
        {
            if (@base.FindAttribute(WellKnownNames.NetworkAttribute) is not null || NetworkMembers.Any(@base, cancellation))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The element type that an attribute names.</summary>
    private static ElementType InputType(AttributeData attribute) => Declared(attribute) is null ? ElementType.Real : ElementType.Integer;

    /// <summary>The type of integers that an attribute names; null where it names none.</summary>
    private static DataType? Declared(AttributeData attribute)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key is "InputType" or "Type" && argument.Value.Value is int type)
            {
                return (DataType)type is DataType.Int64 or DataType.Int32 or DataType.Int16 or DataType.Int8 or DataType.UInt8 ? (DataType)type : null;
            }
        }

        return null;
    }

    private static IEnumerable<(string, SyntaxNode)> Unregistered(Trace trace)
    {
        foreach (var module in trace.Tracer.Unregistered)
        {
            if (module.Site is { } site)
            {
                yield return ($"the {module.Kind} is not registered, so that parameters() doesn't list its {Text.Grouped(module.Parameters.Sum(static p => p.Tensor.Elements))} parameters; assign it to a field before RegisterComponents() runs, or call register_module", site.Syntax);
            }
        }
    }
}
