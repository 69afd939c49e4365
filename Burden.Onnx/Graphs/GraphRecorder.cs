using Burden.Generator.Graphs;
using Burden.Generator.Layers;
using Burden.Onnx.Evaluation;
using Burden.Onnx.Proto;
using Burden.Onnx.Values;

namespace Burden.Onnx.Graphs;

/// <summary>A node of the graph that is being made.</summary>
/// <param name="Node">The node of the file; null for an input or what is only stored.</param>
/// <param name="Name">An input's or a stored tensor's name; the output's where it is not the node's first.</param>
/// <param name="Prefix">The way to the graph or function it ran in.</param>
internal sealed record RecordedNode(NodeMessage? Node, string Name, string Prefix, string Kind, IReadOnlyList<int> Reads, LayerCosts Costs)
{
    /// <summary>The operator with its inputs and attributes; null for an input, for what is only stored, and where calls aren't kept.</summary>
    public OperatorCall? Call { get; init; }
}

/// <summary>Records what runs while a model is evaluated, in that order.</summary>
/// <param name="keepsCalls">Whether nodes keep their operators' inputs and attributes, which figures don't need.</param>
internal sealed class GraphRecorder(bool keepsCalls = false)
{
    private readonly List<RecordedNode> nodes = [];

    public IReadOnlyList<RecordedNode> Nodes => nodes;

    public bool KeepsCalls => keepsCalls;

    /// <summary>The shape of a node of the graph: the first size is how many items there are.</summary>
    public static Shape ShapeOf(IReadOnlyList<long> sizes) => sizes.Count < 2
        ? new Shape(sizes.ToEquatableArray())
        : new Shape(sizes.Skip(1).ToEquatableArray(), sizes[0]);

    public int AddInput(string name, IReadOnlyList<long> sizes, ElementType type)
    {
        nodes.Add(new RecordedNode(null, name, "", GraphNode.InputKind, [], new LayerCosts(ShapeOf(sizes)) { OutputType = type.Counted() }));
        return nodes.Count - 1;
    }

    /// <summary>Adds what a node yields.</summary>
    /// <param name="sources">The stored tensors that it reads; those that are not counted yet, it counts.</param>
    /// <returns>The index of the graph's node.</returns>
    public int Add(
        OperatorCall call, string prefix, int output, string kind, LayerCosts costs, IReadOnlyList<long> sizes, ElementType type, IEnumerable<TensorValue> reads, IReadOnlyList<StoredTensor> sources)
    {
        // What follows from the file alone is worked out when it is loaded: no work, and no feature.
        costs = call.IsConstant
            ? new LayerCosts(ShapeOf(sizes)) { OutputType = type.Counted(), Storage = Storage.Parameters }
            : Storing(call, costs, sources) with { Output = ShapeOf(sizes), OutputType = type.Counted() };
        // Asked for here, so that an overflow is this node's fault.
        _ = costs.Output.Elements;
        var read = costs.Storage == Storage.Parameters ? [] : reads.Select(static r => r.Node).Where(static n => n >= 0).Distinct().ToList();
        if (costs.Storage is Storage.View or Storage.InPlace && (read.Count == 0 || reads.First().Node != read[0]))
        {
            // Nothing that it could lie over: its input is stored.
            costs = costs with { Storage = costs.Storage == Storage.View ? Storage.Parameters : Storage.Own };
        }

        nodes.Add(new RecordedNode(call.Node, output == 0 ? "" : call.Node.Outputs[output], prefix, kind, read, costs) { Call = keepsCalls ? call : null });
        return nodes.Count - 1;
    }

    /// <summary>Takes the nodes from one on away again, with what they counted.</summary>
    /// <param name="stored">The stored tensors that they may have counted.</param>
    /// <returns>The multiply-adds that they had.</returns>
    public long Take(int first, IReadOnlyList<StoredTensor> stored)
    {
        var counted = nodes.Skip(first).SelectMany(static n => n.Costs.Weights).Where(static w => !w.IsShared).Select(static w => w.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var tensor in stored)
        {
            tensor.IsCounted &= !counted.Remove(tensor.Name);
        }

        if (counted.Count > 0)
        {
            throw new OnnxException(OnnxFaultKind.Shape, $"it is noted to be a layer, and its function stores tensors of its own: {string.Join(", ", counted.Select(static c => $"'{c}'"))}");
        }

        var macs = nodes.Skip(first).Aggregate(0L, static (sum, n) => checked(sum + n.Costs.Macs));
        nodes.RemoveRange(first, nodes.Count - first);
        return macs;
    }

    /// <summary>Adds a layer in the place of several nodes.</summary>
    /// <param name="stored">What it stores, and the tensors of the file that these are.</param>
    /// <returns>The index of the graph's node.</returns>
    public int AddLayer(NodeMessage node, string prefix, string kind, LayerCosts costs, ElementType type, IReadOnlyList<int> reads, IReadOnlyList<(Weight Weight, StoredTensor Tensor)> stored)
    {
        var weights = new List<Weight>();
        var shared = 0L;
        foreach (var (weight, tensor) in stored)
        {
            weights.Add(weight with { IsShared = tensor.IsCounted });
            shared = checked(shared + (tensor.IsCounted && weight.IsTrainable ? weight.Elements : 0));
            tensor.IsCounted = true;
        }

        costs = costs with { Weights = weights.ToEquatableArray(), SharedParameters = shared, OutputType = type.Counted() };
        nodes.Add(new RecordedNode(node, "", prefix, kind, [.. reads.Distinct()], costs));
        return nodes.Count - 1;
    }

    /// <summary>States what the last node stores, in place of what the file does.</summary>
    public void StateStored(long parameters, long buffers)
        => nodes[^1] = nodes[^1] with { Costs = nodes[^1].Costs with { Weights = [], Parameters = parameters, Buffers = buffers } };

    /// <summary>States what a weight of the last node holds, of which the file has packed bytes.</summary>
    public void StatePacked(string name, EquatableArray<long> sizes, DataType type)
    {
        var costs = nodes[^1].Costs;
        nodes[^1] = nodes[^1] with { Costs = costs with { Weights = costs.Weights.Map(w => w.Name == name ? w with { Shape = sizes, Type = type } : w) } };
    }

    /// <summary>Adds weights that the last node has in its attributes.</summary>
    public void AddWeights(IEnumerable<Weight> weights)
        => nodes[^1] = nodes[^1] with { Costs = nodes[^1].Costs with { Weights = [.. nodes[^1].Costs.Weights, .. weights] } };

    /// <summary>Adds what the file stores and nothing that ran reads.</summary>
    public void AddStored(IEnumerable<StoredTensor> tensors)
    {
        foreach (var tensor in tensors.Where(static t => !t.IsCounted))
        {
            tensor.IsCounted = true;
            nodes.Add(new RecordedNode(
                null, tensor.Name, "", "LearnedTensor", [], new LayerCosts(new Shape(tensor.Sizes.ToEquatableArray())) { Weights = [tensor.Weight], Storage = Storage.Parameters, OutputType = tensor.Type.Counted() }));
        }
    }

    /// <summary>How many output channels a weight holds; null where that is its first size.</summary>
    private static long? ChannelsOf(OperatorCall call, StoredTensor source) => (call.Node.Operator, source.Sizes) switch
    {
        ("MatMul" or "Gemm" or "FusedMatMul", { Count: >= 2 } sizes) when call.Node.Inputs.Count > 1 && call.Node.Inputs[1] == source.Name && call.Integer("transB", 0) == 0 => sizes[^1],
        ("ConvTranspose", { Count: >= 2 } sizes) => sizes[1],
        // Directions, and the rows of all gates.
        ("LSTM" or "GRU" or "RNN", { Count: 3 } sizes) => checked(sizes[0] * sizes[1]),
        _ => null,
    };

    private static LayerCosts Storing(OperatorCall call, LayerCosts costs, IReadOnlyList<StoredTensor> sources)
    {
        var weights = new List<Weight>();
        var shared = 0L;
        foreach (var source in sources)
        {
            weights.Add(source.Weight with { IsShared = source.IsCounted, OutputChannels = ChannelsOf(call, source) });
            shared = checked(shared + (source is { IsCounted: true, Role: StoredRole.Parameter } ? weights[^1].Elements : 0));
            source.IsCounted = true;
        }

        return costs with { Weights = weights.ToEquatableArray(), SharedParameters = shared };
    }
}
