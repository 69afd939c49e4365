namespace Burden.Onnx.Values;

/// <summary>A value that a node reads or yields, as far as shapes need it.</summary>
internal abstract class OnnxValue
{
    /// <summary>Whether it follows from the file alone: it is computed once, when a runtime loads the model.</summary>
    public abstract bool IsConstant { get; }

    /// <summary>The tensors it consists of.</summary>
    public abstract IEnumerable<TensorValue> Tensors { get; }
}

/// <summary>A tensor: its type and sizes, and its values where there are few and they are known.</summary>
internal sealed class TensorValue(ElementType type, IReadOnlyList<long> sizes, int node = TensorValue.NoNode) : OnnxValue
{
    /// <summary>What no node of the graph yields: a stored tensor.</summary>
    public const int NoNode = -1;

    private bool isConstant;

    public ElementType Type { get; } = type;

    /// <summary>All sizes, the batch's among them.</summary>
    public IReadOnlyList<long> Sizes { get; } = sizes;

    /// <summary>The node of the graph that yields it.</summary>
    public int Node { get; } = node;

    public KnownData? Data { get; init; }

    /// <summary>The stored tensors it is or follows from: whoever reads it with other values counts them.</summary>
    public IReadOnlyList<StoredTensor> Sources { get; init; } = [];

    public override bool IsConstant => isConstant;

    public override IEnumerable<TensorValue> Tensors => [this];

    public int Rank => Sizes.Count;

    /// <exception cref="OverflowException">They are beyond 64 bits.</exception>
    public long Elements => Sizes.Product();

    /// <summary>How messages show it: <c>1x3x224x224</c>.</summary>
    public string Text => Describe(Sizes);

    public long this[int axis] => Sizes[axis];

    public TensorValue AsConstant()
    {
        isConstant = true;
        return this;
    }

    public static string Describe(IReadOnlyList<long> sizes) => sizes.Count == 0 ? "a single value" : string.Join("x", sizes.Select(Burden.Generator.Helpers.Text.Of));
}

/// <summary>A sequence of values.</summary>
internal sealed class SequenceValue(IReadOnlyList<OnnxValue> items) : OnnxValue
{
    public IReadOnlyList<OnnxValue> Items { get; } = items;

    public override bool IsConstant => Items.All(static i => i.IsConstant);

    public override IEnumerable<TensorValue> Tensors => Items.SelectMany(static i => i.Tensors);
}

/// <summary>A value that may be absent.</summary>
internal sealed class OptionalValue(OnnxValue? value) : OnnxValue
{
    public OnnxValue? Value { get; } = value;

    public override bool IsConstant => Value?.IsConstant ?? true;

    public override IEnumerable<TensorValue> Tensors => Value?.Tensors ?? [];
}
