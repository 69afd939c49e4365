using Burden.Onnx.Values;

namespace Burden.Onnx.Proto;

// What Burden reads of the messages in onnx.proto, under the names they have there.

/// <summary>A file: <c>ModelProto</c>.</summary>
internal sealed class ModelMessage
{
    public long IrVersion { get; set; }

    public string Producer { get; set; } = "";

    /// <summary>The version of each domain's operators; ONNX's own domain is the empty one.</summary>
    public Dictionary<string, long> Opsets { get; } = new(StringComparer.Ordinal);

    public GraphMessage? Graph { get; set; }

    public List<FunctionMessage> Functions { get; } = [];

    /// <summary>Notes about the model.</summary>
    public Dictionary<string, string> Notes { get; } = new(StringComparer.Ordinal);
}

/// <summary><c>GraphProto</c>: a model's graph, or one inside an attribute.</summary>
internal sealed class GraphMessage
{
    public string Name { get; set; } = "";

    public List<NodeMessage> Nodes { get; } = [];

    public List<TensorMessage> Initializers { get; } = [];

    public List<ValueMessage> Inputs { get; } = [];

    public List<ValueMessage> Outputs { get; } = [];
}

/// <summary><c>NodeProto</c>: one use of an operator.</summary>
internal sealed class NodeMessage
{
    public string Name { get; set; } = "";

    public string Operator { get; set; } = "";

    public string Domain { get; set; } = "";

    /// <summary>Which of several functions of one name.</summary>
    public string Overload { get; set; } = "";

    /// <summary>The names of its inputs; an empty one is left out.</summary>
    public List<string> Inputs { get; } = [];

    public List<string> Outputs { get; } = [];

    public List<AttributeMessage> Attributes { get; } = [];

    /// <summary>The modules it was exported from, outermost first, where the exporter says so.</summary>
    public string Scopes { get; set; } = "";

    /// <summary>The layer that a function's call is, where the file notes it: see <see cref="Reading.LayerNote"/>.</summary>
    public string Layer { get; set; } = "";

    public AttributeMessage? Attribute(string name) => Attributes.Find(a => a.Name == name);
}

/// <summary><c>AttributeProto</c>.</summary>
internal sealed class AttributeMessage
{
    public string Name { get; set; } = "";

    /// <summary>The attribute of the function around the node whose value it has; empty for one of its own.</summary>
    public string Reference { get; set; } = "";

    public long? Integer { get; set; }

    public double? Real { get; set; }

    public string? Text { get; set; }

    public TensorMessage? Tensor { get; set; }

    public GraphMessage? Graph { get; set; }

    public List<long> Integers { get; } = [];

    public List<double> Reals { get; } = [];

    public List<string> Texts { get; } = [];

    public List<GraphMessage> Graphs { get; } = [];

    /// <summary>How many values it has, all of them counted.</summary>
    public long Count { get; set; }

    /// <summary>What kind of value it has, as <c>AttributeProto.AttributeType</c> numbers them; 0 where it is not said.</summary>
    public long Kind { get; set; }
}

/// <summary><c>TensorProto</c>, without the values of large ones.</summary>
internal sealed class TensorMessage
{
    public string Name { get; set; } = "";

    public ElementType Type { get; set; }

    public long[] Sizes { get; set; } = [];

    /// <summary>The values, where there are few.</summary>
    public KnownData? Data { get; set; }

    /// <summary>The indices' and values' tensors of a sparse one are stored; the dense one is what operators see.</summary>
    public bool IsSparse { get; set; }

    /// <summary>How many values a sparse one stores.</summary>
    public long StoredValues { get; set; }
}

/// <summary><c>ValueInfoProto</c>: an input or output with its type.</summary>
internal sealed record ValueMessage(string Name, TypeMessage? Type);

/// <summary><c>TypeProto</c>.</summary>
/// <param name="Kind">A tensor, a sequence, an optional value or a map.</param>
/// <param name="Element">The type of a tensor's elements.</param>
/// <param name="Sizes">A tensor's sizes; null where not even their number is given.</param>
/// <param name="Inner">What a sequence or optional value holds.</param>
internal sealed record TypeMessage(TypeKind Kind, ElementType Element, IReadOnlyList<SizeMessage>? Sizes, TypeMessage? Inner);

internal enum TypeKind
{
    Tensor,
    Sequence,
    Optional,
    Map,
}

/// <summary>One size: a number, a name that stands for one, or neither.</summary>
internal readonly record struct SizeMessage(long? Number, string? Symbol);

/// <summary><c>FunctionProto</c>: an operator that the file defines by others.</summary>
internal sealed class FunctionMessage
{
    public string Name { get; set; } = "";

    public string Domain { get; set; } = "";

    public string Overload { get; set; } = "";

    public List<string> Inputs { get; } = [];

    public List<string> Outputs { get; } = [];

    /// <summary>Attributes with a default.</summary>
    public List<AttributeMessage> Defaults { get; } = [];

    public List<NodeMessage> Nodes { get; } = [];

    public Dictionary<string, long> Opsets { get; } = new(StringComparer.Ordinal);
}
