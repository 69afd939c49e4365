using Burden.Onnx.Values;

namespace Burden.Onnx.Proto;

/// <summary>Reads a file's messages, by the field numbers of onnx.proto. What Burden has no use for is passed over.</summary>
/// <param name="external">Opens the file in which a tensor's values lie beside the model; null where it can't.</param>
internal sealed class MessageReader(WireReader wire, Func<string, Stream?> external)
{
    /// <summary>Names are shorter; a longer one is a broken file.</summary>
    private const int MostText = 1 << 16;

    /// <summary>More parts than that are no network that anything could run, and would only fill memory.</summary>
    private const int MostParts = 8_000_000;

    /// <summary>The values of an attribute that are kept: trees list their nodes in attributes.</summary>
    private const int MostListed = 1 << 18;

    private readonly TensorReader tensors = new(wire, external);
    private readonly Stack<string> place = new();
    private int parts;

    /// <summary>Where in the model it is: <c>graph, node 'conv1'</c>.</summary>
    public string Place => string.Join(", ", place.Reverse());

    public ModelMessage Model()
    {
        var model = new ModelMessage();
        while (!wire.AtEnd)
        {
            var (field, type) = wire.Tag();
            switch (field, type)
            {
                case (1, WireType.Varint):
                    model.IrVersion = wire.Integer();
                    break;
                case (2, WireType.Length):
                    model.Producer = wire.String(MostText);
                    break;
                case (7, WireType.Length):
                    // One message may come in several pieces.
                    model.Graph ??= new GraphMessage();
                    Read("graph", model.Graph, GraphField);
                    break;
                case (8, WireType.Length):
                    Opset(model.Opsets);
                    break;
                case (14, WireType.Length):
                    var (key, value) = Entry();
                    model.Notes[key] = value;
                    break;
                case (25, WireType.Length):
                    model.Functions.Add(Part($"function {model.Functions.Count}", new FunctionMessage(), FunctionField));
                    break;
                default:
                    wire.Skip(type);
                    break;
            }
        }

        return model;
    }

    private void GraphField(GraphMessage graph, int field, WireType type)
    {
        switch (field, type)
        {
            case (1, WireType.Length):
                graph.Nodes.Add(Part($"node {graph.Nodes.Count}", new NodeMessage(), NodeField));
                break;
            case (2, WireType.Length):
                graph.Name = wire.String(MostText);
                break;
            case (5, WireType.Length):
                graph.Initializers.Add(Tensor($"initializer {graph.Initializers.Count}"));
                break;
            case (11, WireType.Length):
                graph.Inputs.Add(ValueInfo($"input {graph.Inputs.Count}"));
                break;
            case (12, WireType.Length):
                graph.Outputs.Add(ValueInfo($"output {graph.Outputs.Count}"));
                break;
            case (15, WireType.Length):
                graph.Initializers.Add(SparseTensor($"sparse initializer {graph.Initializers.Count}"));
                break;
            default:
                wire.Skip(type);
                break;
        }
    }

    private void NodeField(NodeMessage node, int field, WireType type)
    {
        switch (field, type)
        {
            case (1, WireType.Length):
                node.Inputs.Add(Name());
                break;
            case (2, WireType.Length):
                node.Outputs.Add(Name());
                break;
            case (3, WireType.Length):
                node.Name = wire.String(MostText);
                break;
            case (4, WireType.Length):
                node.Operator = wire.String(MostText);
                break;
            case (5, WireType.Length):
                node.Attributes.Add(Attribute(node.Attributes.Count));
                break;
            case (7, WireType.Length):
                node.Domain = Domain();
                break;
            case (8, WireType.Length):
                node.Overload = wire.String(MostText);
                break;
            case (9, WireType.Length):
                var (key, value) = Entry();
                node.Scopes = key == "pkg.torch.onnx.name_scopes" ? value : node.Scopes;
                node.Layer = key == Reading.LayerNote.Key ? value : node.Layer;
                break;
            default:
                wire.Skip(type);
                break;
        }
    }

    private AttributeMessage Attribute(int index) => Part($"attribute {index}", new AttributeMessage(), AttributeField);

    private void AttributeField(AttributeMessage attribute, int field, WireType type)
    {
        switch (field, type)
        {
            case (1, WireType.Length):
                attribute.Name = wire.String(MostText);
                break;
            case (2, WireType.Fixed32):
                attribute.Real = wire.Single();
                break;
            case (3, WireType.Varint):
                attribute.Integer = wire.Integer();
                break;
            case (4, WireType.Length):
                attribute.Text = ShortText() ?? "";
                break;
            case (5, WireType.Length):
                attribute.Tensor = Tensor("tensor");
                break;
            case (6, WireType.Length):
                attribute.Graph = Part("graph", new GraphMessage(), GraphField);
                break;
            case (7, _):
                attribute.Count += wire.Reals(type, attribute.Reals, MostListed);
                break;
            case (8, _):
                attribute.Count += wire.Integers(type, attribute.Integers, MostListed);
                break;
            case (9, WireType.Length):
                attribute.Count++;
                if (ShortText() is { } text && attribute.Texts.Count < MostListed)
                {
                    attribute.Texts.Add(text);
                }

                break;
            case (11, WireType.Length):
                attribute.Graphs.Add(Part("graph", new GraphMessage(), GraphField));
                break;
            case (20, WireType.Varint):
                attribute.Kind = wire.Integer();
                break;
            case (21, WireType.Length):
                attribute.Reference = wire.String(MostText);
                break;
            case (22, WireType.Length):
                attribute.Tensor = SparseTensor("sparse tensor");
                break;
            default:
                wire.Skip(type);
                break;
        }
    }

    private void FunctionField(FunctionMessage function, int field, WireType type)
    {
        switch (field, type)
        {
            case (1, WireType.Length):
                function.Name = wire.String(MostText);
                break;
            case (4, WireType.Length):
                function.Inputs.Add(Name());
                break;
            case (5, WireType.Length):
                function.Outputs.Add(Name());
                break;
            case (7, WireType.Length):
                function.Nodes.Add(Part($"node {function.Nodes.Count}", new NodeMessage(), NodeField));
                break;
            case (9, WireType.Length):
                Opset(function.Opsets);
                break;
            case (10, WireType.Length):
                function.Domain = Domain();
                break;
            case (11, WireType.Length):
                function.Defaults.Add(Attribute(function.Defaults.Count));
                break;
            case (13, WireType.Length):
                function.Overload = wire.String(MostText);
                break;
            default:
                wire.Skip(type);
                break;
        }
    }

    private ValueMessage ValueInfo(string what)
    {
        var (name, type) = ("", (TypeMessage?)null);
        Part(what, name, (_, field, wireType) =>
        {
            switch (field, wireType)
            {
                case (1, WireType.Length):
                    name = wire.String(MostText);
                    break;
                case (2, WireType.Length):
                    type = Type();
                    break;
                default:
                    wire.Skip(wireType);
                    break;
            }
        });
        return new ValueMessage(name, type);
    }

    private TypeMessage? Type()
    {
        TypeMessage? result = null;
        Part("type", "", (_, field, wireType) =>
        {
            switch (field, wireType)
            {
                case (1 or 8, WireType.Length):
                    result = TensorType();
                    break;
                case (4 or 9, WireType.Length):
                    result = new TypeMessage(field == 4 ? TypeKind.Sequence : TypeKind.Optional, ElementType.Undefined, null, Inner());
                    break;
                case (5, WireType.Length):
                    wire.Skip(wireType);
                    result = new TypeMessage(TypeKind.Map, ElementType.Undefined, null, null);
                    break;
                default:
                    wire.Skip(wireType);
                    break;
            }
        });
        return result;
    }

    private TypeMessage? Inner()
    {
        TypeMessage? inner = null;
        Part("element type", "", (_, field, wireType) =>
        {
            if ((field, wireType) == (1, WireType.Length))
            {
                inner = Type();
            }
            else
            {
                wire.Skip(wireType);
            }
        });
        return inner;
    }

    private TypeMessage TensorType()
    {
        var element = ElementType.Undefined;
        List<SizeMessage>? sizes = null;
        Part("tensor type", "", (_, field, wireType) =>
        {
            switch (field, wireType)
            {
                case (1, WireType.Varint):
                    element = (ElementType)wire.Integer();
                    break;
                case (2, WireType.Length):
                    sizes = [];
                    Part("shape", sizes, SizesField);
                    break;
                default:
                    wire.Skip(wireType);
                    break;
            }
        });
        return new TypeMessage(TypeKind.Tensor, element, sizes, null);
    }

    private void SizesField(List<SizeMessage> sizes, int field, WireType type)
    {
        if ((field, type) != (1, WireType.Length))
        {
            wire.Skip(type);
            return;
        }

        var (number, symbol) = ((long?)null, (string?)null);
        Part("dimension", "", (_, inner, wireType) =>
        {
            switch (inner, wireType)
            {
                case (1, WireType.Varint):
                    number = wire.Integer();
                    break;
                case (2, WireType.Length):
                    symbol = wire.String(MostText);
                    break;
                default:
                    wire.Skip(wireType);
                    break;
            }
        });
        sizes.Add(new SizeMessage(number, symbol));
    }

    private TensorMessage Tensor(string what)
    {
        var tensor = Part(what, new TensorMessage(), tensors.Field);
        tensors.Finish(tensor);
        return tensor;
    }

    private TensorMessage SparseTensor(string what)
    {
        var sparse = new TensorMessage { IsSparse = true };
        var sizes = new List<long>();
        Part(what, sparse, (_, field, type) =>
        {
            switch (field, type)
            {
                case (1, WireType.Length):
                    var values = Tensor("values");
                    (sparse.Name, sparse.Type, sparse.StoredValues) = (values.Name, values.Type, values.Sizes.Product());
                    break;
                case (3, _):
                    wire.Integers(type, sizes, KnownData.Most);
                    break;
                default:
                    wire.Skip(type);
                    break;
            }
        });
        sparse.Sizes = [.. sizes];
        return sparse;
    }

    private void Opset(Dictionary<string, long> opsets)
    {
        var (domain, version) = ("", 0L);
        Part("opset", "", (_, field, type) =>
        {
            switch (field, type)
            {
                case (1, WireType.Length):
                    domain = Domain();
                    break;
                case (2, WireType.Varint):
                    version = wire.Integer();
                    break;
                default:
                    wire.Skip(type);
                    break;
            }
        });
        opsets[domain] = version;
    }

    private (string Key, string Value) Entry()
    {
        var (key, value) = ("", "");
        Part("property", "", (_, field, type) =>
        {
            if (type == WireType.Length && field is 1 or 2)
            {
                var text = ShortText() ?? "";
                (key, value) = field == 1 ? (text, value) : (key, text);
            }
            else
            {
                wire.Skip(type);
            }
        });
        return (key, value);
    }

    /// <summary>A domain's name; ONNX's own has two.</summary>
    private string Domain() => wire.String(MostText) is var domain && domain == "ai.onnx" ? "" : domain;

    private string Name()
    {
        Count();
        return wire.String(MostText);
    }

    /// <summary>A text, which is passed over where it is too long to be a name or a word.</summary>
    private string? ShortText()
    {
        Count();
        return wire.StringOrSkip(MostText);
    }

    private T Part<T>(string what, T message, Action<T, int, WireType> field)
    {
        Count();
        Read(what, message, field);
        return message;
    }

    private void Read<T>(string what, T message, Action<T, int, WireType> field)
    {
        place.Push(what);
        var outer = wire.Enter();
        while (!wire.AtEnd)
        {
            var (number, type) = wire.Tag();
            field(message, number, type);
        }

        wire.Leave(outer);
        place.Pop();
    }

    private void Count()
    {
        if (++parts > MostParts)
        {
            throw new WireException($"the file has more than {Text.Grouped(MostParts)} parts", wire.Position);
        }
    }
}
