using System.Globalization;
using Burden.Generator.Binding;
using Burden.Generator.Expressions;
using Burden.Generator.Graphs;
using Burden.Generator.Helpers;
using Burden.Generator.Layers;

namespace Burden.Generator.Expansion;

/// <summary>Expands a declared network into its graph. Never throws but for cancellation: what can't be worked out is a fault.</summary>
internal sealed class GraphBuilder
{
    /// <summary>The most steps of an expansion (layers and module copies): a slip of the keyboard must not hang the editor.</summary>
    public const int MaxSteps = 100_000;

    /// <summary>How deep modules may nest.</summary>
    public const int MaxDepth = 64;

    private readonly NetworkDeclaration network;
    private readonly CancellationToken cancellation;
    private readonly BuildMemory memory;
    private readonly ExpressionCache expressions;
    private readonly List<GraphNode> nodes = [];
    private readonly List<GraphPart> parts = [];
    private readonly FaultLog log = new();
    private readonly PathNames paths;
    private readonly List<string> modules = [];
    private readonly Dictionary<ExpansionKey, ExpandedModule> expansions = [];
    private int layer = -1;
    private int steps;
    private bool isExhausted;

    private GraphBuilder(BuildMemory memory, bool isNamed, CancellationToken cancellation)
    {
        this.memory = memory;
        this.cancellation = cancellation;
        network = memory.Network;
        expressions = memory.Expressions;
        paths = new PathNames(isNamed);
    }

    /// <summary>Expands a network.</summary>
    public static Graph Build(BuildMemory memory, CancellationToken cancellation)
        => new GraphBuilder(memory, isNamed: true, cancellation).Build(memory.Network.Settings.Input);

    /// <summary>Expands a network for another input than the declared one, as a report's scales ask for: its nodes have no paths.</summary>
    public static Graph Build(BuildMemory memory, EquatableArray<long> input, CancellationToken cancellation)
        => new GraphBuilder(memory, isNamed: false, cancellation).Build(input);

    private Graph Build(EquatableArray<long> input)
    {
        var declaration = network.Class;
        var scope = new Scope(declaration, new Value?[declaration.Signature.Count], expressions);
        // What is wrong with the settings has been said: all that follows from them is unknown.
        var main = !network.Settings.IsValid ? null : AddInput(Scope.InputName, paths.Unique(Scope.InputName), input);
        scope.Define(Scope.InputName, main);

        var frame = new Frame(declaration, scope, main, path: "", use: null);
        var layers = new List<GraphLayer>();
        var marked = declaration.Layers.Any(static l => l.IsOutput);
        for (var i = 0; i < declaration.Layers.Count; i++)
        {
            layer = i;
            var first = nodes.Count;
            var value = ExpandProperty(frame, declaration.Layers[i]);
            var isOutput = marked ? declaration.Layers[i].IsOutput : i == declaration.Layers.Count - 1;
            layers.Add(new GraphLayer(declaration.Layers[i], value?.Node ?? -1, first, nodes.Count - first, isOutput));
        }

        return new Graph(network.Settings, nodes, layers, parts, log.Faults, log.IsIncomplete);
    }

    private LayerValue? ExpandProperty(Frame frame, LayerDeclaration property)
    {
        cancellation.ThrowIfCancellationRequested();
        LayerValue? value = null;
        if (isExhausted)
        {
            // Said once.
        }
        else if (property.Input is { } shape)
        {
            value = ExpandInput(frame, property, shape);
        }
        else
        {
            value = ExpandChain(frame, property);
            frame.Previous = value;
        }

        frame.Scope.Define(property.Name, value is null ? null : value with { Name = property.Name });
        return value;
    }

    private LayerValue? ExpandInput(Frame frame, LayerDeclaration property, AttributeArgument shape)
    {
        try
        {
            var arguments = new ArgumentReader(
                new Dictionary<string, Constant> { ["shape"] = shape.Value }, Signature.Variadic("shape"), frame.Scope, expressions);
            var dimensions = new LayerCall(GraphNode.InputKind, [], arguments).Integers("shape");
            return AddInput(property.Name, paths.Unique(paths.Of(frame, property)), dimensions);
        }
        catch (Exception fault) when (FaultLog.IsFault(fault))
        {
            log.Fail(frame, new Place(property.Owner, property.Name, shape.Attribute), null, fault);
            return null;
        }
    }

    private LayerValue AddInput(string name, string path, EquatableArray<long> dimensions)
    {
        var shape = new Shape(dimensions);
        nodes.Add(new GraphNode(path, GraphNode.InputKind, [], new LayerCosts(shape), layer));
        return new LayerValue(name, shape, nodes.Count - 1);
    }

    private LayerValue? ExpandChain(Frame frame, LayerDeclaration property)
    {
        if (property.Chain.Count == 0)
        {
            // Said where it is declared.
            log.IsIncomplete = true;
            return null;
        }

        if (property.When is { } when)
        {
            if (Holds(frame, property, when) is not { } holds)
            {
                return null;
            }

            if (!holds)
            {
                return PassThrough(frame, property);
            }
        }

        var chain = memory.Bind(property);
        var path = paths.Of(frame, property);
        var value = frame.Previous;
        var module = 0;
        for (var i = 0; i < chain.Uses.Count; i++)
        {
            var use = chain.Uses[i];
            if (Read(frame, use) is not { } arguments || Repeat(frame, use, arguments, i) is not { } repeat)
            {
                log.IsIncomplete = true;
                return null;
            }

            for (var copy = 0L; copy < repeat; copy++)
            {
                var isCounted = use.IsModule && (chain.Modules > 1 || repeat > 1);
                var first = nodes.Count;
                value = TryApply(frame, use, arguments, value, i == 0 && copy == 0, isCounted ? paths.Join(path, module++) : path);
                if (value is null)
                {
                    return null;
                }

                var expanded = new ExpandedUse(property.Name, use, first, nodes.Count - first);
                frame.Expanded.Add(expanded);
                Share(frame, expanded, arguments);
            }
        }

        return value;
    }

    /// <summary>Whether a property's condition is on; null where it could not be worked out.</summary>
    private bool? Holds(Frame frame, LayerDeclaration property, AttributeArgument when)
    {
        try
        {
            return Evaluation.Of(when.Value, frame.Scope, expressions, "condition") is BooleanValue { Truth: var truth }
                ? truth
                : throw new FaultException(FaultId.BadExpression, "the condition of When is no truth value", "condition");
        }
        catch (Exception fault) when (FaultLog.IsFault(fault))
        {
            log.Fail(frame, new Place(property.Owner, property.Name, when.Attribute, 0), null, fault);
            return null;
        }
    }

    /// <summary>The value of a property whose condition is off: what its chain would have taken.</summary>
    private LayerValue? PassThrough(Frame frame, LayerDeclaration property)
    {
        var use = memory.Bind(property).Uses[0];
        if (Read(frame, use) is not { } arguments || !arguments.IsGiven("From"))
        {
            return frame.Previous;
        }

        try
        {
            return Layer(arguments, "From");
        }
        catch (Exception fault) when (FaultLog.IsFault(fault))
        {
            log.Fail(frame, use.Place, use, fault);
            return null;
        }
    }

    /// <summary>How many copies of a layer follow each other; null where that could not be worked out.</summary>
    private long? Repeat(Frame frame, BoundUse use, ArgumentReader arguments, int position)
    {
        try
        {
            // A layer may not leave the chain that it stands in.
            return position > 0 && arguments.IsGiven("From")
                ? throw new FaultException(FaultId.OutOfRange, $"{use.Name}: From stands inside a chain; expected it on the first layer, or a property of its own", "From")
                : arguments.IsGiven("Repeat") ? new LayerCall(use.Name, [], arguments).Integer("Repeat") : 1;
        }
        catch (Exception fault) when (FaultLog.IsFault(fault))
        {
            log.Fail(frame, use.Place, use, fault);
            return null;
        }
    }

    private LayerValue? TryApply(Frame frame, BoundUse use, ArgumentReader arguments, LayerValue? previous, bool opens, string path)
    {
        try
        {
            return Apply(frame, use, arguments, previous, opens, path);
        }
        catch (Exception fault) when (FaultLog.IsFault(fault))
        {
            log.Fail(frame, use.Place, use, fault);
            return null;
        }
    }

    private LayerValue Apply(Frame frame, BoundUse use, ArgumentReader arguments, LayerValue? previous, bool opens, string path)
    {
        Step(1);
        if (arguments.LacksArguments)
        {
            throw new FaultException(FaultId.None, "an argument is missing, which the compiler says");
        }

        var from = opens && arguments.IsGiven("From") ? Layer(arguments, "From") : null;
        var first = nodes.Count;
        if (use.IsModule)
        {
            var output = ExpandModule(frame, use, use.Class!, arguments, from ?? previous ?? throw NoInput(frame), path);
            parts.Add(new GraphPart(use.Class!.Id, null, path, frame.Use ?? use.Place, first, nodes.Count - first));
            return output;
        }

        var inputs = Inputs(frame, use, arguments, from, previous, opens);
        var call = new LayerCall(use.Name, inputs.Map(static i => i.Shape), arguments);
        if (use.Class is { } custom)
        {
            CheckDefaults(custom, arguments);
        }

        var costs = use.Kind is { } kind ? kind.Apply(call) : CustomLayer.Apply(use.Class!, call, expressions);
        Check(costs);
        // A second layer of a kind in one chain is numbered.
        var node = new GraphNode(paths.Unique(paths.Join(path, use.Name)), use.Name, Reads(inputs, call.Reads), costs, layer, use.Place);
        nodes.Add(node);
        if (use.Class is not null)
        {
            parts.Add(new GraphPart(use.Class.Id, null, node.Path, frame.Use ?? use.Place, first, 1));
        }

        return new LayerValue(use.Name, costs.Output, nodes.Count - 1);
    }

    /// <summary>The layers that a layer combines: one for all but merges.</summary>
    private EquatableArray<LayerValue> Inputs(Frame frame, BoundUse use, ArgumentReader arguments, LayerValue? from, LayerValue? previous, bool opens)
    {
        var named = use.IsMerge ? Layers(arguments) : [];
        var least = use.Kind?.MinInputs ?? 1;
        if (least == 0)
        {
            return opens && from is null
                ? []
                : throw new FaultException(FaultId.OutOfRange, $"{use.Name} reads no layer; expected it first in its chain, once and without From", from is null ? null : "From");
        }

        var inputs = from is not null || !opens || named.Length == 0 ? [from ?? previous ?? throw NoInput(frame), .. named] : named;
        return inputs.Length >= least
            ? EquatableArray.Wrap(inputs)
            : throw new FaultException(
                FaultId.MissingInput,
                $"{use.Name} combines {inputs.Length} layer; expected at least {least} (opening a chain, it combines just those it names)",
                MergeKind.LayersParameter);
    }

    private static int[] Reads(EquatableArray<LayerValue> inputs, IReadOnlyList<int> others)
    {
        var reads = new int[inputs.Count + others.Count];
        for (var i = 0; i < reads.Length; i++)
        {
            reads[i] = i < inputs.Count ? inputs[i].Node : others[i - inputs.Count];
        }

        return reads;
    }

    private LayerValue ExpandModule(Frame frame, BoundUse use, ClassDeclaration module, ArgumentReader arguments, LayerValue input, string path)
    {
        if (modules.Contains(module.Id))
        {
            var cycle = string.Join(" -> ", modules.SkipWhile(id => id != module.Id).Append(module.Id).Select(id => memory.FindClass(id)!.Name));
            throw new FaultException(FaultId.RecursiveModule, $"the module contains itself: {cycle}");
        }

        if (modules.Count >= MaxDepth)
        {
            throw new FaultException(FaultId.RecursiveModule, $"modules nest more than {MaxDepth} deep");
        }

        CheckDefaults(module, arguments);
        var values = new Value?[module.Signature.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = module.Signature[i].Name;
            values[i] = arguments.IsGiven(parameter) ? arguments.Evaluate(parameter) : null;
        }

        var key = ExpansionKey.Of(module, input.Shape, values);
        var shownAt = frame.Use ?? use.Place;
        if (key is not null && expansions.TryGetValue(key, out var known))
        {
            return Copy(known, input, path, shownAt);
        }

        var (firstNode, firstPart, faultsBefore) = (nodes.Count, parts.Count, log.Faults.Count);
        var scope = new Scope(module, values, expressions);
        scope.Define(Scope.InputName, input with { Name = Scope.InputName });
        var output = ExpandLayers(new Frame(module, scope, input, path, shownAt))
            ?? throw new FaultException(FaultId.None, $"{module.Name} could not be worked out");
        if (key is not null && !log.IsIncomplete && log.Faults.Count == faultsBefore)
        {
            expansions[key] = new ExpandedModule(
                path, firstNode, input.Node, output, nodes.GetRange(firstNode, nodes.Count - firstNode), parts.GetRange(firstPart, parts.Count - firstPart));
        }

        return output;
    }

    /// <summary>The layers of a module; null where its output could not be worked out.</summary>
    private LayerValue? ExpandLayers(Frame inner)
    {
        var module = inner.Class;
        var output = inner.Previous;
        var marked = false;
        modules.Add(module.Id);
        try
        {
            foreach (var property in module.Layers)
            {
                var first = nodes.Count;
                var value = ExpandProperty(inner, property);
                if (isExhausted)
                {
                    break;
                }

                if (property.HasBudget)
                {
                    parts.Add(new GraphPart(property.Owner, property.Name, paths.Of(inner, property), inner.Use!, first, nodes.Count - first));
                }

                if (property.IsOutput || !marked)
                {
                    marked |= property.IsOutput;
                    output = value;
                }
            }
        }
        finally
        {
            modules.RemoveAt(modules.Count - 1);
        }

        return isExhausted ? null : output;
    }

    /// <summary>Repeats an expansion: the same module with the same arguments, on an input of the same shape, is the same layers again.</summary>
    private LayerValue Copy(ExpandedModule expansion, LayerValue input, string path, Place use)
    {
        Step(expansion.Nodes.Count);
        var shift = nodes.Count - expansion.First;
        foreach (var node in expansion.Nodes)
        {
            var reads = new int[node.Reads.Count];
            for (var i = 0; i < reads.Length; i++)
            {
                reads[i] = Moved(node.Reads[i]);
            }

            nodes.Add(node with { Path = paths.Unique(paths.Moved(node.Path, expansion.Path, path)), Reads = reads, Layer = layer });
        }

        foreach (var part in expansion.Parts)
        {
            parts.Add(part with { Path = paths.Moved(part.Path, expansion.Path, path), Use = use, First = part.First + shift });
        }

        return expansion.Output with { Node = Moved(expansion.Output.Node) };

        int Moved(int node) => node == expansion.Input ? input.Node : node + shift;
    }

    /// <summary>Counts steps, of which there may not be endlessly many.</summary>
    private void Step(int count)
    {
        steps += count;
        if (steps > MaxSteps)
        {
            isExhausted = true;
            throw new FaultException(FaultId.TooManyLayers, $"the network expands to more than {MaxSteps.ToString("N0", CultureInfo.InvariantCulture)} layers", "Repeat");
        }
    }

    /// <summary>Whether what is not given has a value all the same.</summary>
    private static void CheckDefaults(ClassDeclaration declaration, ArgumentReader arguments)
    {
        for (var i = 0; i < declaration.Signature.Count; i++)
        {
            var parameter = declaration.Signature[i];
            if (parameter.Default is HiddenConstant && !arguments.IsGiven(parameter.Name))
            {
                throw new FaultException(
                    FaultId.UnknownDefault,
                    $"{declaration.Name}: {parameter.Name} is not given, and its default can't be seen from this assembly; give it, or state the default with [DefaultValue] where '{declaration.Name}' is declared");
            }
        }
    }

    private void Share(Frame frame, ExpandedUse use, ArgumentReader arguments)
    {
        if (!arguments.IsGiven("SharesWith") || arguments.Text("SharesWith") is not { } name)
        {
            return;
        }

        try
        {
            WeightSharing.Apply(use, name, frame, nodes);
        }
        catch (Exception fault) when (FaultLog.IsFault(fault))
        {
            log.Fail(frame, use.Use.Place, use.Use, fault);
        }
    }

    private static LayerValue Layer(ArgumentReader reader, string argument) => reader.Evaluate(argument) is var value && value is LayerValue layer
        ? layer
        : throw new FaultException(FaultId.UnknownLayer, $"{argument} is {value.Noun}; expected a layer's name", argument);

    private static LayerValue[] Layers(ArgumentReader reader)
    {
        if (reader.Evaluate(MergeKind.LayersParameter) is not TupleValue { Items: var items })
        {
            return [];
        }

        var layers = new LayerValue[items.Count];
        for (var i = 0; i < layers.Length; i++)
        {
            layers[i] = items[i] as LayerValue
                ?? throw new FaultException(FaultId.UnknownLayer, $"{items[i].Noun} stands where a layer's name is expected", MergeKind.LayersParameter, item: i);
        }

        return layers;
    }

    private FaultException NoInput(Frame frame) => frame.Use is null && !network.Settings.IsValid
        ? new FaultException(FaultId.None, "the network has no input")
        : new FaultException(FaultId.None, "the layer before could not be worked out");

    private static void Check(LayerCosts costs)
    {
        // Asked for here, so that an overflow is this layer's fault.
        _ = costs.Output.Elements;
        if (costs.Output.Rank > Shape.MaxRank)
        {
            throw new FaultException(FaultId.ShapeMismatch, $"the output has {costs.Output.Rank} dimensions; expected at most {Shape.MaxRank}");
        }
    }

    /// <summary>The arguments of a use; null where the class behind it could not be read, which is said where it is declared.</summary>
    private ArgumentReader? Read(Frame frame, BoundUse use)
        => use.Signature is { } signature ? new ArgumentReader(use.Arguments, signature, frame.Scope, expressions) : null;
}
