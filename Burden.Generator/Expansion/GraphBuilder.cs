using Burden.Generator.Binding;
using Burden.Generator.Expressions;
using Burden.Generator.Graphs;
using Burden.Generator.Helpers;
using Burden.Generator.Layers;

namespace Burden.Generator.Expansion;

/// <summary>Expands a declared network into its graph. Never throws but for cancellation: what can't be worked out is a fault.</summary>
internal sealed class GraphBuilder
{
    private static readonly Signature InputSignature = Signature.Variadic("shape");

    private static readonly Dictionary<string, EquatableArray<long>> AsDeclared = new(StringComparer.Ordinal);

    private readonly BoundNetwork network;
    private readonly IReadOnlyDictionary<string, EquatableArray<long>> sizes;
    private readonly CancellationToken cancellation;
    private readonly GraphWriter graph;
    private readonly FaultLog log = new();
    private readonly ModuleExpander modules;

    private GraphBuilder(BoundNetwork network, IReadOnlyDictionary<string, EquatableArray<long>> sizes, bool isNamed, CancellationToken cancellation, bool keepsCalls = false)
    {
        this.network = network;
        this.sizes = sizes;
        this.cancellation = cancellation;
        graph = new GraphWriter(isNamed, keepsCalls, new StatedTypes(network.Settings.With(network.Class.Precision.Settings).FeatureType));
        modules = new ModuleExpander(network, graph, log, ExpandProperty);
    }

    /// <summary>Expands a network.</summary>
    public static Graph Build(BoundNetwork network, CancellationToken cancellation)
        => new GraphBuilder(network, AsDeclared, isNamed: true, cancellation).Build();

    /// <summary>Expands a network for other inputs than the declared ones, as a report asks for: its nodes have no paths.</summary>
    /// <param name="sizes">The inputs that differ, by their names; the main one is <c>Input</c>.</param>
    public static Graph Build(BoundNetwork network, IReadOnlyDictionary<string, EquatableArray<long>> sizes, CancellationToken cancellation)
        => new GraphBuilder(network, sizes, isNamed: false, cancellation).Build();

    /// <summary>Expands a network into nodes that keep their arguments, from which another form of it can be written.</summary>
    public static Graph BuildWithCalls(BoundNetwork network, CancellationToken cancellation)
        => new GraphBuilder(network, AsDeclared, isNamed: true, cancellation, keepsCalls: true).Build();

    private Graph Build()
    {
        var @class = network.Class;
        var scope = new Scope(@class, new Value?[@class.Signature.Count]);
        var precision = @class.Precision.Settings;
        graph.Precision = precision;
        // Errors in the settings are reported there: whatever follows from them is unknown.
        var main = network.Settings.IsValid ? graph.AddInput(ReservedNames.Input, ReservedNames.Input, new Shape(sizes.TryGetValue(ReservedNames.Input, out var size) ? size : network.Settings.Input), network.Settings.InputType) : null;
        log.IsIncomplete = main is null || @class.Precision.IsFaulty;
        scope.Define(ReservedNames.Input, main);

        var frame = new Frame(@class, scope, main, path: "", use: null) { Precision = precision };
        var layers = new List<GraphLayer>();
        var isMarked = @class.Layers.Any(static l => l.Declaration.IsOutput);
        for (var i = 0; i < @class.Layers.Count; i++)
        {
            graph.Layer = i;
            var property = @class.Layers[i];
            var first = graph.Nodes.Count;
            var value = ExpandProperty(frame, property);
            var isOutput = isMarked ? property.Declaration.IsOutput : i == @class.DefaultOutput;
            layers.Add(new GraphLayer(property.Declaration, value?.Node ?? -1, first, graph.Nodes.Count - first, isOutput));
        }

        return new Graph(network.Settings.With(precision), graph.Nodes, layers, graph.Parts, log.Faults, log.IsIncomplete);
    }

    private LayerValue? ExpandProperty(Frame frame, BoundLayer property)
    {
        cancellation.ThrowIfCancellationRequested();
        LayerValue? value = null;
        if (graph.IsExhausted)
        {
            // Reported once.
        }
        else if (property.Input is { } shape)
        {
            log.IsIncomplete |= property.IsFaulty;
            value = ExpandInput(frame, property, shape);
        }
        else
        {
            value = ExpandLayer(frame, property);
            frame.Previous = value;
        }

        frame.Scope.Define(property.Name, value is null ? null : value with { Name = property.Name });
        return value;
    }

    private LayerValue? ExpandInput(Frame frame, BoundLayer property, BoundValue shape)
    {
        try
        {
            var arguments = new BoundArguments([new Argument("shape", shape.Constant)], [shape], InputSignature);
            var dimensions = frame.Use is null && sizes.TryGetValue(property.Name, out var size)
                ? size
                : new LayerCall(GraphNode.InputKind, [], new ScopedArguments(arguments, frame.Scope)).Integers("shape");
            graph.Precision = PrecisionSettings.Over(property.Precision, frame.Precision);
            var type = property.Declaration.InputType is null or NullConstant ? (DataType?)null : StatedTypes.Read(BoundValue.Of(property.Declaration.InputType).Evaluate(frame.Scope, "Type"), "Type");
            return graph.AddInput(property.Name, graph.Paths.Of(frame, property), new Shape(dimensions), type);
        }
        catch (Exception fault) when (FaultLog.IsFault(fault))
        {
            log.Fail(frame, property.At(property.Declaration.Input!.Attribute), fault);
            return null;
        }
    }

    private LayerValue? ExpandLayer(Frame frame, BoundLayer property)
    {
        if (property.Chain.Count > 0 && property.When is { } when)
        {
            if (Holds(frame, property, when) is not { } holds)
            {
                return null;
            }

            if (!holds)
            {
                return PassThrough(frame, property.Chain[0]);
            }
        }

        if (property.IsFaulty || property.Chain.Count == 0)
        {
            // Reported where it is declared.
            log.IsIncomplete = true;
            return null;
        }

        return ExpandChain(frame, property);
    }

    private LayerValue? ExpandChain(Frame frame, BoundLayer property)
    {
        if (property.Precision is { } stated && PrecisionBinder.Idle(property.Declaration.Precision!, stated.Over(frame.Precision)) is var (place, message))
        {
            log.Fail(frame, place, new FaultException(FaultId.NoEffect, message));
            return null;
        }

        var path = graph.Paths.Of(frame, property);
        var modulesInChain = property.Chain.Count(static u => u.IsModule);
        var value = frame.Previous;
        var module = 0;
        var aside = graph.NeverRuns;
        for (var i = 0; i < property.Chain.Count; i++)
        {
            var use = property.Chain[i];
            // What follows a layer that is never run is not run either.
            aside |= use.IsParametersOnly;
            if (Read(frame, use, out var @class) is not { } arguments || Repeat(frame, use, @class, arguments, i) is not { } repeat)
            {
                log.IsIncomplete = true;
                return null;
            }

            if (@class?.Precision.IsFaulty == true)
            {
                // Reported where it is declared.
                log.IsIncomplete = true;
                return null;
            }

            var precision = PrecisionSettings.Over(property.Precision, PrecisionSettings.Over(@class?.Precision.Settings, frame.Precision));
            for (var copy = 0L; copy < repeat; copy++)
            {
                var isCounted = use.IsModule && (modulesInChain > 1 || repeat > 1);
                var first = graph.Nodes.Count;
                var outer = graph.NeverRuns;
                graph.NeverRuns = aside;
                graph.Precision = precision;
                value = TryApply(frame, use, @class, arguments, value, i == 0 && copy == 0, isCounted ? graph.Paths.Join(path, module++) : path);
                graph.NeverRuns = outer;
                if (value is null)
                {
                    return null;
                }

                if (aside)
                {
                    graph.NeverRun(first);
                }

                var expanded = new ExpandedUse(property.Name, use, first, graph.Nodes.Count - first);
                frame.Expanded.Add(expanded);
                Share(frame, expanded, @class, arguments);
            }
        }

        return value;
    }

    /// <summary>Whether a property's condition is on; null where it could not be worked out.</summary>
    private bool? Holds(Frame frame, BoundLayer property, BoundValue when)
    {
        try
        {
            return when.Evaluate(frame.Scope, "condition") is BooleanValue { Truth: var truth }
                ? truth
                : throw new FaultException(FaultId.BadExpression, "the condition of When is not a truth value", "condition");
        }
        catch (Exception fault) when (FaultLog.IsFault(fault))
        {
            log.Fail(frame, property.At(property.Declaration.When!.Attribute) with { Argument = 0 }, fault);
            return null;
        }
    }

    /// <summary>The value of a property whose condition is off: what its chain would have taken.</summary>
    private LayerValue? PassThrough(Frame frame, BoundUse use)
    {
        if (Read(frame, use, out var @class) is not { } arguments || !arguments.IsGiven(ReservedNames.From))
        {
            return frame.Previous;
        }

        try
        {
            return InputSelector.Layer(arguments, ReservedNames.From);
        }
        catch (Exception fault) when (FaultLog.IsFault(fault))
        {
            log.Fail(frame, use, @class, arguments.Bound, fault);
            return null;
        }
    }

    /// <summary>How many copies of a layer follow each other; null where that could not be worked out.</summary>
    private long? Repeat(Frame frame, BoundUse use, BoundClass? @class, ScopedArguments arguments, int position)
    {
        try
        {
            // From is allowed only on the first layer of a chain.
            return position > 0 && arguments.IsGiven(ReservedNames.From)
                ? throw new FaultException(FaultId.OutOfRange, $"{use.Name}: From stands inside a chain; expected it on the first layer, or a property of its own", ReservedNames.From)
                : arguments.IsGiven(ReservedNames.Repeat) ? new LayerCall(use.Name, [], arguments).Integer(ReservedNames.Repeat) : 1;
        }
        catch (Exception fault) when (FaultLog.IsFault(fault))
        {
            log.Fail(frame, use, @class, arguments.Bound, fault);
            return null;
        }
    }

    private LayerValue? TryApply(Frame frame, BoundUse use, BoundClass? @class, ScopedArguments arguments, LayerValue? previous, bool opens, string path)
    {
        try
        {
            graph.Step(1);
            return Apply(frame, use, @class, arguments, previous, opens, path);
        }
        catch (Exception fault) when (FaultLog.IsFault(fault))
        {
            log.Fail(frame, use, @class, arguments.Bound, fault);
            return null;
        }
    }

    private LayerValue Apply(Frame frame, BoundUse use, BoundClass? @class, ScopedArguments arguments, LayerValue? previous, bool opens, string path)
    {
        if (arguments.Bound.IsAmbiguous)
        {
            throw new FaultException(
                FaultId.MissingArgument,
                $"'{use.Name}' has several constructors, and which of them is called is not known here; keep one, or give all parameters of the longest: {string.Join(", ", arguments.Bound.Signature.Positional.Select(static p => p.Name))}");
        }

        if (arguments.Bound.LacksArguments)
        {
            throw new FaultException(FaultId.None, "an argument is missing, which the compiler reports");
        }

        var from = opens && arguments.IsGiven(ReservedNames.From) ? InputSelector.Layer(arguments, ReservedNames.From) : null;
        var first = graph.Nodes.Count;
        var shownAt = frame.Use ?? use.Place;
        if (use.IsModule)
        {
            var input = from ?? InputSelector.Known(previous);
            CheckRuns(use, [input.Node]);
            var output = modules.Expand(@class!, arguments, input, path, shownAt);
            graph.AddPart(@class!.Id, null, path, shownAt, first);
            return output;
        }

        var inputs = InputSelector.Inputs(use, arguments, from, previous, opens);
        var call = new LayerCall(use.Name, inputs.Map(static i => i.Shape), arguments);
        var costs = use.Kind is { } kind ? kind.Apply(call) : CustomLayer.Apply(@class!, call);
        Check(costs);
        CheckFormat(costs);
        var reads = InputSelector.Reads(inputs, call.Reads);
        CheckRuns(use, reads);
        var type = arguments.IsGiven(ReservedNames.OutputType)
            ? StatedTypes.Read(arguments.Evaluate(ReservedNames.OutputType), $"{use.Name}: {ReservedNames.OutputType}", ReservedNames.OutputType)
            : (DataType?)null;
        var value = graph.AddLayer(use, path, reads, costs, call, type);
        if (@class is not null)
        {
            graph.AddPart(@class.Id, null, graph.Nodes[value.Node].Path, shownAt, first);
        }

        return value;
    }

    private void Share(Frame frame, ExpandedUse use, BoundClass? @class, ScopedArguments arguments)
    {
        if (!arguments.IsGiven(ReservedNames.SharesWith) || arguments.Text(ReservedNames.SharesWith) is not { } name)
        {
            return;
        }

        try
        {
            var sharesBias = !arguments.IsGiven(ReservedNames.SharesBias) || new LayerCall(use.Use.Name, [], arguments).Flag(ReservedNames.SharesBias);
            WeightSharing.Apply(use, name, sharesBias, frame, graph.Nodes);
        }
        catch (Exception fault) when (FaultLog.IsFault(fault))
        {
            log.Fail(frame, use.Use, @class, arguments.Bound, fault);
        }
    }

    /// <summary>Checks that what a layer reads is computed.</summary>
    private void CheckRuns(BoundUse use, IReadOnlyList<int> reads)
    {
        if (!graph.NeverRuns && reads.Any(graph.IsNeverRun))
        {
            throw new FaultException(
                FaultId.MissingInput,
                $"{use.Name} reads a layer that is never run (ParametersOnly); name another in From, or let this one be never run too");
        }
    }

    private static void Check(LayerCosts costs)
    {
        // Asked for here, so that an overflow is this layer's fault.
        _ = costs.Output.Elements;
        if (costs.Output.Rank > Shape.MaxRank)
        {
            throw new FaultException(FaultId.ShapeMismatch, $"the output has {costs.Output.Rank} dimensions; expected at most {Shape.MaxRank}");
        }
    }

    /// <summary>Checks that weights can be stored as is stated.</summary>
    private void CheckFormat(LayerCosts costs)
    {
        if (graph.Precision is { Parameters: not null } precision && new WeightFormat(precision, precision.Features ?? network.Settings.FeatureType).Fault(costs) is { } fault)
        {
            throw new FaultException(FaultId.NotDivisible, fault);
        }
    }

    /// <summary>The arguments of a use; null where the class behind it could not be read, which is reported where it is declared.</summary>
    private ScopedArguments? Read(Frame frame, BoundUse use, out BoundClass? @class)
    {
        @class = use.Use.Target.Kind == TargetKind.Class ? network.Find(use.Use.Target.Id) : null;
        return (use.Kind?.Signature ?? @class?.Signature) is { } signature ? new ScopedArguments(use.ArgumentsFor(signature), frame.Scope) : null;
    }
}
