using Burden.Generator.Costs.Analyses;
using Burden.Generator.Graphs;
using Burden.Generator.Helpers;
using Burden.Generator.Layers;
using Burden.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.TorchSharp;

/// <summary>What an operation keeps for the backward pass, where its kind alone doesn't say.</summary>
/// <param name="Rule">What it keeps; null for its kind's rule.</param>
internal sealed record Keeping(SavedTensors? Rule = null)
{
    /// <summary>The layer as its rule sees it, item by item; null for functions without one.</summary>
    public LayerCosts? Costs { get; init; }

    /// <summary>The layer's arguments.</summary>
    public LayerCall? Call { get; init; }

    /// <summary>Which of the tensors that it reads are multiplied, where others are added; null where all are.</summary>
    public IReadOnlyList<int>? Factors { get; init; }

    /// <summary>Whether it isn't known what it keeps, whatever its kind's rule says.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>The tensors that it reads of which it keeps a copy in another order, rather than their own memory, and how many values that is.</summary>
    public IReadOnlyList<(TensorValue Input, long Elements)> Copies { get; init; } = [];
}

/// <summary>Follows what PyTorch's autograd would: which tensors need a gradient, and what operations keep.</summary>
/// <param name="type">The type of the network's features.</param>
internal sealed class Autograd(DataType type)
{
    /// <summary>Of each node, whether its output needs a gradient.</summary>
    private readonly List<bool> needsGradient = [];

    /// <summary>Of each node, those that its gradient flows to.</summary>
    private readonly List<int[]> edges = [];

    /// <summary>Of each node, the parameters that its gradient flows to.</summary>
    private readonly List<StoredTensor[]> parameters = [];

    /// <summary>The memory that each node's output lies in; null for that of a stored tensor.</summary>
    private readonly List<(NodeMemory Memory, ElementType Type)?> memories = [];

    /// <summary>What lies beside a node's output, or is the same in another type.</summary>
    private readonly Dictionary<(int Node, ElementType Type, int Part, long Elements), int> parts = [];

    /// <summary>Stored tensors in another type, in the order in which operations read them.</summary>
    private readonly List<Conversion> conversions = [];

    /// <summary>Who keeps a memory first.</summary>
    private readonly Dictionary<(int Node, int Part), string> keepers = [];

    /// <summary>The number that TorchSharp's <c>ScalarType</c> has for the type of features.</summary>
    public int ScalarType { get; } = type switch { DataType.Float16 => 5, DataType.Float64 => 7, DataType.BFloat16 => 15, _ => 6 };

    /// <summary>Checks that real numbers keep the type of features.</summary>
    /// <param name="scalarType">The number of the <c>ScalarType</c> that a tensor is converted to.</param>
    /// <param name="isInput">Whether the tensor is an input of the network, from which its features follow.</param>
    /// <exception cref="CodeFault">It is another one of real numbers, and features follow from the tensor.</exception>
    public void CheckType(TensorValue tensor, long scalarType, bool isInput, SyntaxNode site)
    {
        if (scalarType is 5 or 6 or 7 or 15 && scalarType != ScalarType && ((isInput && tensor.Type == ElementType.Real) || NeedsGradient(tensor)))
        {
            throw CodeFault.Unknown("Burden follows training in the type of the network's features alone; here values are converted to another", site);
        }
    }

    /// <summary>Whether operations are recorded for the backward pass: not under <c>no_grad</c>.</summary>
    public bool IsEnabled { get; set; } = true;

    /// <summary>Whether a gradient flows to a tensor.</summary>
    public bool NeedsGradient(TensorValue tensor) => tensor.Type is ElementType.Real or ElementType.Complex && !tensor.IsDetached
        && (tensor.Source is { } stored ? stored.IsTrained : tensor.Node >= 0 && needsGradient[tensor.Node]);

    /// <summary>Notes an input of the network, or what it stores.</summary>
    /// <param name="declared">The type of an input's integers.</param>
    public void Add(LayerCosts costs, ElementType type, DataType? declared = null)
    {
        var node = needsGradient.Count;
        needsGradient.Add(false);
        edges.Add([]);
        parameters.Add([]);
        memories.Add(costs.Storage == Storage.Parameters ? null : (new NodeMemory(node, 0, costs.Output.Elements, declared ?? Stored(type)), type));
    }

    /// <summary>The nodes that the backward pass goes through from a network's outputs: what others keep is freed with what they yield.</summary>
    public HashSet<int> Live(IEnumerable<TensorValue> outputs)
    {
        var live = new HashSet<int>(outputs.Where(NeedsGradient).Select(static t => t.Node).Where(static n => n >= 0));
        for (var i = edges.Count - 1; i >= 0; i--)
        {
            if (live.Contains(i))
            {
                live.UnionWith(edges[i]);
            }
        }

        return live;
    }

    /// <summary>The parameters that a gradient reaches.</summary>
    /// <param name="live">The nodes that the backward pass goes through.</param>
    public HashSet<StoredTensor> Trained(IEnumerable<int> live) => [.. live.Where(n => n < parameters.Count).SelectMany(n => parameters[n])];

    /// <summary>Notes an operation, and says what it keeps.</summary>
    /// <param name="kind">The layer kind's name, or the function's.</param>
    /// <param name="inputs">The tensors that it reads, each as often as it is read.</param>
    /// <param name="weights">The tensors on which its output depends beside them, by name; inputs among them are passed over.</param>
    /// <param name="isRuled">Whether a rule of the user's own stands for it.</param>
    /// <exception cref="CodeFault">What it keeps isn't known, or PyTorch would refuse to go backwards.</exception>
    public NodeSaving Record(string kind, LayerCosts costs, ElementType type, IReadOnlyList<TensorValue> inputs, IEnumerable<(string Name, TensorValue Tensor)> weights, Keeping? keeping, bool isRuled, SyntaxNode site)
    {
        var node = needsGradient.Count;
        var trained = weights.Where(w => IsEnabled && !inputs.Contains(w.Tensor) && NeedsGradient(w.Tensor)).Select(static w => w.Name).ToList();
        // A bias is added: the gradient of nothing else needs it, and it needs nothing.
        var isTrained = trained.Exists(static name => name is not "bias");
        bool[] needs = [.. inputs.Select(i => IsEnabled && NeedsGradient(i))];
        var rule = keeping?.Rule ?? SavedTensorRules.Find(kind) ?? (isRuled ? SavedTensorRules.Custom : costs.Storage == Storage.View ? SavedTensorRules.Nothing : null);
        var needsOne = type is ElementType.Real or ElementType.Complex && rule?.IsConstant != true && (trained.Count > 0 || Array.IndexOf(needs, true) >= 0);
        var own = costs.Storage is Storage.InPlace or Storage.View && inputs.Count > 0 ? Place(inputs[0]) : new NodeMemory(node, 0, costs.Output.Elements, Stored(type));
        needsGradient.Add(needsOne);
        List<TensorValue> sources = needsOne ? [.. inputs.Concat(weights.Select(static w => w.Tensor)).Where(NeedsGradient)] : [];
        edges.Add([.. sources.Where(static t => t.Source is null && t.Node >= 0).Select(static t => t.Node).Distinct()]);
        parameters.Add([.. sources.Select(static t => t.Source?.Same).OfType<StoredTensor>()]);
        memories.Add(own is { } memory ? (memory, type) : null);
        if (costs.Storage == Storage.InPlace)
        {
            CheckOverwritten(kind, inputs, needs, own, site);
        }

        EquatableArray<NodeMemory> reads = [.. inputs.Select(Place).OfType<NodeMemory>().Distinct()];
        // Attention and recurrent layers have products inside, of which both factors need a gradient.
        var factors = costs.ExtraElements > 0 ? 2 : Math.Min(2, needs.Where((n, i) => n && keeping?.Factors?.Contains(i) != false).Count() + (isTrained ? 1 : 0));
        if (!needsOne)
        {
            return NodeSaving.None with { Reads = reads };
        }

        if (rule is null || keeping?.IsUnknown == true)
        {
            throw CodeFault.Unknown($"what '{kind}' keeps for the backward pass isn't known", site);
        }

        var use = new SavingUse(keeping?.Costs ?? costs, [.. (keeping?.Call?.Inputs ?? inputs.Select(static i => Shapes.OfNode(i.Sizes)).ToEquatableArray())], keeping?.Call, 1, isTrained);
        return Keep(kind, rule, use, costs, inputs, needs, keeping, own) with { NeedsGradient = true, Factors = factors, Reads = reads };
    }

    private NodeSaving Keep(string kind, SavedTensors rule, SavingUse use, LayerCosts costs, IReadOnlyList<TensorValue> inputs, bool[] needs, Keeping? keeping, NodeMemory? own)
    {
        var kept = new List<NodeMemory>();
        if (!rule.Applies(use))
        {
            return NodeSaving.None;
        }

        var values = rule.Values(use);
        for (var i = 0; i < inputs.Count; i++)
        {
            var input = inputs[i];
            if (keeping?.Copies.FirstOrDefault(c => ReferenceEquals(c.Input, input)) is (not null, var copied))
            {
                values = checked(values + (!rule.IsProduct || use.IsTrained || OthersNeed(i) ? copied : 0));
            }
            else if ((rule.Choices && input.Type is (ElementType.Integer or ElementType.Truth)) || (rule.Masks && input.Type == ElementType.Truth) || (rule.Inputs && IsKept(i)))
            {
                if (costs.Storage != Storage.InPlace || i > 0)
                {
                    Add(Place(input));
                }
                else if (rule.WorksFromOutput)
                {
                    Add(own);
                }
                else
                {
                    // What is overwritten is copied before.
                    values = checked(values + input.Elements);
                }
            }
        }

        if (rule.Output || rule.OutputWhere?.Invoke(needs) == true)
        {
            Add(own);
        }

        if (rule.Indices && own is { } indexed)
        {
            Add(Part(indexed.Node, ElementType.Integer, 0, costs.Output.Elements));
        }

        return NodeSaving.None with
        {
            Kept = [.. kept],
            Values = values,
            Bytes = checked((sizeof(float) * rule.Statistics(use)) + (rule.BytesPerOutput * costs.Output.Elements) + rule.FurtherBytes),
            Drops = rule.Drops(use),
            CpuValues = rule.CpuValues(use),
        };

        bool OthersNeed(int index) => needs.Where((n, i) => n && i != index).Any();

        bool IsKept(int index) => index >= rule.FirstInput && index - rule.FirstInput < rule.MostInputs
            && (!rule.IsProduct || use.IsTrained || OthersNeed(index))
            && (rule.Chooses is null || rule.Chooses(index, needs));

        void Add(NodeMemory? memory)
        {
            if (memory is { } place)
            {
                kept.Add(place);
                if (!keepers.ContainsKey((place.Node, place.Part)))
                {
                    keepers.Add((place.Node, place.Part), kind);
                }
            }
        }
    }

    /// <summary>PyTorch goes back through no operation of which something is overwritten that it keeps.</summary>
    private void CheckOverwritten(string kind, IReadOnlyList<TensorValue> inputs, bool[] needs, NodeMemory? own, SyntaxNode site)
    {
        if (own is { } place && keepers.TryGetValue((place.Node, place.Part), out var keeper))
        {
            throw CodeFault.Unknown($"'{kind}' overwrites what '{keeper}' keeps for the backward pass, which PyTorch then refuses", site);
        }

        if ((own is null || inputs[0].Source is not null) && inputs.Where((_, i) => i > 0 && needs[i]).Any())
        {
            throw CodeFault.Unknown($"'{kind}' writes values that need a gradient into a stored tensor; Burden doesn't follow its gradient further", site);
        }
    }

    /// <summary>The memory that a tensor lies in; null for a stored one, or a number.</summary>
    private NodeMemory? Place(TensorValue tensor)
        => tensor.Conversion is { } conversion ? Place(conversion)
            : tensor.Source is not null || tensor.Node < 0 || memories[tensor.Node] is not { } own ? null
            : tensor.Beside is { } beside ? Part(tensor.Node, tensor.Type, beside.Part, beside.Elements)
            : tensor.Type == own.Type || (tensor.Type, own.Type) is (ElementType.Complex, ElementType.Real) or (ElementType.Real, ElementType.Complex) ? own.Memory
            : Part(tensor.Node, tensor.Type, 0, tensor.Elements);

    /// <summary>The memory of a stored tensor in another type, which no node yields.</summary>
    private NodeMemory Place(Conversion conversion)
    {
        var number = conversions.IndexOf(conversion);
        if (number < 0)
        {
            number = conversions.Count;
            conversions.Add(conversion);
        }

        return new NodeMemory(TensorValue.NoNode, number, conversion.Elements, Stored(conversion.Type));
    }

    private NodeMemory Part(int node, ElementType type, int part, long elements)
    {
        if (!parts.TryGetValue((node, type, part, elements), out var number))
        {
            parts.Add((node, type, part, elements), number = parts.Count + 1);
        }

        return new NodeMemory(node, number, elements, Stored(type));
    }

    /// <summary>The type that values are stored in; null for that of features.</summary>
    private static DataType? Stored(ElementType type) => type switch
    {
        ElementType.Integer => DataType.Int64,
        ElementType.Truth => DataType.UInt8,
        _ => null,
    };
}
