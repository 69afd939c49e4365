using Burden.Generator.Layers;
using Burden.Onnx.Proto;
using Burden.Onnx.Values;

namespace Burden.Onnx.Evaluation;

/// <summary>A layer kind as an operator's rule applied it.</summary>
internal sealed record AppliedLayer(string Kind, EquatableArray<Shape> Inputs, IReadOnlyList<(string Name, Generator.Expressions.Value Value)> Arguments, LayerCosts Costs);

/// <summary>One node under way: its inputs and attributes read as what its operator's rule asks for, and the outputs that the rule yields.</summary>
internal sealed class OperatorCall
{
    private readonly OnnxValue?[] inputs;
    private readonly OnnxValue?[] outputs;
    private readonly Evaluator evaluator;
    private readonly Scope scope;
    private readonly List<AppliedLayer> applied = [];

    public OperatorCall(Evaluator evaluator, Scope scope, NodeMessage node, OnnxValue?[] inputs)
    {
        this.evaluator = evaluator;
        this.scope = scope;
        Node = node;
        this.inputs = inputs;
        outputs = new OnnxValue?[node.Outputs.Count];
        Opset = scope.Opset(node.Domain);
        IsConstant = inputs.Any(static i => i is not null) && inputs.All(static i => i?.IsConstant != false);
    }

    public NodeMessage Node { get; }

    public string Operator => Node.Operator;

    /// <summary>The version of the operator's domain.</summary>
    public long Opset { get; }

    /// <summary>Whether the outputs follow from the file alone: a runtime computes them when it loads the model.</summary>
    public bool IsConstant { get; set; }

    /// <summary>The layer kinds that its rule applied, where calls are kept.</summary>
    public IReadOnlyList<AppliedLayer> Applied => applied;

    public int InputCount => inputs.Length;

    /// <summary>How many outputs the node names.</summary>
    public int OutputCount => outputs.Length;

    public IReadOnlyList<OnnxValue?> Outputs => outputs;

    public bool Has(int input) => input < inputs.Length && inputs[input] is not null;

    /// <summary>Whether anything asks for an output.</summary>
    public bool Wants(int output) => output < Node.Outputs.Count && Node.Outputs[output].Length > 0;

    /// <summary>An input, which must be a tensor.</summary>
    public TensorValue this[int input] => Value(input) as TensorValue ?? throw Fault($"input {Text.Of(input)} is no tensor");

    public OnnxValue Value(int input) => Has(input) ? inputs[input]! : throw Fault($"input {Text.Of(input)} is missing");

    /// <summary>An input that may be left out.</summary>
    public TensorValue? Optional(int input) => Has(input) ? this[input] : null;

    /// <summary>All inputs that are there.</summary>
    public IEnumerable<TensorValue> Tensors => inputs.Where(static i => i is not null).SelectMany(static i => i!.Tensors);

    public bool HasAttribute(string name) => Attribute(name) is not null;

    public long Integer(string attribute, long otherwise) => Attribute(attribute) is { } value ? value.Integer ?? 0 : otherwise;

    public long Integer(string attribute) => Attribute(attribute)?.Integer ?? throw Fault($"the attribute '{attribute}' is missing");

    public double Real(string attribute, double otherwise) => Attribute(attribute)?.Real ?? otherwise;

    public string Word(string attribute, string otherwise) => Attribute(attribute)?.Text ?? otherwise;

    public long[]? Integers(string attribute) => Attribute(attribute) is { } value ? [.. value.Integers] : null;

    public AttributeMessage? Attribute(string name) => scope.Resolve(Node.Attribute(name));

    public GraphMessage Graph(string attribute) => Attribute(attribute)?.Graph ?? throw Fault($"the attribute '{attribute}' is missing");

    /// <summary>The integers of an input that the shape follows from.</summary>
    /// <param name="what">What the input gives, for the message.</param>
    public long[] Known(int input, string what) => this[input].Data?.Integers ?? throw Unknown(this[input], what);

    /// <summary>The real numbers of an input that the shape follows from.</summary>
    public double[] KnownReals(int input, string what) => this[input].Data?.AsReals() ?? throw Unknown(this[input], what);

    /// <summary>Integers that are an attribute in some versions and an input in others; null where neither is given.</summary>
    public long[]? IntegersOrInput(string attribute, int input) => Has(input) ? Known(input, attribute) : Integers(attribute);

    public int Axis(long axis, int rank)
        => axis >= -rank && axis < Math.Max(rank, 1)
            ? (int)(axis < 0 ? axis + rank : axis)
            : throw Fault($"the axis is {Text.Of(axis)}; expected {Text.Of(-rank)} to {Text.Of(rank - 1)}");

    public OnnxException Fault(string message) => new(OnnxFaultKind.Shape, message);

    /// <summary>A shape depends on values that only a run has.</summary>
    public OnnxException Unknown(TensorValue value, string what)
        => new(OnnxFaultKind.Data, $"{what} follows from data that only a run has. {evaluator.Advice(NameOf(value))}");

    /// <summary>A size that the data decides: what the user says it is.</summary>
    public long Stated(int output, int axis, string what)
    {
        var name = Node.Outputs[output];
        return evaluator.Settings.Size(name, axis)
            ?? (evaluator.Settings.Shape(name) is { } shape && axis < shape.Length ? shape[axis] : (long?)null)
            ?? throw new OnnxException(OnnxFaultKind.Data, $"{what} follows from the data, which no shape tells. Give it as a dimension: {name}:{Text.Of(axis)}=NUMBER");
    }

    /// <summary>Applies one of Burden's layer kinds.</summary>
    public LayerCosts Apply(string kind, Shape input, params (string Name, Generator.Expressions.Value Value)[] arguments) => Apply(kind, [input], arguments);

    public LayerCosts Apply(string kind, EquatableArray<Shape> shapes, params (string Name, Generator.Expressions.Value Value)[] arguments)
    {
        var rules = LayerKinds.Find(kind) ?? throw new InvalidOperationException(kind);
        try
        {
            var costs = rules.Apply(new LayerCall(kind, shapes, new PlainArguments(rules.Signature, arguments.ToDictionary(static a => a.Name, static a => a.Value, StringComparer.Ordinal))));
            if (evaluator.Recorder.KeepsCalls)
            {
                applied.Add(new AppliedLayer(kind, shapes, [.. arguments], costs));
            }

            return costs;
        }
        catch (FaultException fault)
        {
            throw Fault(fault.Message);
        }
    }

    /// <summary>Yields the first output, which costs nothing but its memory.</summary>
    public TensorValue Yield(IReadOnlyList<long> sizes, ElementType type, KnownData? data = null, Storage storage = Storage.Own, string? kind = null)
        => Yield(kind ?? Operator, new LayerCosts(Shape.Of()) { Storage = storage }, sizes, type, data);

    /// <summary>Yields the first output.</summary>
    /// <param name="kind">The layer kind's name where the operator is one, else the operator's.</param>
    /// <param name="costs">What the node costs; its output's shape and weights are filled in.</param>
    public TensorValue Yield(string kind, LayerCosts costs, IReadOnlyList<long> sizes, ElementType type, KnownData? data = null)
        => Yield(0, kind, costs, sizes, type, data, Tensors);

    /// <summary>Yields another output than the first, which the node's costs cover.</summary>
    public void YieldAlso(int output, IReadOnlyList<long> sizes, ElementType type, KnownData? data = null, Storage storage = Storage.Own)
    {
        if (Wants(output))
        {
            // Both are alive at once: reading the first keeps it so.
            var reads = storage == Storage.View || outputs[0] is not TensorValue first ? Tensors : [.. Tensors, first];
            Yield(output, Operator, new LayerCosts(Shape.Of()) { Storage = storage }, sizes, type, data, reads);
        }
    }

    /// <summary>Yields what the rounds of a loop put together.</summary>
    public void YieldCollected(int output, IReadOnlyList<long> sizes, ElementType type, IReadOnlyList<TensorValue> rounds)
    {
        IsConstant = rounds.Count > 0 && rounds.All(static r => r.IsConstant);
        if (Wants(output))
        {
            Yield(output, Operator, new LayerCosts(Shape.Of()), sizes, type, null, rounds);
        }
    }

    /// <summary>Yields a value as it is: no work, and no memory.</summary>
    public void Pass(int output, OnnxValue? value)
    {
        if (output < outputs.Length)
        {
            outputs[output] = value;
        }
    }

    /// <summary>Runs a graph in an attribute.</summary>
    public IReadOnlyList<OnnxValue?> Run(string attribute, IReadOnlyList<OnnxValue?> arguments, string step)
        => evaluator.Run(Graph(attribute), new Scope(scope, step.Length == 0 ? Node.Name : $"{Node.Name}/{step}"), arguments);

    /// <summary>States what the node stores, in place of what the file stores for it.</summary>
    public void StateStored(long parameters, long buffers) => evaluator.Recorder.StateStored(parameters, buffers);

    /// <summary>Adds weights that stand in the node's attributes.</summary>
    public void AddWeights(IEnumerable<Weight> weights) => evaluator.Recorder.AddWeights(weights);

    /// <summary>States that the integers of an input hold several values each: as many weights are stored as they hold.</summary>
    /// <param name="bits">The bits of one value.</param>
    public void StatePacked(int input, long bits)
    {
        var type = bits switch
        {
            4 => DataType.Int4,
            8 => DataType.Int8,
            _ => throw Fault($"its weights have {Text.Of(bits)} bits; expected 4 or 8"),
        };
        if (!IsConstant && Optional(input) is { Type: ElementType.UInt8 or ElementType.Int32, Sources: [{ Sizes.Count: > 0 } packed] } held)
        {
            var sizes = packed.Sizes.ToArray();
            sizes[^1] = checked(sizes[^1] * held.Type.Bits() / bits);
            evaluator.Recorder.StatePacked(packed.Name, sizes.ToEquatableArray(), type);
        }
    }

    /// <summary>How often the user says that the loop runs.</summary>
    public long? StatedTrips => evaluator.Settings.Trips(Node.Name);

    private string NameOf(OnnxValue value) => Array.IndexOf(inputs, value) is var input and >= 0 ? Node.Inputs[input] : "";

    private TensorValue Yield(int output, string kind, LayerCosts costs, IReadOnlyList<long> sizes, ElementType type, KnownData? data, IEnumerable<TensorValue> reads)
    {
        if (sizes.Any(static s => s < 0))
        {
            throw Fault($"the output would be {TensorValue.Describe(sizes)}");
        }

        if (output < Node.Outputs.Count && evaluator.Settings.Shape(Node.Outputs[output]) is { } stated && !stated.SequenceEqual(sizes))
        {
            throw Fault($"the output is {TensorValue.Describe(sizes)}; the dimensions say {TensorValue.Describe(stated)}");
        }

        var value = evaluator.Record(this, scope, output, kind, costs, sizes, type, data, reads);
        if (output < outputs.Length)
        {
            outputs[output] = value;
        }

        return value;
    }
}
