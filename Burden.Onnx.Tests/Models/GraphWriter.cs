using System.Runtime.InteropServices;
using Burden.Onnx.Values;

namespace Burden.Onnx.Tests.Models;

/// <summary>Writes small models: a graph with its inputs, initializers and nodes, by onnx.proto's field numbers.</summary>
internal sealed class GraphWriter
{
    private readonly List<ModelBytes> nodes = [];
    private readonly List<ModelBytes> initializers = [];
    private readonly List<ModelBytes> inputs = [];
    private readonly List<ModelBytes> outputs = [];
    private readonly List<ModelBytes> functions = [];
    private int named;

    /// <summary>The first output of the node that was written last.</summary>
    public string LastOutput { get; private set; } = "";

    /// <summary>An input; a size that is a text is a symbol.</summary>
    public string Input(string name, ElementType type, params object[] sizes)
    {
        inputs.Add(ValueInfo(name, type, sizes));
        return name;
    }

    public string Float(string name, params object[] sizes) => Input(name, ElementType.Float, sizes);

    /// <summary>An output, whose type the runtime works out.</summary>
    public GraphWriter Output(string name)
    {
        outputs.Add(new ModelBytes().Text(1, name));
        return this;
    }

    public GraphWriter Output(string name, ElementType type, params object[] sizes)
    {
        outputs.Add(ValueInfo(name, type, sizes));
        return this;
    }

    /// <summary>An initializer of small values of one type.</summary>
    public string Weight(string name, ElementType type, params long[] sizes)
    {
        var count = sizes.Aggregate(1L, static (a, b) => a * b);
        initializers.Add(Tensor(name, type, sizes, Raw(type, count)));
        return name;
    }

    public string Weight(string name, params long[] sizes) => Weight(name, ElementType.Float, sizes);

    /// <summary>An initializer of integers.</summary>
    public string Integers(params long[] values) => Stored(ElementType.Int64, [values.Length], MemoryMarshal.AsBytes(values.AsSpan()).ToArray());

    /// <summary>An initializer of one integer, of no dimension.</summary>
    public string Integer(long value) => Stored(ElementType.Int64, [], BitConverter.GetBytes(value));

    public string Reals(params float[] values) => Stored(ElementType.Float, [values.Length], MemoryMarshal.AsBytes(values.AsSpan()).ToArray());

    public string Real(float value) => Stored(ElementType.Float, [], BitConverter.GetBytes(value));

    public string Bool(bool value) => Stored(ElementType.Bool, [], [value ? (byte)1 : (byte)0]);

    public string Bools(params bool[] values) => Stored(ElementType.Bool, [values.Length], [.. values.Select(static v => v ? (byte)1 : (byte)0)]);

    public string Stored(ElementType type, long[] sizes, byte[] raw)
    {
        var name = $"c{++named}";
        initializers.Add(Tensor(name, type, sizes, raw));
        return name;
    }

    /// <summary>A node with one output.</summary>
    public string Node(string op, string[] reads, params (string Name, object Value)[] attributes) => Nodes(op, 1, reads, attributes)[0];

    /// <summary>A node with several outputs.</summary>
    public string[] Nodes(string op, int count, string[] reads, params (string Name, object Value)[] attributes)
    {
        var domain = "";
        if (op.Contains("::", StringComparison.Ordinal))
        {
            (domain, op) = (op[..op.IndexOf("::", StringComparison.Ordinal)], op[(op.IndexOf("::", StringComparison.Ordinal) + 2)..]);
        }

        var id = ++named;
        string[] yields = [.. Enumerable.Range(0, count).Select(i => $"{op.ToLowerInvariant()}{id}_{i}")];
        Add(op, domain, $"{op}_{id}", reads, yields, attributes);
        return yields;
    }

    public GraphWriter Add(string op, string domain, string name, string[] reads, string[] yields, params (string Name, object Value)[] attributes)
    {
        var node = new ModelBytes();
        foreach (var read in reads)
        {
            node.Text(1, read);
        }

        foreach (var yield in yields)
        {
            node.Text(2, yield);
        }

        node.Text(3, name).Text(4, op);
        foreach (var (key, value) in attributes)
        {
            node.Message(5, Attribute(key, value));
        }

        if (domain.Length > 0)
        {
            node.Text(7, domain);
        }

        nodes.Add(node);
        LastOutput = yields[0];
        return this;
    }

    /// <summary>A note beside the node that was written last.</summary>
    public GraphWriter Note(string key, string value)
    {
        nodes[^1].Message(9, new ModelBytes().Text(1, key).Text(2, value));
        return this;
    }

    /// <summary>A function of the model's own.</summary>
    public GraphWriter Function(string domain, string name, string[] inputNames, string[] outputNames, GraphWriter body, string[]? attributes = null, long opset = 17)
    {
        var function = new ModelBytes().Text(1, name);
        foreach (var input in inputNames)
        {
            function.Text(4, input);
        }

        foreach (var output in outputNames)
        {
            function.Text(5, output);
        }

        foreach (var attribute in attributes ?? [])
        {
            function.Text(6, attribute);
        }

        foreach (var node in body.nodes)
        {
            function.Message(7, node);
        }

        functions.Add(function.Message(9, new ModelBytes().Text(1, "").Integer(2, opset)).Text(10, domain));
        return this;
    }

    public byte[] Model(long opset = 17, long ir = 8, params string[] domains)
    {
        var model = new ModelBytes().Integer(1, ir).Text(2, "burden tests").Message(7, Graph()).Message(8, new ModelBytes().Text(1, "").Integer(2, opset));
        foreach (var domain in domains)
        {
            model.Message(8, new ModelBytes().Text(1, domain).Integer(2, domain == "ai.onnx.ml" ? 3 : 1));
        }

        foreach (var function in functions)
        {
            model.Message(25, function);
        }

        return model.ToArray();
    }

    public ModelBytes Graph(string name = "graph")
    {
        var graph = new ModelBytes();
        nodes.ForEach(n => graph.Message(1, n));
        graph.Text(2, name);
        initializers.ForEach(t => graph.Message(5, t));
        inputs.ForEach(i => graph.Message(11, i));
        outputs.ForEach(o => graph.Message(12, o));
        return graph;
    }

    public static ModelBytes Tensor(string name, ElementType type, long[] sizes, byte[] raw)
    {
        var tensor = new ModelBytes();
        if (sizes.Length > 0)
        {
            tensor.Packed(1, sizes);
        }

        return tensor.Integer(2, (long)type).Text(8, name).Bytes(9, raw);
    }

    private static byte[] Raw(ElementType type, long count)
    {
        var raw = new byte[((count * type.Bits()) + 7) / 8];
        for (var i = 0; i < count && type.Bits() >= 8; i++)
        {
            var value = 0.05f + (i % 7 * 0.01f);
            byte[] bytes = type switch
            {
                ElementType.Float => BitConverter.GetBytes(value),
                ElementType.Double => BitConverter.GetBytes((double)value),
                ElementType.Float16 => BitConverter.GetBytes((Half)value),
                ElementType.BFloat16 => BitConverter.GetBytes(value)[2..],
                ElementType.Int8 or ElementType.UInt8 => [(byte)(1 + (i % 3))],
                _ => new byte[type.Bits() / 8],
            };
            bytes.CopyTo(raw, i * type.Bits() / 8);
        }

        return raw;
    }

    private static ModelBytes ValueInfo(string name, ElementType type, object[] sizes)
    {
        var shape = new ModelBytes();
        foreach (var size in sizes)
        {
            shape.Message(1, size is string symbol ? new ModelBytes().Text(2, symbol) : new ModelBytes().Integer(1, Convert.ToInt64(size, System.Globalization.CultureInfo.InvariantCulture)));
        }

        return new ModelBytes().Text(1, name).Message(2, new ModelBytes().Message(1, new ModelBytes().Integer(1, (long)type).Message(2, shape)));
    }

    private static ModelBytes Attribute(string name, object value)
    {
        var attribute = new ModelBytes().Text(1, name);
        switch (value)
        {
            case int or long:
                return attribute.Integer(3, Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)).Integer(20, 2);
            case float real:
                return attribute.Single(2, real).Integer(20, 1);
            case string text:
                return attribute.Text(4, text).Integer(20, 3);
            case long[] integers:
                foreach (var integer in integers)
                {
                    attribute.Integer(8, integer);
                }

                return attribute.Integer(20, 7);
            case float[] reals:
                foreach (var real in reals)
                {
                    attribute.Single(7, real);
                }

                return attribute.Integer(20, 6);
            case string[] texts:
                foreach (var text in texts)
                {
                    attribute.Text(9, text);
                }

                return attribute.Integer(20, 8);
            case GraphWriter graph:
                return attribute.Message(6, graph.Graph("body")).Integer(20, 5);
            case AttributeReference reference:
                return attribute.Text(21, reference.Name).Integer(20, reference.Kind);
            case ModelBytes tensor:
                return attribute.Message(5, tensor).Integer(20, 4);
            default:
                throw new ArgumentException(value.GetType().Name);
        }
    }
}

/// <summary>An attribute inside a function that has the value of the function's own attribute.</summary>
/// <param name="Kind">As <c>AttributeProto.AttributeType</c> numbers them.</param>
internal sealed record AttributeReference(string Name, long Kind);
