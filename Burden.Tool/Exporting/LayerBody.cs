using Burden.Generator.Expressions;
using Burden.Generator.Graphs;
using Burden.Generator.Layers;
using Burden.Generator.Model;
using Burden.Onnx.Values;

namespace Burden.Tool.Exporting;

/// <summary>The operators of one layer while they are written. Their values are real numbers of 32 bits, whatever types the network has.</summary>
internal sealed class LayerBody
{
    /// <summary>What a norm adds so that it never divides by zero, as in PyTorch.</summary>
    public const double Epsilon = 1e-5;

    private readonly List<OnnxNode> nodes = [];
    private readonly IReadOnlyList<(Shape Shape, ElementType Type)> reads;
    private readonly Func<Weight, ElementType> storedType;
    private readonly Dictionary<string, string> casts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> constants = new(StringComparer.Ordinal);

    /// <param name="node">The layer, with its arguments.</param>
    /// <param name="reads">The shapes and types of what it reads: its inputs, then the layers that arguments name.</param>
    /// <param name="storedType">The type that a weight is stored in.</param>
    /// <param name="batch">How many inputs of the network run at once.</param>
    /// <param name="opset">The version of ONNX's operators.</param>
    public LayerBody(GraphNode node, IReadOnlyList<(Shape Shape, ElementType Type)> reads, Func<Weight, ElementType> storedType, long batch, long opset)
    {
        Call = node.Call!;
        Costs = node.Costs;
        Kind = node.Kind;
        this.reads = reads;
        this.storedType = storedType;
        Batch = batch;
        Opset = opset;
    }

    public string Kind { get; }

    public LayerCall Call { get; }

    public LayerCosts Costs { get; }

    public long Batch { get; }

    public long Opset { get; }

    /// <summary>
    /// Whether what the layer costs doesn't follow from its operators one by one, by the conventions that ONNX files are read by: it
    /// is then one function that says which layer it is.
    /// </summary>
    public bool IsComposed { get; set; }

    public IReadOnlyList<OnnxNode> Nodes => nodes;

    public Shape InputShape => Call.Input;

    public Shape OutputShape => Costs.Output;

    /// <summary>A tensor's sizes: all items of the batch come first.</summary>
    public long[] Sizes(Shape shape) => [checked(Batch * shape.Count), .. shape.Dimensions];

    public Shape ShapeOf(int read) => reads[read].Shape;

    public ElementType TypeOf(int read) => reads[read].Type;

    /// <summary>What reads are called in the body.</summary>
    public static string ReadName(int read) => $"x{read}";

    /// <summary>An input as real numbers.</summary>
    public string Input(int read = 0) => Real(ReadName(read), TypeOf(read));

    /// <summary>Which read it is that an argument names; null where it isn't given.</summary>
    public int? Named(string argument) => Call.IsGiven(argument) && Call.Evaluate(argument) is LayerValue layer ? IndexOf(layer) : null;

    /// <summary>Which read a layer is that an argument names.</summary>
    public int IndexOf(LayerValue layer) => Call.Inputs.Count + Call.Reads.ToList().IndexOf(layer.Node);

    /// <summary>A stored tensor as real numbers; empty where the layer has none of that name.</summary>
    public string Weight(string name = Generator.Layers.Weight.Kernel) => Find(name) is { } weight ? Real(name, storedType(weight)) : "";

    /// <summary>Rows of a stored tensor, of which there may be more than fit in memory as real numbers.</summary>
    public string Rows(string name, string indices) => Real(Op("Gather", [name, indices]), storedType(Find(name)!));

    public bool Has(string weight) => Find(weight) is not null;

    public Weight? Find(string name) => Costs.Weights.FirstOrDefault(w => w.Name == name);

    public string Op(string op, IEnumerable<string> inputs, params (string Name, object Value)[] attributes) => Ops(op, 1, inputs, attributes)[0];

    public string[] Ops(string op, int outputs, IEnumerable<string> inputs, params (string Name, object Value)[] attributes)
    {
        // Enumerating the inputs may write their operators.
        List<string> read = [.. inputs];
        string[] yields = [.. Enumerable.Range(0, outputs).Select(i => $"v{nodes.Count}_{i}")];
        while (read.Count > 0 && read[^1].Length == 0)
        {
            read.RemoveAt(read.Count - 1);
        }

        nodes.Add(new OnnxNode(op, read, yields, attributes));
        return yields;
    }

    public string Constant(OnnxConstant value)
    {
        var key = $"{value.Type} {string.Join('x', value.Sizes)} {Convert.ToHexString(value.Raw)}";
        return constants.TryGetValue(key, out var known) ? known : constants[key] = Op("Constant", [], ("value", value));
    }

    public string Integers(params IEnumerable<long> values) => Constant(OnnxConstant.Of([.. values]));

    /// <summary>A number in a formula, of no dimension.</summary>
    public string Number(double value) => Constant(OnnxConstant.Of(value));

    /// <summary>A tensor of one value throughout, which the file doesn't store.</summary>
    public string Filled(double value, params IEnumerable<long> sizes) => Op("ConstantOfShape", [Integers(sizes)], ("value", OnnxConstant.Of(value, 1)));

    public string Reshape(string x, params IEnumerable<long> sizes) => Op("Reshape", [x, Integers(sizes)]);

    public string Transpose(string x, params long[] order) => Op("Transpose", [x], ("perm", order));

    public string Slice(string x, int axis, long start, long length) => Op("Slice", [x, Integers(start), Integers(start + length), Integers(axis)]);

    /// <summary>A reduction over axes, which are an attribute before version 18.</summary>
    public string Reduce(string op, string x, IReadOnlyList<long> axes, bool keeps = true)
        => Opset >= 18 || op == "ReduceSum" ? Op(op, [x, Integers(axes)], ("keepdims", keeps ? 1 : 0)) : Op(op, [x], ("axes", axes), ("keepdims", keeps ? 1 : 0));

    /// <summary>Values less their mean over axes, divided by their deviation.</summary>
    public string Normalize(string x, IReadOnlyList<long> axes)
    {
        var centred = Op("Sub", [x, Reduce("ReduceMean", x, axes)]);
        var variance = Reduce("ReduceMean", Op("Mul", [centred, centred]), axes);
        return Op("Div", [centred, Op("Sqrt", [Op("Add", [variance, Number(Epsilon)])])]);
    }

    /// <summary>A scale and a shift, each where the layer has one.</summary>
    /// <param name="sizes">What they are brought to so that they fit.</param>
    public string Affine(string x, IReadOnlyList<long> sizes)
    {
        var scaled = Has(Generator.Layers.Weight.Kernel) ? Op("Mul", [x, Reshape(Weight(), sizes)]) : x;
        return Has(Generator.Layers.Weight.Bias) ? Op("Add", [scaled, Reshape(Weight(Generator.Layers.Weight.Bias), sizes)]) : scaled;
    }

    /// <summary>A value for each channel, brought to a rank in which it fits.</summary>
    public IReadOnlyList<long> PerChannel(int axis = 0) => [1, .. Enumerable.Range(0, InputShape.Rank).Select(a => a == axis ? -1L : 1)];

    /// <summary>A linear layer on the last dimension.</summary>
    /// <param name="rows">How many vectors there are.</param>
    public string Linear(string x, string weight, string bias, long rows, bool isMatrix = false)
    {
        var matrix = isMatrix ? x : Reshape(x, rows, -1);
        return Op("Gemm", [matrix, weight, bias], ("transB", 1));
    }

    /// <summary>Shapes are aligned at the end and repeated, as merges do it; items, too, where the layer has more of them than the input.</summary>
    public string Aligned(int read, int rank, long count)
    {
        var (shape, x) = (ShapeOf(read), Input(read));
        if (shape.Rank < rank)
        {
            x = Reshape(x, [Batch * shape.Count, .. Enumerable.Repeat(1L, rank - shape.Rank), .. shape.Dimensions]);
        }

        if (shape.Count == count || Batch == 1)
        {
            return x;
        }

        long[] dimensions = [.. Enumerable.Repeat(1L, rank - shape.Rank), .. shape.Dimensions];
        return Reshape(Op("Expand", [Reshape(x, [Batch, 1, .. dimensions]), Integers([Batch, count, .. dimensions])]), [Batch * count, .. dimensions]);
    }

    /// <summary>A value as real numbers of 32 bits.</summary>
    private string Real(string name, ElementType type)
        => type == ElementType.Float ? name : casts.TryGetValue(name, out var cast) ? cast : casts[name] = Op("Cast", [name], ("to", (long)ElementType.Float));
}
