using Burden.Generator.Expansion;
using Burden.Generator.Expressions;
using Burden.Generator.Graphs;
using Burden.Generator.Layers;
using Burden.Onnx.Graphs;
using Burden.Onnx.Values;

namespace Burden.Onnx.Importing;

/// <summary>The layers of a file, one after the other.</summary>
/// <param name="Inputs">The inputs, with the types of their values: the network's own, then further ones.</param>
/// <param name="Outputs">The values that the network yields.</param>
/// <param name="Customs">The custom layers that they use.</param>
internal sealed record ImportedLayers(
    IReadOnlyList<(string Name, Shape Shape, DataType Type)> Inputs, List<ImportedLayer> Layers, IReadOnlyList<int> Outputs, IReadOnlyList<CustomLayerClass> Customs, long Batch, DataType ParameterType, DataType FeatureType)
{
    /// <summary>The layers that use the weights of others, by their values.</summary>
    public required IReadOnlyDictionary<int, RecordedNode> Sharers { get; init; }
}

/// <summary>Makes layers of a file's nodes: of each the layer kinds that cost exactly the same, or else a custom layer that does.</summary>
internal sealed class LayerMaker
{
    private readonly OnnxReading reading;
    private readonly long batch;
    private readonly List<ImportedLayer> layers = [];
    private readonly List<(string Name, Shape Shape, DataType Type)> inputs = [];
    private readonly Dictionary<(string, bool, Storage, string), CustomLayerClass> customs = [];
    private readonly List<(int Layer, NodeView Node)> unsettled = [];
    private readonly HashSet<int> read;
    private readonly int?[] values;
    private readonly Shape[] shapes;

    /// <summary>The types of what the layers yield.</summary>
    private readonly List<DataType> types = [];

    /// <summary>The types that most parameters and most features have: the others are stated where they stand.</summary>
    private readonly DataType parameterType;
    private readonly DataType featureType;

    private readonly SharedWeights shared;

    private LayerMaker(OnnxReading reading, long batch, IReadOnlySet<RecordedNode> ownWeights)
    {
        (this.reading, this.batch, shared) = (reading, batch, new SharedWeights(ownWeights));
        // Quantised weights say so where they stand: most layer kinds have real ones.
        var stored = reading.Nodes.SelectMany(static n => n.Costs.Weights).Where(static w => !w.IsShared).ToList();
        var real = stored.Where(static w => w.IsTrainable && w.Type?.IsInteger() != true).ToList();
        parameterType = Commonest((real.Count > 0 ? real : stored).Select(static w => (w.Type, w.Elements)));
        featureType = Commonest(reading.Nodes.Where(static n => n.Kind != GraphNode.InputKind && n.Costs.Storage == Storage.Own).Select(static n => (n.Costs.OutputType, n.Costs.Output.Elements)));
        values = new int?[reading.Nodes.Count];
        shapes = new Shape[reading.Nodes.Count];
        read = [.. reading.Nodes.SelectMany(static n => n.Reads), .. reading.Code!.Outputs];
    }

    /// <param name="ownWeights">The nodes that can't name the layer whose weights they use.</param>
    /// <exception cref="OnnxException">A node can't be declared.</exception>
    public static ImportedLayers Of(OnnxReading reading, IReadOnlySet<RecordedNode> ownWeights)
    {
        // A declaration states one input and how many run at once; where a node doesn't know of the batch, all sizes are stated.
        if (reading.Settings.Batch > 1)
        {
            try
            {
                return new LayerMaker(reading, reading.Settings.Batch, ownWeights).Make();
            }
            catch (BatchException)
            {
            }
        }

        return new LayerMaker(reading, 1, ownWeights).Make();
    }

    /// <summary>A figure is no multiple of the batch's.</summary>
    private sealed class BatchException : Exception;

    private ImportedLayers Make()
    {
        var nodes = reading.Nodes;
        if (!nodes.Any(static n => n.Kind == GraphNode.InputKind && n.Node is null))
        {
            throw new OnnxException(OnnxFaultKind.Shape, "the network has no input; a declaration has at least one", "");
        }

        for (var i = 0; i < nodes.Count; i++)
        {
            Make(i, nodes[i], reading.Code!.Nodes[i].Path);
        }

        foreach (var custom in customs.Values)
        {
            custom.Settle(parameterType, unsettled.Where(u => layers[u.Layer].Form.Custom == custom).All(u => Inherited(layers[u.Layer], isBuiltIn: false, u.Node.Costs) == u.Node.Type));
        }

        foreach (var (layer, node) in unsettled)
        {
            var form = layers[layer].Form;
            form = form with { Arguments = [.. form.Custom!.ArgumentsFor(node), .. form.Arguments] };
            layers[layer] = layers[layer] with { Form = node.Type == (form.Custom!.ElementType ?? Inherited(layers[layer], isBuiltIn: false, node.Costs)) ? form : form.With(ReservedNames.OutputType, (int)node.Type) };
        }

        var outputs = reading.Code!.Outputs.Where(o => values[o] is not null).Select(o => values[o]!.Value).Distinct().ToList();
        if (outputs.Count == 0)
        {
            throw new OnnxException(OnnxFaultKind.Shape, "no output follows from an input, so that there is nothing to declare", "");
        }

        for (var i = 0; i < outputs.Count; i++)
        {
            if (outputs[i] < 0)
            {
                // What is handed on as it is.
                Add(LayerForms.Form("Identity"), [outputs[i]], new LayerCosts(ShapeOf(outputs[i])) { Storage = Storage.View }, TypeOf(outputs[i]), []);
                outputs[i] = layers.Count - 1;
            }
        }

        return new ImportedLayers(inputs, layers, outputs, [.. customs.Values], batch, parameterType, featureType) { Sharers = shared.Sharers };
    }

    private static DataType Commonest(IEnumerable<(DataType? Type, long Elements)> values)
        => values.GroupBy(static v => v.Type ?? DataType.Float32).OrderByDescending(static g => g.Sum(static v => (double)v.Elements)).FirstOrDefault()?.Key ?? DataType.Float32;

    private void Make(int index, RecordedNode node, string path)
    {
        var shape = shapes[index] = ShapeOf(node);
        if (node.Kind == GraphNode.InputKind && node.Node is null)
        {
            if (shape.Dimensions.Any(static d => d == 0))
            {
                throw Fault(path, $"the input is {node.Costs.Output}; a declaration has no inputs without values");
            }

            inputs.Add((node.Name, shape, node.Costs.OutputType ?? DataType.Float32));
            values[index] = -inputs.Count;
            return;
        }

        if (node.Costs is { Storage: Storage.Parameters, Weights.Count: 0, Parameters: 0, Buffers: 0 })
        {
            // It follows from the file alone, and costs nothing.
            return;
        }

        if (shape.Dimensions.Any(static d => d == 0))
        {
            throw Fault(path, $"its output is {node.Costs.Output}; a declaration has no layers without values");
        }

        var view = View(node, shape);
        var names = path.Split('.')[..^1];
        if (node.Costs.Storage == Storage.Parameters)
        {
            Store(view, names);
            return;
        }

        if (Matching(view) is not { } chain)
        {
            Add(Custom(view), view.Reads, view.Costs, view.Type, names);
            unsettled.Add((layers.Count - 1, view));
            values[index] = layers.Count - 1;
            return;
        }

        var at = view.Reads[0];
        if (chain.Count == 0 && (TypeOf(at) != view.Type || !read.Contains(index)))
        {
            // What nothing reads still keeps alive what it looks at.
            chain = [(LayerForms.Form("Identity"), new LayerCosts(shape) { Storage = Storage.View })];
        }

        // Of a chain, the layer that isn't a view yields values of its own type; the views after it look at them.
        var typed = Enumerable.Range(0, chain.Count).FirstOrDefault(i => chain[i].Costs.Storage != Storage.View, chain.Count - 1);
        for (var i = 0; i < chain.Count; i++)
        {
            Add(chain[i].Form, i == 0 && chain[i].Form.IsMerge ? [.. view.Operands.Select(static o => o.Value!.Value)] : chain[i].Form.NamedLayers.Count > 0 ? [at, .. view.Reads.Skip(1)] : [at], chain[i].Costs, i < typed ? TypeOf(at) : view.Type, names);
            at = layers.Count - 1;
            if (chain[i].Form.Stores)
            {
                shared.Add(view, at, chain[i].Form, chain[i].Costs);
            }
        }

        values[index] = at;
    }

    /// <summary>Adds a layer; a type that doesn't follow from what it reads is stated.</summary>
    private void Add(LayerForm form, IReadOnlyList<int> reads, LayerCosts costs, DataType type, IReadOnlyList<string> names)
    {
        var layer = new ImportedLayer { Form = form, Reads = reads, Value = layers.Count, Output = costs.Output, Names = names };
        layers.Add(form.Custom is not null || Inherited(layer, isBuiltIn: true, costs) == type ? layer : layer with { Form = form.With(ReservedNames.OutputType, (int)type) });
        types.Add(type);
    }

    /// <summary>The type of what a layer yields that states none.</summary>
    private DataType Inherited(ImportedLayer layer, bool isBuiltIn, LayerCosts costs)
        => layer.Reads.Count > 0 && StatedTypes.Moves(isBuiltIn, costs) && TypeOf(layer.Reads[0]) is var read && layer.Reads.All(r => TypeOf(r) == read) ? read : featureType;

    private DataType TypeOf(int value) => value < 0 ? inputs[-1 - value].Type : types[value];

    private Shape ShapeOf(int value) => value < 0 ? inputs[-1 - value].Shape : layers[value].Output;

    /// <summary>What the file stores and nothing that runs reads.</summary>
    private void Store(NodeView node, IReadOnlyList<string> names)
    {
        if (node.Costs is { Buffers: 0, SharedParameters: 0 } && node.Output.Elements == node.Costs.Parameters && node.Stores(parameterType, isTrainable: true) == node.Costs.Parameters)
        {
            var form = LayerForms.Form("LearnedTensor", ("shape", Constants.List(node.Output.Dimensions)));
            Add(form.With(ReservedNames.ParametersOnly, true), [], node.Costs, featureType, names);
            return;
        }

        Add(Custom(node).With(ReservedNames.ParametersOnly, true), node.Reads, node.Costs, node.Type, names);
        unsettled.Add((layers.Count - 1, node));
    }

    private LayerForm Custom(NodeView node)
    {
        var isMerge = node.Inputs.Count > 1;
        var name = CustomNames.Of(node);
        // Rules that count by types are those of layers that store alike.
        var stored = string.Join(",", node.Costs.Weights.Where(static w => !w.IsShared).Select(static w => $"{w.IsTrainable}{w.Type}").Distinct().Order(StringComparer.Ordinal));
        var key = (name, isMerge, node.Costs.Storage, node.Costs.Weights.All(w => (w.Type ?? DataType.Float32) == parameterType) ? "" : stored);
        if (!customs.TryGetValue(key, out var custom))
        {
            customs.Add(key, custom = new CustomLayerClass(node.Operator, name, isMerge, node.Costs.Storage));
        }

        custom.Add(node);
        return new LayerForm(name, []) { Custom = custom, IsMerge = isMerge };
    }

    /// <summary>The chain of layer kinds that costs exactly what the node does; null where none does.</summary>
    private IReadOnlyList<(LayerForm Form, LayerCosts Costs)>? Matching(NodeView node)
    {
        foreach (var chain in LayerForms.Of(node))
        {
            if (Completed(node, chain) is { } complete)
            {
                return complete;
            }
        }

        return null;
    }

    private IReadOnlyList<(LayerForm Form, LayerCosts Costs)>? Completed(NodeView node, IReadOnlyList<LayerForm> chain)
    {
        // A chain reads one value, but for a merge that opens it, or a layer that names others.
        var opensWithMerge = chain is [{ IsMerge: true }, ..];
        if (opensWithMerge ? node.Operands.Any(static o => o.IsStored) : node.Reads.Count != 1 + chain.SelectMany(static f => f.NamedLayers).Select(static n => n.Read).Where(static r => r > 0).Distinct().Count())
        {
            return null;
        }

        var complete = new List<(LayerForm Form, LayerCosts Costs)>();
        var at = node.Input;
        LayerCosts? costs = null;
        foreach (var form in chain)
        {
            if (Apply(form, opensWithMerge && complete.Count == 0 ? [.. node.Operands.Select(static o => o.Value!.Value).Select(ShapeOf)] : [at], node) is not { } applied)
            {
                return null;
            }

            // Views cost nothing, so that the figures are the other's.
            costs = costs is null || costs.Storage == Storage.View ? applied : applied.Storage == Storage.View ? costs : throw new InvalidOperationException(form.Name);
            at = applied.Output;
            complete.Add((form with { Stores = applied.Parameters + applied.Buffers > 0 }, applied));
        }

        if (costs is null ? node.Costs.Storage != Storage.View : !Equal(node.Costs, costs))
        {
            return null;
        }

        if (costs is not null && (node.Costs.Parameters, node.Costs.Buffers, node.StoredBytes) != (costs.Parameters, costs.Buffers, costs.StoredBytes(parameterType)))
        {
            var storing = complete.FindIndex(static c => c.Form.Stores);
            if (storing < 0 || (shared.Of(node, complete[storing].Form, costs, parameterType) ?? Precise(node, complete[storing].Form, costs)) is not { } form)
            {
                return null;
            }

            complete[storing] = (form, complete[storing].Costs);
        }

        if (!at.Equals(node.Output))
        {
            complete.Add((LayerForms.Reshape(at, node.Output) with { Stores = false }, new LayerCosts(node.Output) { Storage = Storage.View }));
        }

        return at.Elements == node.Output.Elements ? complete : null;
    }

    /// <summary>A layer kind's use that stores what the node does under a precision; null where there is none.</summary>
    private LayerForm? Precise(NodeView node, LayerForm form, LayerCosts costs) => WeightPrecision.Of(node, costs, featureType) is { } precision ? form with { Precision = precision } : null;

    private static LayerCosts? Apply(LayerForm form, EquatableArray<Shape> on, NodeView node)
    {
        try
        {
            var given = form.Arguments.ToDictionary(static a => a.Parameter, static a => Constants.ValueOf(a.Value, Parsed), StringComparer.Ordinal);
            foreach (var (parameter, read) in form.NamedLayers)
            {
                given.Add(parameter, new LayerValue(parameter, node.Inputs[read], read));
            }

            return form.Kind!.Apply(new LayerCall(form.Name, on, new PlainArguments(form.Kind.Signature, given)));
        }
        catch (Exception fault) when (fault is FaultException or OverflowException)
        {
            return null;
        }
    }

    private static Value Parsed(string text)
        => text.StartsWith('(') ? new Parser(text).Parse().Evaluate(NoScope.Instance) : new TextValue(text);

    /// <summary>An expression of numbers alone.</summary>
    private sealed class NoScope : IScope
    {
        public static readonly NoScope Instance = new();

        public Value? Resolve(string name) => null;

        public IEnumerable<string> Names => [];
    }

    /// <summary>Whether costs are equal but for what is stored.</summary>
    private static bool Equal(LayerCosts wanted, LayerCosts costs)
        => (wanted.Macs, wanted.Flops, wanted.Exponentials, wanted.ExtraElements, wanted.Storage, wanted.Output.Elements)
            == (costs.Macs, costs.Flops, costs.Exponentials, costs.ExtraElements, costs.Storage, costs.Output.Elements);

    private NodeView View(RecordedNode node, Shape shape)
    {
        var costs = node.Costs with { Output = shape };
        if (batch > 1)
        {
            costs = costs with { Macs = PerItem(costs.Macs), Flops = PerItem(costs.Flops), Exponentials = PerItem(costs.Exponentials), ExtraElements = PerItem(costs.ExtraElements) };
        }

        // Of a node's further outputs, and where a loop or branch runs it, what is recorded says what is read.
        var operands = node is { Call: { } call, Name.Length: 0 } ? call.Tensors.Select(t => new Operand(t, ValueOf(t))).ToList() : [];
        var reads = node.Reads.Where(r => values[r] is not null).Select(r => values[r]!.Value).Distinct().ToList();
        if (reads.Count == 0)
        {
            // What reads nothing, such as random numbers, stands after another layer all the same.
            reads.Add(layers.Count > 0 ? layers.Count - 1 : -1);
        }

        return new NodeView(node, costs, operands, [.. reads.Select(ShapeOf)], reads);
    }

    private int? ValueOf(TensorValue tensor) => tensor.Node < 0 ? null : values[tensor.Node];

    private long PerItem(long amount) => amount % batch == 0 ? amount / batch : throw new BatchException();

    /// <summary>A shape without the batch; a single value is a vector of one.</summary>
    private Shape ShapeOf(RecordedNode node)
    {
        var shape = node.Costs.Output;
        if (node.Costs.Storage == Storage.Parameters || batch == 1)
        {
            return shape.Count == 1 ? shape.Rank == 0 ? Shape.Of(1) : shape : new Shape([shape.Count, .. shape.Dimensions]);
        }

        var count = PerItem(shape.Count);
        return count == 1 ? shape.WithCount(1) : new Shape([count, .. shape.Dimensions]);
    }

    private static OnnxException Fault(string path, string message) => new(OnnxFaultKind.Shape, message, $"'{path}'");
}
