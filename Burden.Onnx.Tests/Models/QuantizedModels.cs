using Burden.Onnx.Values;

namespace Burden.Onnx.Tests.Models;

/// <summary>Networks of several types, as the tools of ONNX Runtime write them.</summary>
internal sealed class QuantizedModels
{
    private readonly GraphWriter graph = new();
    private int count;

    /// <summary>A text encoder of three blocks whose products are quantised while it runs: ids and masks of 64 bits, weights of 8, the rest in real numbers.</summary>
    public static byte[] Encoder()
    {
        const long Length = 12, Width = 32, Heads = 2, Words = 500;
        var m = new QuantizedModels();
        var g = m.graph;
        var (ids, mask) = (g.Input("input_ids", ElementType.Int64, 1, Length), g.Input("attention_mask", ElementType.Int64, 1, Length));
        var words = m.Node("embeddings/word_embeddings", "Gather", [m.Stored("embeddings/word_embeddings", ElementType.UInt8, Words, Width), ids]);
        var real = m.Node("embeddings/word_embeddings", "DequantizeLinear", [words, m.Stored("embeddings/word_embeddings/scale", ElementType.Float), m.Stored("embeddings/word_embeddings/zero", ElementType.UInt8)]);
        var x = m.Node("embeddings", "Add", [real, g.Weight("embeddings.position_embeddings", 1, Length, Width)]);
        x = m.Norm("embeddings/LayerNorm", x, Width);
        var seen = m.Node("", "Cast", [m.Node("", "Unsqueeze", [mask, g.Integers(1, 2)])], ("to", (long)ElementType.Float));
        var bias = m.Node("", "Mul", [m.Node("", "Sub", [g.Real(1), seen]), g.Real(-10000)]);
        for (var i = 0; i < 3; i++)
        {
            var scope = $"encoder/layer.{i}";
            var (q, k, v) = (m.Heads(scope, m.Dynamic($"{scope}/attention/query", x, Width, Width), Length, Heads, false), m.Heads(scope, m.Dynamic($"{scope}/attention/key", x, Width, Width), Length, Heads, true), m.Heads(scope, m.Dynamic($"{scope}/attention/value", x, Width, Width), Length, Heads, false));
            var scores = m.Node($"{scope}/attention", "Softmax", [m.Node($"{scope}/attention", "Add", [m.Node($"{scope}/attention", "Div", [m.Node($"{scope}/attention", "MatMul", [q, k]), g.Real(4)]), bias])], ("axis", -1L));
            var y = m.Node($"{scope}/attention", "Transpose", [m.Node($"{scope}/attention", "MatMul", [scores, v])], ("perm", new long[] { 0, 2, 1, 3 }));
            y = m.Dynamic($"{scope}/attention/output/dense", m.Node($"{scope}/attention", "Reshape", [y, g.Integers(1, Length, Width)]), Width, Width);
            x = m.Norm($"{scope}/attention/output/LayerNorm", m.Node($"{scope}/attention/output", "Add", [y, x]), Width);
            y = m.Node($"{scope}/intermediate", "Gelu", [m.Dynamic($"{scope}/intermediate/dense", x, Width, 4 * Width)]);
            x = m.Norm($"{scope}/output/LayerNorm", m.Node($"{scope}/output", "Add", [m.Dynamic($"{scope}/output/dense", y, 4 * Width, Width), x]), Width);
        }

        return g.Output(x).Model(20);
    }

    /// <summary>A classifier of images quantised with the ranges of its features: each feature is quantised and dequantised, and so are weights and biases.</summary>
    public static byte[] Classifier()
    {
        var m = new QuantizedModels();
        var g = m.graph;
        var x = m.Rounded("input", g.Float("input", 1, 3, 32, 32));
        var channels = 3L;
        foreach (var (name, width) in new[] { ("conv1", 8L), ("conv2", 16L), ("conv3", 16L) })
        {
            var weight = m.Node(name, "DequantizeLinear", [m.Stored(name, ElementType.Int8, width, channels, 3, 3), m.Stored($"{name}/scale", ElementType.Float, width), m.Stored($"{name}/zero", ElementType.Int8, width)], ("axis", 0L));
            var bias = m.Node(name, "DequantizeLinear", [m.Stored($"{name}/bias", ElementType.Int32, width), m.Stored($"{name}/bias_scale", ElementType.Float, width)], ("axis", 0L));
            x = m.Node(name, "Conv", [x, weight, bias], ("kernel_shape", new long[] { 3, 3 }), ("strides", new long[] { 2, 2 }), ("pads", new long[] { 1, 1, 1, 1 }));
            x = m.Rounded(name, m.Node(name, "Relu", [x]));
            channels = width;
        }

        x = m.Node("", "Flatten", [m.Rounded("pool", m.Node("", "GlobalAveragePool", [x]))], ("axis", 1L));
        var matrix = m.Node("fc1", "DequantizeLinear", [m.Stored("fc1", ElementType.Int8, 32, 16), m.Stored("fc1/scale", ElementType.Float, 32), m.Stored("fc1/zero", ElementType.Int8, 32)], ("axis", 0L));
        x = m.Node("fc1", "Gemm", [x, matrix, g.Weight("fc1.bias", 32)], ("transB", 1L));
        var last = m.Node("fc2", "DequantizeLinear", [m.Stored("fc2", ElementType.Int8, 10, 32), g.Real(0.1f)]);
        return g.Output(m.Node("fc2", "Gemm", [x, last], ("transB", 1L))).Model(20);
    }

    /// <summary>Blocks of a language model in half precision whose products have weights of 4 bits, in groups with scales and zero points.</summary>
    public static byte[] LanguageModel()
    {
        const long Length = 8, Width = 64, Words = 300;
        var m = new QuantizedModels();
        var g = m.graph;
        var x = m.Node("embed_tokens", "Gather", [m.Stored("embed_tokens", ElementType.Float16, Words, Width), g.Input("input_ids", ElementType.Int64, 1, Length)]);
        for (var i = 0; i < 3; i++)
        {
            var scope = $"layers.{i}";
            var gate = m.Packed($"{scope}/gate_proj", m.Rms($"{scope}/norm", x, Width), Width, 2 * Width);
            var up = m.Packed($"{scope}/up_proj", m.Rms($"{scope}/norm2", x, Width), Width, 2 * Width);
            var gated = m.Node(scope, "Mul", [m.Node(scope, "Mul", [gate, m.Node(scope, "Sigmoid", [gate])]), up]);
            x = m.Node(scope, "Add", [x, m.Packed($"{scope}/down_proj", gated, 2 * Width, Width)]);
        }

        var scores = m.Packed("lm_head", m.Rms("norm", x, Width), Width, Words);
        return g.Output(m.Node("", "Cast", [scores], ("to", (long)ElementType.Float))).Model(20);
    }

    private string Node(string scope, string op, string[] reads, params (string Name, object Value)[] attributes) => Nodes(scope, op, 1, reads, attributes)[0];

    private string[] Nodes(string scope, string op, int outputs, string[] reads, params (string Name, object Value)[] attributes)
    {
        var number = count++;
        string[] yields = [.. Enumerable.Range(0, outputs).Select(i => $"v{number}_{i}")];
        var (domain, name) = op.Split("::") is [var first, var second] ? (first, second) : ("", op);
        graph.Add(name, domain, $"/{(scope.Length == 0 ? "" : scope + "/")}{name}_{number}", reads, yields, attributes);
        return yields;
    }

    private string Stored(string name, ElementType type, params long[] sizes) => graph.Weight($"{name.Replace('/', '.')}_{type}", type, sizes);

    /// <summary>A linear layer whose input's range is found while it runs.</summary>
    private string Dynamic(string scope, string x, long inputs, long outputs)
    {
        var parts = Nodes(scope, "DynamicQuantizeLinear", 3, [x]);
        var weight = Stored(scope, ElementType.Int8, inputs, outputs);
        var product = Node(scope, "MatMulInteger", [parts[0], weight, parts[2], Stored($"{scope}/zero", ElementType.Int8)]);
        var scale = Node(scope, "Mul", [parts[1], Stored($"{scope}/scale", ElementType.Float)]);
        var real = Node(scope, "Mul", [Node(scope, "Cast", [product], ("to", (long)ElementType.Float)), scale]);
        return Node(scope, "Add", [graph.Weight($"{scope.Replace('/', '.')}.bias", outputs), real]);
    }

    /// <summary>A linear layer of 4-bit weights in groups of 32.</summary>
    private string Packed(string scope, string x, long inputs, long outputs)
        => Node(
            scope, "com.microsoft::MatMulNBits",
            [x, Stored(scope, ElementType.UInt8, outputs, inputs / 32, 16), Stored($"{scope}/scales", ElementType.Float16, outputs * inputs / 32), Stored($"{scope}/zeros", ElementType.UInt8, outputs * inputs / 64)],
            ("K", inputs), ("N", outputs), ("bits", 4L), ("block_size", 32L));

    private string Rounded(string scope, string x)
    {
        var (scale, zero) = (Stored($"{scope}/x_scale", ElementType.Float), Stored($"{scope}/x_zero", ElementType.UInt8));
        return Node(scope, "DequantizeLinear", [Node(scope, "QuantizeLinear", [x, scale, zero]), scale, zero]);
    }

    private string Norm(string scope, string x, long width)
        => Node(scope, "LayerNormalization", [x, graph.Weight($"{scope.Replace('/', '.')}.weight", width), graph.Weight($"{scope.Replace('/', '.')}.bias", width)], ("axis", -1L));

    private string Rms(string scope, string x, long width) => Node(scope, "SimplifiedLayerNormalization", [x, Stored($"{scope}/weight", ElementType.Float16, width)], ("axis", -1L));

    private string Heads(string scope, string x, long length, long heads, bool isKey)
        => Node($"{scope}/attention", "Transpose", [Node($"{scope}/attention", "Reshape", [x, graph.Integers(1, length, heads, -1)])], ("perm", isKey ? new long[] { 0, 2, 3, 1 } : [0, 2, 1, 3]));
}
