using Burden.Generator.Graphs;
using Burden.Generator.Helpers;
using Burden.Generator.Layers;
using Burden.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.TorchSharp;

/// <summary>One operation that ran, or a tensor that is stored: what becomes a node of the graph.</summary>
/// <param name="Kind">The layer kind's name, or the function's.</param>
/// <param name="Module">The module it belongs to; null for one of the network itself.</param>
/// <param name="IsModule">Whether it is the module's own work rather than a function called in it.</param>
/// <param name="Name">What distinguishes it in its module: a function's name, a parameter's; empty for the module's own work.</param>
internal sealed record TracedNode(string Kind, ModuleValue? Module, bool IsModule, string Name, LayerCosts Costs, int[] Reads, SyntaxNode? Site)
{
    /// <summary>The tensors that it reads, each as often as it is read.</summary>
    public IReadOnlyList<CodeSource> Inputs { get; init; } = [];

    /// <summary>How its output follows from what the operation yields.</summary>
    public EquatableArray<CodeView> After { get; init; } = [];

    /// <summary>The sizes of its output.</summary>
    public IReadOnlyList<long> Sizes { get; init; } = [];

    /// <summary>What it keeps for the backward pass; null where nobody asks.</summary>
    public NodeSaving? Saving { get; init; }
}

/// <summary>Records what runs while <c>forward</c> is followed, in that order.</summary>
internal sealed class Tracer
{
    /// <summary>The most operations that a network runs: as many as a declared network may expand to.</summary>
    private const int MaxNodes = 100_000;

    private readonly Stack<ModuleValue> running = new();
    private readonly HashSet<StoredTensor> counted = [];
    private readonly List<TracedNode> nodes = [];
    private readonly Dictionary<ModuleValue, IReadOnlyList<TensorValue>> outputs = [];
    private HashSet<ModuleValue> registered = [];

    public IReadOnlyList<TracedNode> Nodes => nodes;

    /// <summary>What each module returned the first time it ran.</summary>
    public IReadOnlyDictionary<ModuleValue, IReadOnlyList<TensorValue>> Outputs => outputs;

    /// <summary>Modules with parameters that ran, but that the network has not registered.</summary>
    public HashSet<ModuleValue> Unregistered { get; } = [];

    /// <summary>Whether it is noted where values come from, which only some analyses ask for.</summary>
    public bool KeepsOrigins { get; init; }

    /// <summary>What the backward pass needs; null where the code is followed as in inference.</summary>
    public Autograd? Autograd { get; init; }

    /// <summary>Whether <c>forward</c> runs: what constructors compute is stored, and no work.</summary>
    public bool IsRecording { get; private set; }

    /// <summary>Begins to record a network's forward.</summary>
    public void Begin(ModuleValue network)
    {
        IsRecording = true;
        registered = [.. network.Descendants().Select(static d => d.Module), network];
    }

    public TensorValue AddInput(string name, IReadOnlyList<long> sizes, TraceInput input)
    {
        var type = input.Type;
        Autograd?.Add(new LayerCosts(Shapes.OfNode(sizes)), type, input.Declared);
        nodes.Add(new TracedNode(GraphNode.InputKind, null, IsModule: false, name, new LayerCosts(Shapes.OfNode(sizes)), [], null) { Sizes = sizes });
        return TensorValue.Of(sizes, nodes.Count - 1, type);
    }

    /// <summary>Whether a tensor is an input of the network as it is given.</summary>
    public bool IsInput(TensorValue tensor) => tensor.Node >= 0 && nodes[tensor.Node].Kind == GraphNode.InputKind;

    /// <summary>While it lives, what runs belongs to a module.</summary>
    public IDisposable Within(ModuleValue? module, string method = "forward")
    {
        if (module is null || (running.Count > 0 && ReferenceEquals(running.Peek(), module)))
        {
            return Scope.None;
        }

        running.Push(module);
        return new Scope(running);
    }

    /// <summary>Notes what a module of the user's own returned.</summary>
    public Value Returned(ModuleValue? module, IMethodSymbol method, Value value)
    {
        if (module is not null && method.Name == "forward")
        {
            Note(module, value);
        }

        return value;
    }

    public void Note(ModuleValue module, Value value)
    {
        if (!outputs.ContainsKey(module))
        {
            outputs.Add(module, [.. Tensors(value)]);
        }
    }

    /// <summary>The tensors in a value.</summary>
    public static IEnumerable<TensorValue> Tensors(Value value) => value switch
    {
        TensorValue tensor => [tensor],
        TupleValue tuple => tuple.Items.SelectMany(Tensors),
        ListValue list => list.Items.SelectMany(Tensors),
        DictionaryValue dictionary => dictionary.Entries.SelectMany(static e => Tensors(e.Value)),
        ObjectValue @object => @object.Fields.Values.Concat(@object.Collection is { } collection ? [collection] : []).SelectMany(Tensors),
        _ => [],
    };

    /// <summary>Records the work of the module that is running.</summary>
    public TensorValue Work(string kind, LayerCosts costs, IReadOnlyList<long> sizes, IEnumerable<Value> reads, IOperation site, ElementType type = ElementType.Real, EquatableArray<CodeView> after = default, Keeping? keeping = null)
    {
        var module = running.Peek();
        return Add(
            new TracedNode(kind, module, IsModule: true, "", Stored(Placed(costs, reads), module), ReadsOf(reads), (module.Site ?? site).Syntax)
            {
                Inputs = InputsOf(reads),
                After = after,
                Sizes = sizes,
                Saving = SavingOf(kind, costs, type, reads, Weights(module), keeping, module is RuleModule, site),
            },
            sizes,
            type);
    }

    /// <summary>Records a function that is called.</summary>
    public TensorValue Function(string kind, LayerCosts costs, IReadOnlyList<long> sizes, IEnumerable<Value> reads, IOperation site, ElementType type = ElementType.Real, EquatableArray<CodeView> after = default, Arguments? call = null, Keeping? keeping = null, bool isRuled = false)
        => Add(
            new TracedNode(kind, running.Count == 0 ? null : running.Peek(), IsModule: false, kind, Stored(Placed(costs, reads), call), ReadsOf(reads), site.Syntax)
            {
                Inputs = InputsOf(reads),
                After = after,
                Sizes = sizes,
                Saving = SavingOf(kind, costs, type, reads, call is null ? [] : Weights(call), keeping, isRuled, site),
            },
            sizes,
            type);

    /// <summary>The costs of an operation: one in place on a stored tensor takes no memory, and leaves what else it reads as it is.</summary>
    private static LayerCosts Placed(LayerCosts costs, IEnumerable<Value> reads)
        => costs.Storage == Storage.InPlace && reads.SelectMany(Tensors).FirstOrDefault() is { Node: < 0 } ? costs with { Storage = Storage.Parameters } : costs;

    /// <summary>The costs of a module's work, with what it stores and nothing before has counted.</summary>
    private LayerCosts Stored(LayerCosts costs, ModuleValue module)
    {
        var names = costs.Weights.Count == 0 || !registered.Contains(module) ? [] : new HashSet<string>(module.Parameters.Concat(module.Buffers).Where(t => !counted.Contains(t.Tensor)).Select(static t => t.Name), StringComparer.Ordinal);
        var (parameters, buffers, shared) = Take(module);
        EquatableArray<Weight> weights = [.. costs.Weights.Select(w => w with { IsShared = !names.Contains(w.Name) })];
        // What a module stores beside the tensors of its layer kind is known by its count alone.
        var isWhole = weights.Where(static w => !w.IsShared).Sum(static w => w.Elements) == parameters + buffers;
        return costs with { Weights = isWhole ? weights : [], Parameters = parameters, Buffers = buffers, SharedParameters = shared };
    }

    /// <summary>The costs of a function, which stores nothing: tensors that it is given are stored by others, or are features.</summary>
    private static LayerCosts Stored(LayerCosts costs, Arguments? call) => costs with
    {
        Weights = [.. costs.Weights.Where(w => call?.Items.FirstOrDefault(i => i.Parameter.Name.TrimEnd('s') == w.Name)?.Value is not TensorValue { Source: null, Node: >= 0 }).Select(static w => w with { IsShared = true })],
        Parameters = 0,
        Buffers = 0,
        SharedParameters = 0,
    };

    private NodeSaving? SavingOf(string kind, LayerCosts costs, ElementType type, IEnumerable<Value> reads, IEnumerable<(string Name, TensorValue Tensor)> weights, Keeping? keeping, bool isRuled, IOperation site)
        => IsRecording ? Autograd?.Record(kind, costs, type, [.. reads.SelectMany(Tensors)], weights, keeping, isRuled, site.Syntax) : null;

    private static IEnumerable<(string, TensorValue)> Weights(ModuleValue module) => module.Parameters.Select(static p => (p.Name, p.Tensor.Value));

    private static IEnumerable<(string, TensorValue)> Weights(Arguments call)
        => call.Items.SelectMany(static i => Tensors(i.Value).Select(t => (i.Parameter.Name, t))).Concat(Tensors(call.Instance ?? KnownValue.Null).Select(static t => ("", t)));

    /// <summary>Records what the network stores and nothing that ran has counted: parameters of its own, modules that never run.</summary>
    public void AddStored(ModuleValue network)
    {
        foreach (var module in network.Descendants().Select(static d => d.Module).Prepend(network).Distinct().ToList())
        {
            if (module is RuleModule { IsStored: false } ruled)
            {
                throw CodeFault.Unknown($"what {ruled.Kind} stores follows from its input by its rule, and it never runs", ruled.Site?.Syntax);
            }

            if (module is BuiltInModule or RuleModule)
            {
                if (module.Parameters.Concat(module.Buffers).Any(p => !counted.Contains(p.Tensor)))
                {
                    // The order of a transposed convolution's weights isn't that of others.
                    EquatableArray<Weight> weights = module.Kind.StartsWith("ConvTranspose", StringComparison.Ordinal) ? []
                        : [.. module.Parameters.Concat(module.Buffers).Where(static t => t.Tensor.IsCounted).Select(t => WeightOf(t.Name, t.Tensor) with { IsShared = counted.Contains(t.Tensor) })];
                    var (parameters, buffers, shared) = Take(module);
                    AddStored(module.Kind, module, "", parameters, buffers, shared, [], weights);
                }

                continue;
            }

            foreach (var (name, tensor) in module.Parameters.Concat(module.Buffers))
            {
                if (counted.Add(tensor))
                {
                    AddStored("LearnedTensor", module, name, tensor.IsParameter ? tensor.Elements : 0, tensor.IsParameter ? 0 : tensor.Elements, 0, tensor.Sizes, [WeightOf(Weight.Kernel, tensor)]);
                }
            }
        }
    }

    private static Weight WeightOf(string name, StoredTensor tensor) => new(name, tensor.Sizes.ToEquatableArray(), tensor.IsParameter);

    private void AddStored(string kind, ModuleValue module, string name, long parameters, long buffers, long shared, IReadOnlyList<long> sizes, EquatableArray<Weight> weights)
        => nodes.Add(new TracedNode(
            kind,
            module,
            IsModule: name.Length == 0,
            name,
            new LayerCosts(new Model.Shape(sizes.ToEquatableArray()))
            {
                // A complex number is two.
                Weights = weights.Where(static w => !w.IsShared).Sum(static w => w.Elements) == parameters + buffers ? weights : [],
                Parameters = parameters,
                Buffers = buffers,
                SharedParameters = shared,
                Storage = Storage.Parameters,
            },
            [],
            module.Site?.Syntax));

    private TensorValue Add(TracedNode node, IReadOnlyList<long> sizes, ElementType type)
    {
        if (!IsRecording)
        {
            return new TensorValue(sizes, TensorValue.NoNode, type);
        }

        if (nodes.Count >= MaxNodes)
        {
            throw new CodeFault(Model.FaultId.TooManyLayers, $"the network runs more than {MaxNodes.ToString("N0", System.Globalization.CultureInfo.InvariantCulture)} operations", node.Site);
        }

        // Asked for here, so that an overflow is this operation's fault.
        _ = node.Costs.Output.Elements;
        nodes.Add(node);
        return TensorValue.Of(sizes, nodes.Count - 1, type);
    }

    private IReadOnlyList<CodeSource> InputsOf(IEnumerable<Value> reads)
        => !KeepsOrigins ? [] : [.. reads.SelectMany(Tensors).Select(SourceOf)];

    /// <summary>Where a tensor comes from, as it is now.</summary>
    public static CodeSource SourceOf(TensorValue tensor) => new(tensor.Node, tensor.Sizes.ToEquatableArray(), tensor.Way ?? [], tensor.Node < 0 || tensor.Way is not null);

    private static int[] ReadsOf(IEnumerable<Value> reads) => [.. reads.SelectMany(Tensors).Select(static t => t.Node).Where(static n => n >= 0).Distinct()];

    /// <summary>What a module stores itself and nothing has counted before.</summary>
    private (long Parameters, long Buffers, long Shared) Take(ModuleValue module)
    {
        if (!registered.Contains(module))
        {
            if (module.Parameters.Count > 0)
            {
                Unregistered.Add(module);
            }

            return default;
        }

        var (parameters, buffers, shared) = (0L, 0L, 0L);
        foreach (var (_, tensor) in module.Parameters)
        {
            if (counted.Add(tensor))
            {
                parameters = checked(parameters + tensor.Elements);
            }
            else
            {
                shared = checked(shared + tensor.Elements);
            }
        }

        foreach (var (_, tensor) in module.Buffers)
        {
            if (counted.Add(tensor))
            {
                buffers = checked(buffers + tensor.Elements);
            }
        }

        return (parameters, buffers, shared);
    }

    private sealed class Scope(Stack<ModuleValue>? running) : IDisposable
    {
        public static readonly Scope None = new(null);

        public void Dispose() => running?.Pop();
    }
}
