using System.Globalization;
using Burden.Generator.Declarations;
using Burden.Generator.Diagnostics;
using Burden.Generator.Expressions;
using Burden.Generator.Helpers;
using Burden.Generator.Layers;

namespace Burden.Generator.Graphs;

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
    private readonly Dictionary<string, ClassDeclaration> library = new(StringComparer.Ordinal);
    private readonly List<GraphNode> nodes = [];
    private readonly List<GraphPart> parts = [];
    private readonly List<Fault> faults = [];
    private readonly Dictionary<string, int> paths = new(StringComparer.Ordinal);
    private readonly List<string> modules = [];
    private readonly Dictionary<ExpansionKey, Expansion> expansions = [];
    private int layer = -1;
    private int steps;
    private bool isExhausted;
    private bool isIncomplete;

    private GraphBuilder(NetworkDeclaration network, BuildMemory memory, CancellationToken cancellation)
    {
        this.memory = memory;
        expressions = memory.Expressions;
        this.network = network;
        this.cancellation = cancellation;
        foreach (var declaration in network.Library)
        {
            library[declaration.Id] = declaration;
        }
    }

    /// <summary>Expands a network.</summary>
    /// <param name="network">The declaration.</param>
    /// <param name="input">The input's shape where it differs from the declared one, as in a report's scales.</param>
    /// <param name="memory">What earlier expansions of the same network worked out.</param>
    public static Graph Build(NetworkDeclaration network, CancellationToken cancellation, EquatableArray<long>? input = null, BuildMemory? memory = null)
        => new GraphBuilder(network, memory ?? new BuildMemory(), cancellation).Build(input ?? network.Settings.Input);

    private Graph Build(EquatableArray<long> input)
    {
        var declaration = network.Class;
        var scope = new Scope(declaration, new Dictionary<string, Value>(), expressions);
        // What is wrong with the settings has been said: all that follows from them is unknown.
        var main = !network.Settings.IsValid ? null : AddInput(Scope.InputName, Scope.InputName, input);
        scope.Define(Scope.InputName, main);

        var frame = new Frame(declaration, scope, main, Path: "", Use: null);
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

        return new Graph(network.Settings, nodes, layers, parts, faults, isIncomplete);
    }

    /// <summary>One class being expanded.</summary>
    /// <param name="Path">The way to the class, which its layers' paths begin with; empty for the network.</param>
    /// <param name="Use">The place in the network's source that all faults inside a module are shown at; null in the network itself.</param>
    private sealed record Frame(ClassDeclaration Class, Scope Scope, LayerValue? Input, string Path, Place? Use)
    {
        public LayerValue? Previous { get; set; } = Input;

        /// <summary>The way to a property. The one property of a module that has no other needs no name.</summary>
        public string PathOf(LayerDeclaration property)
            => Path.Length == 0 ? property.Name : Class.Layers.Count == 1 ? Path : $"{Path}.{property.Name}";

        /// <summary>The expanded uses of each property, for weight sharing.</summary>
        public Dictionary<string, List<Expanded>> Properties { get; } = new(StringComparer.Ordinal);
    }

    /// <summary>One use of a layer or module, and the nodes it became.</summary>
    private sealed record Expanded(LayerTarget Target, int First, int Count);

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
            value = Try(frame, new Place(property.Owner, property.Name, shape.Attribute), null, () => ExpandInput(frame, property, shape.Value));
        }
        else
        {
            value = ExpandChain(frame, property);
            frame.Previous = value;
        }

        frame.Scope.Define(property.Name, value is null ? null : value with { Name = property.Name });
        return value;
    }

    private LayerValue ExpandInput(Frame frame, LayerDeclaration property, Constant shape)
    {
        var arguments = new ArgumentReader(
            new Dictionary<string, Constant> { ["shape"] = shape }, Signature.Variadic("shape"), frame.Scope, expressions);
        var dimensions = new LayerCall(GraphNode.InputKind, [], arguments).Integers("shape");
        return AddInput(property.Name, Unique(frame.PathOf(property)), dimensions);
    }

    private LayerValue AddInput(string name, string path, EquatableArray<long> dimensions)
    {
        var shape = new Shape(dimensions);
        nodes.Add(new GraphNode(path, GraphNode.InputKind, [], new LayerCosts(shape), layer));
        return new LayerValue(name, shape, nodes.Count - 1);
    }

    private LayerValue? ExpandChain(Frame frame, LayerDeclaration property)
    {
        var value = frame.Previous;
        if (property.Chain.Count == 0)
        {
            // Said where it is declared.
            isIncomplete = true;
            return null;
        }

        if (property.When is { } when)
        {
            var place = new Place(property.Owner, property.Name, when.Attribute, 0);
            var holds = Try(frame, place, null, () => Evaluation.Of(when.Value, frame.Scope, expressions, "condition") is BooleanValue truth
                ? truth
                : throw new FaultException(FaultId.BadExpression, "the condition of When is no truth value", "condition"));
            if (holds is null)
            {
                return null;
            }

            if (!holds.Truth)
            {
                return PassThrough(frame, property, value);
            }
        }

        var copies = property.Chain.Count(use => FindModule(use) is not null);
        var path = frame.PathOf(property);
        var module = 0;
        var expanded = new List<Expanded>();
        frame.Properties[property.Name] = expanded;
        for (var i = 0; i < property.Chain.Count; i++)
        {
            var use = property.Chain[i];
            var place = new Place(property.Owner, property.Name, use.Attribute);
            if (Read(frame, use) is not { } arguments
                || Try(frame, place, use, () => Repeat(use, arguments, i)) is not { Number: var repeat })
            {
                isIncomplete = true;
                return null;
            }

            for (var copy = 0L; copy < repeat; copy++)
            {
                var opens = i == 0 && copy == 0;
                var input = value;
                var name = FindModule(use) is null ? "" : copies > 1 || repeat > 1 ? $".{(module++).ToString(CultureInfo.InvariantCulture)}" : "";
                var first = nodes.Count;
                value = Try(frame, place, use, () => Apply(frame, use, arguments, input, opens, path + name, place));
                if (value is null)
                {
                    return null;
                }

                expanded.Add(new Expanded(use.Target, first, nodes.Count - first));
                Try(frame, place, use, () => Share(frame, property, use, arguments, expanded[^1]));
            }
        }

        return value;
    }

    /// <summary>The value of a property whose condition is off: what its chain would have taken.</summary>
    private LayerValue? PassThrough(Frame frame, LayerDeclaration property, LayerValue? previous)
    {
        var use = property.Chain[0];
        return Read(frame, use) is { } arguments && arguments.IsGiven("From")
            ? Try(frame, new Place(property.Owner, property.Name, use.Attribute), use, () => Layer(arguments, "From"))
            : previous;
    }

    private LayerValue Apply(Frame frame, LayerUse use, ArgumentReader reader, LayerValue? previous, bool opens, string path, Place place)
    {
        Step(1);
        if (reader.LacksArguments)
        {
            throw new FaultException(FaultId.None, "an argument is missing, which the compiler says");
        }

        var from = opens && reader.IsGiven("From") ? Layer(reader, "From") : null;
        var first = nodes.Count;
        if (FindModule(use) is { } module)
        {
            var output = ExpandModule(frame, module, reader, from ?? previous ?? throw NoInput(frame), path, place, use);
            parts.Add(new GraphPart(module.Id, null, path, frame.Use ?? place, first, nodes.Count - first));
            return output;
        }

        var custom = use.Target.Kind == TargetKind.Class ? library[use.Target.Id] : null;
        var kind = custom is null ? LayerKinds.Find(use.Target.Id) : null;
        var isMerge = kind?.IsMerge ?? custom?.Role == ClassRole.CustomMerge;
        var inputs = new List<LayerValue>();
        var named = isMerge ? Layers(reader) : [];
        if (kind?.MinInputs == 0)
        {
            if (!opens || from is not null)
            {
                throw new FaultException(FaultId.OutOfRange, $"{use.Target.Id} reads no layer; expected it first in its chain, once and without From", from is null ? null : "From");
            }
        }
        else if (from is not null || !opens || named.Count == 0)
        {
            inputs.Add(from ?? previous ?? throw NoInput(frame));
        }

        inputs.AddRange(named);
        if (inputs.Count < (kind?.MinInputs ?? 1))
        {
            throw new FaultException(
                FaultId.MissingInput,
                $"{use.Target.Id} combines {inputs.Count} layer; expected at least {kind!.MinInputs} (opening a chain, it combines just those it names)",
                MergeKind.LayersParameter);
        }

        var call = new LayerCall(NameOf(use), [.. inputs.Select(static i => i.Shape)], reader);
        if (custom is not null)
        {
            CheckDefaults(custom, reader);
        }

        var costs = kind is not null ? kind.Apply(call) : CustomLayer.Apply(custom!, call, expressions);
        Check(costs);
        // A second layer of a kind in one chain is numbered.
        var node = new GraphNode(Unique($"{path}.{call.Name}"), call.Name, [.. inputs.Select(static i => i.Node), .. call.Reads], costs, layer, place);
        nodes.Add(node);
        if (custom is not null)
        {
            parts.Add(new GraphPart(custom.Id, null, node.Path, frame.Use ?? place, first, 1));
        }

        return new LayerValue(call.Name, costs.Output, nodes.Count - 1);
    }

    private LayerValue ExpandModule(Frame frame, ClassDeclaration module, ArgumentReader reader, LayerValue input, string path, Place place, LayerUse use)
    {
        if (modules.Contains(module.Id))
        {
            var cycle = string.Join(" -> ", modules.SkipWhile(id => id != module.Id).Append(module.Id).Select(id => library[id].Name));
            throw new FaultException(FaultId.RecursiveModule, $"the module contains itself: {cycle}");
        }

        if (modules.Count >= MaxDepth)
        {
            throw new FaultException(FaultId.RecursiveModule, $"modules nest more than {MaxDepth} deep");
        }

        CheckDefaults(module, reader);
        var values = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var parameter in module.Signature.Names)
        {
            if (reader.IsGiven(parameter))
            {
                values[parameter] = reader.Evaluate(parameter);
            }
        }

        var key = ExpansionKey.Of(module, input.Shape, values);
        var shownAt = frame.Use ?? At(place, use, null);
        if (key is not null && expansions.TryGetValue(key, out var known))
        {
            return Copy(known, input, path, shownAt);
        }

        var (firstNode, firstPart, faultsBefore) = (nodes.Count, parts.Count, faults.Count);
        var output = ExpandLayers(new Frame(module, Enter(module, values, input), input, path, shownAt))
            ?? throw new FaultException(FaultId.None, $"{module.Name} could not be worked out");
        if (key is not null && !isIncomplete && faults.Count == faultsBefore)
        {
            expansions[key] = new Expansion(
                path, firstNode, input.Node, output, nodes.GetRange(firstNode, nodes.Count - firstNode), parts.GetRange(firstPart, parts.Count - firstPart));
        }

        return output;
    }

    private Scope Enter(ClassDeclaration module, IReadOnlyDictionary<string, Value> values, LayerValue input)
    {
        var scope = new Scope(module, values, expressions);
        scope.Define(Scope.InputName, input with { Name = Scope.InputName });
        return scope;
    }

    /// <summary>The layers of a module; null where its output could not be worked out.</summary>
    private LayerValue? ExpandLayers(Frame inner)
    {
        var module = inner.Class;
        var output = inner.Input;
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
                    parts.Add(new GraphPart(property.Owner, property.Name, inner.PathOf(property), inner.Use!, first, nodes.Count - first));
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
    private LayerValue Copy(Expansion expansion, LayerValue input, string path, Place use)
    {
        Step(expansion.Nodes.Count);
        var shift = nodes.Count - expansion.First;
        foreach (var node in expansion.Nodes)
        {
            nodes.Add(node with
            {
                Path = Unique(path + node.Path.Substring(expansion.Path.Length)),
                Reads = [.. node.Reads.Select(Moved)],
                Layer = layer,
            });
        }

        foreach (var part in expansion.Parts)
        {
            parts.Add(part with { Path = path + part.Path.Substring(expansion.Path.Length), Use = use, First = part.First + shift });
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
    private static void CheckDefaults(ClassDeclaration declaration, ArgumentReader reader)
    {
        foreach (var parameter in declaration.Signature.Positional.Concat(declaration.Signature.Named))
        {
            if (reader.IsGiven(parameter.Name))
            {
                continue;
            }

            switch (parameter.Default)
            {
                case HiddenConstant:
                    throw new FaultException(
                        FaultId.UnknownDefault,
                        $"{declaration.Name}: {parameter.Name} is not given, and its default can't be seen from this assembly; give it, or state the default with [DefaultValue] where '{declaration.Name}' is declared");
            }
        }
    }

    /// <summary>Takes the parameters away from a layer that uses another's.</summary>
    private LayerValue? Share(Frame frame, LayerDeclaration property, LayerUse use, ArgumentReader reader, Expanded sharer)
    {
        if (!reader.IsGiven("SharesWith") || reader.Text("SharesWith") is not { } name)
        {
            return null;
        }

        if (!frame.Properties.TryGetValue(name, out var candidates) || name == property.Name)
        {
            throw new FaultException(FaultId.UnknownLayer, $"SharesWith names '{name}', which is no layer declared before", "SharesWith");
        }

        var sameTarget = candidates.Where(c => c.Target == sharer.Target || (Weights(c) is { } weights && weights == Weights(sharer))).ToList();
        if (!sameTarget.Any(c => Sizes(c).SequenceEqual(Sizes(sharer))))
        {
            throw new FaultException(
                FaultId.CannotShare,
                sameTarget.Count == 0
                    ? $"{NameOf(use)} can't share with '{name}', which holds no {NameOf(use)}"
                    : $"{NameOf(use)} has {Total(sharer)} parameters, that of '{name}' {Total(sameTarget[0])}: they can't be shared",
                "SharesWith");
        }

        for (var i = sharer.First; i < sharer.First + sharer.Count; i++)
        {
            nodes[i] = nodes[i] with { Costs = nodes[i].Costs with { Parameters = 0, Buffers = 0, SharedParameters = nodes[i].Costs.Parameters + nodes[i].Costs.SharedParameters } };
        }

        return null;

        static string? Weights(Expanded use) => use.Target.Kind == TargetKind.BuiltIn ? LayerKinds.Find(use.Target.Id)?.Weights : null;

        IEnumerable<long> Sizes(Expanded use) => nodes.Skip(use.First).Take(use.Count).Select(static n => n.Costs.Parameters + n.Costs.SharedParameters);

        long Total(Expanded use) => Sizes(use).Aggregate(0L, static (sum, size) => checked(sum + size));
    }

    private LayerValue Layer(ArgumentReader reader, string argument) => reader.Evaluate(argument) is var value && value is LayerValue layer
        ? layer
        : throw new FaultException(FaultId.UnknownLayer, $"{argument} is {value.Noun}; expected a layer's name", argument);

    private List<LayerValue> Layers(ArgumentReader reader)
    {
        var layers = new List<LayerValue>();
        if (reader.Evaluate(MergeKind.LayersParameter) is TupleValue tuple)
        {
            foreach (var item in tuple.Items)
            {
                layers.Add(item as LayerValue ?? throw new FaultException(
                    FaultId.UnknownLayer, $"{item.Noun} stands where a layer's name is expected", MergeKind.LayersParameter, item: layers.Count));
            }
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
    private ArgumentReader? Read(Frame frame, LayerUse use)
        => SignatureOf(use) is { } signature ? new ArgumentReader(memory.Arguments(use, signature), signature, frame.Scope, expressions) : null;

    /// <summary>How many copies of a layer follow each other; the layer may not leave the chain that it stands in.</summary>
    private IntegerValue Repeat(LayerUse use, ArgumentReader arguments, int position) => position > 0 && arguments.IsGiven("From")
        ? throw new FaultException(FaultId.OutOfRange, $"{NameOf(use)}: From stands inside a chain; expected it on the first layer, or a property of its own", "From")
        : new IntegerValue(arguments.IsGiven("Repeat") ? new LayerCall(NameOf(use), [], arguments).Integer("Repeat") : 1);

    private string Unique(string path)
    {
        var unique = path;
        while (paths.TryGetValue(unique, out var count))
        {
            paths[unique] = ++count;
            unique = $"{unique}_{count.ToString(CultureInfo.InvariantCulture)}";
        }

        paths[unique] = 1;
        return unique;
    }

    private ClassDeclaration? FindModule(LayerUse use)
        => use.Target.Kind == TargetKind.Class && library.TryGetValue(use.Target.Id, out var found) && found.Role == ClassRole.Module ? found : null;

    private Signature? SignatureOf(LayerUse use) => use.Target.Kind == TargetKind.BuiltIn
        ? LayerKinds.Find(use.Target.Id)?.Signature
        : library.TryGetValue(use.Target.Id, out var found) ? found.Signature : null;

    private string NameOf(LayerUse use) => library.TryGetValue(use.Target.Id, out var found) ? found.Name : use.Target.Id;

    /// <summary>Runs a step; what goes wrong in it becomes a fault at the argument that causes it.</summary>
    private T? Try<T>(Frame frame, Place place, LayerUse? use, Func<T?> step)
        where T : Value
    {
        try
        {
            return step();
        }
        catch (FaultException fault)
        {
            isIncomplete = true;
            if (fault.Id != FaultId.None)
            {
                Report(frame, At(place, use, fault), fault.Id, fault.Message, RuleOf(use, fault));
            }
        }
        catch (OverflowException)
        {
            isIncomplete = true;
            Report(frame, place, FaultId.Overflow, $"{(use is null ? place.Property : NameOf(use))}: a figure is beyond 64 bits");
        }

        return null;
    }

    /// <summary>The place in a custom layer's rule that a fault arose at; null for other faults.</summary>
    private Place? RuleOf(LayerUse? use, FaultException fault)
        => use is not null && fault.Argument is { } rule && Array.IndexOf(CustomLayer.Rules, rule) >= 0
            && library.TryGetValue(use.Target.Id, out var custom) && custom.Role != ClassRole.Module && custom.Signature.Find(rule) is null
                ? new Place(custom.Id, rule, -1, 0, fault.Column, fault.Length)
                : null;

    private void Report(Frame frame, Place place, FaultId id, string message, Place? cause = null)
        => faults.Add(frame.Use is null
            ? new Fault(id, place, message, cause)
            : new Fault(id, frame.Use, $"{frame.Class.Name}.{place.Property}: {message}", cause ?? place));

    private Place At(Place place, LayerUse? use, FaultException? fault)
    {
        if (fault?.Argument is not { } argument)
        {
            return place;
        }

        if (use is null)
        {
            return place with { Argument = 0, Column = fault.Column, Length = fault.Length, Item = fault.Item };
        }

        var (at, item) = SignatureOf(use)?.Locate(use.Arguments, argument, fault.Item) ?? (-1, -1);
        return at < 0 ? place : place with { Argument = at, Column = fault.Column, Length = fault.Length, Item = item };
    }
}
