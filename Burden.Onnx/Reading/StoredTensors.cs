using Burden.Onnx.Evaluation;
using Burden.Onnx.Proto;
using Burden.Onnx.Values;

namespace Burden.Onnx.Reading;

/// <summary>All tensors that a file stores, with what each is for: initializers and the values of Constant nodes, wherever in the file they stand.</summary>
internal sealed class StoredTensors
{
    private readonly Dictionary<object, StoredTensor> byPlace = new(ReferenceEqualityComparer.Instance);
    private readonly List<StoredTensor> all = [];

    public StoredTensors(ModelMessage model)
    {
        var roles = new RoleFinder(model);
        Add(model.Graph!, roles.Model);
        foreach (var function in model.Functions)
        {
            AddConstants(function.Nodes, roles.Of(function));
        }

        void Add(GraphMessage graph, RoleFinder.Readers readers)
        {
            foreach (var tensor in graph.Initializers)
            {
                Store(tensor, tensor, tensor.Name, roles.Of(tensor.Name, tensor.Type, readers));
            }

            AddConstants(graph.Nodes, readers);
        }

        void AddConstants(IReadOnlyList<NodeMessage> nodes, RoleFinder.Readers readers)
        {
            foreach (var node in nodes)
            {
                if (node is { Operator: "Constant", Domain: "", Outputs: [var name, ..] } && Tensor(node) is { } tensor)
                {
                    var role = roles.Of(name, tensor.Type, readers);
                    // A constant without a dimension is a number in a formula; a weight of one value has one.
                    Store(node, tensor, name, role == StoredRole.Parameter && tensor.Sizes.Length == 0 ? StoredRole.None : role);
                }

                foreach (var graph in Subgraphs.Of(node))
                {
                    Add(graph, readers);
                }
            }
        }
    }

    /// <summary>Those that are weights or buffers.</summary>
    public IEnumerable<StoredTensor> Weights => all.Where(static t => t.Role != StoredRole.None);

    /// <summary>The value of an initializer.</summary>
    public TensorValue ValueOf(TensorMessage tensor) => ValueOf(tensor, byPlace[tensor]);

    /// <summary>The value of a Constant node.</summary>
    public OnnxValue ValueOf(NodeMessage node, Scope scope)
    {
        if (Tensor(node) is { } tensor)
        {
            return ValueOf(tensor, byPlace[node]);
        }

        foreach (var attribute in node.Attributes)
        {
            if (scope.Resolve(attribute) is { } value && ValueOf(attribute.Name, value) is { } constant)
            {
                return constant.AsConstant();
            }
        }

        throw new OnnxException(OnnxFaultKind.Shape, "the constant has no value");
    }

    private static TensorMessage? Tensor(NodeMessage node) => node.Attributes.Find(static a => a.Tensor is not null)?.Tensor;

    private void Store(object place, TensorMessage tensor, string name, StoredRole role)
    {
        var stored = new StoredTensor(name, tensor.Type, tensor.IsSparse ? [tensor.StoredValues] : tensor.Sizes, role);
        byPlace[place] = stored;
        all.Add(stored);
    }

    private static TensorValue ValueOf(TensorMessage tensor, StoredTensor stored)
        => new TensorValue(tensor.Type, tensor.Sizes) { Data = tensor.Data, Sources = stored.Role == StoredRole.None ? [] : [stored] }.AsConstant();

    private static TensorValue? ValueOf(string attribute, AttributeMessage value) => attribute switch
    {
        "value" or "sparse_value" when value.Tensor is { } tensor => new TensorValue(tensor.Type, tensor.Sizes) { Data = tensor.Data },
        "value_float" => new TensorValue(ElementType.Float, []) { Data = KnownData.Of(value.Real ?? 0) },
        "value_int" => new TensorValue(ElementType.Int64, []) { Data = KnownData.Of(value.Integer ?? 0) },
        "value_string" => new TensorValue(ElementType.String, []) { Data = KnownData.Of(value.Text ?? "") },
        "value_floats" => new TensorValue(ElementType.Float, [value.Count]) { Data = value.Count == value.Reals.Count ? KnownData.Of([.. value.Reals]) : null },
        "value_ints" => new TensorValue(ElementType.Int64, [value.Count]) { Data = value.Count == value.Integers.Count ? KnownData.Of([.. value.Integers]) : null },
        "value_strings" => new TensorValue(ElementType.String, [value.Count]) { Data = value.Count == value.Texts.Count ? KnownData.Of([.. value.Texts]) : null },
        _ => null,
    };
}
