namespace Burden.Onnx.Tests.Models;

/// <summary>Networks as PyTorch's exporter writes them: nodes named by their modules, batch norms merged, functions operator by operator.</summary>
internal sealed class TorchModels
{
    private readonly GraphWriter graph = new();
    private readonly Dictionary<string, int> used = [];

    public static byte[] ResNet18()
    {
        var m = new TorchModels();
        var x = m.graph.Float("input", 1, 3, 224, 224);
        x = m.Conv("conv1", x, 64, 3, 7, 2, 3);
        x = m.Node("relu", "Relu", [x]);
        x = m.Node("maxpool", "MaxPool", [x], ("kernel_shape", new long[] { 3, 3 }), ("strides", new long[] { 2, 2 }), ("pads", new long[] { 1, 1, 1, 1 }));
        var channels = 64L;
        for (var stage = 1; stage <= 4; stage++)
        {
            for (var block = 0; block < 2; block++)
            {
                var (width, scope) = (32L << stage, $"layer{stage}/layer{stage}.{block}");
                var stride = block == 0 && stage > 1 ? 2 : 1;
                var y = m.Node($"{scope}/relu", "Relu", [m.Conv($"{scope}/conv1", x, width, channels, 3, stride, 1)]);
                y = m.Conv($"{scope}/conv2", y, width, width, 3, 1, 1);
                var shortcut = stride == 1 && channels == width ? x : m.Conv($"{scope}/downsample/downsample.0", x, width, channels, 1, stride, 0);
                x = m.Node($"{scope}/relu", "Relu", [m.Node(scope, "Add", [y, shortcut])]);
                channels = width;
            }
        }

        x = m.Node("", "Flatten", [m.Node("avgpool", "GlobalAveragePool", [x])], ("axis", 1L));
        m.Node("fc", "Gemm", [x, m.graph.Weight("fc.weight", 1000, 512), m.graph.Weight("fc.bias", 1000)], ("transB", 1L));
        return m.Model();
    }

    public static byte[] MobileNetV2()
    {
        var m = new TorchModels();
        var x = m.Clip("features/features.0/features.0.2", m.Conv("features/features.0/features.0.0", m.graph.Float("input", 1, 3, 224, 224), 32, 3, 3, 2, 1));
        var channels = 32L;
        var index = 1;
        foreach (var (expansion, width, count, first) in new[] { (1L, 16L, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1) })
        {
            for (var i = 0; i < count; i++, index++)
            {
                var (scope, stride, inner) = ($"features/features.{index}", i == 0 ? first : 1, channels * expansion);
                var y = x;
                var at = 0;
                if (expansion > 1)
                {
                    y = m.Clip($"{scope}/conv/conv.0/conv.0.2", m.Conv($"{scope}/conv/conv.0/conv.0.0", y, inner, channels, 1, 1, 0));
                    at = 1;
                }

                y = m.Clip($"{scope}/conv/conv.{at}/conv.{at}.2", m.Conv($"{scope}/conv/conv.{at}/conv.{at}.0", y, inner, 1, 3, stride, 1, inner));
                y = m.Conv($"{scope}/conv/conv.{at + 1}", y, width, inner, 1, 1, 0);
                x = stride == 1 && channels == width ? m.Node(scope, "Add", [x, y]) : y;
                channels = width;
            }
        }

        x = m.Clip($"features/features.{index}/features.{index}.2", m.Conv($"features/features.{index}/features.{index}.0", x, 1280, 320, 1, 1, 0));
        x = m.Node("", "Flatten", [m.Node("", "GlobalAveragePool", [x])], ("axis", 1L));
        m.Node("classifier/classifier.1", "Gemm", [x, m.graph.Weight("classifier.1.weight", 1000, 1280), m.graph.Weight("classifier.1.bias", 1000)], ("transB", 1L));
        return m.Model();
    }

    /// <summary>A language model of three blocks, whose scores are products with its tokens' vectors.</summary>
    public static byte[] Gpt(int layers = 3)
    {
        const long Length = 16, Width = 64, Heads = 4, Words = 1000;
        var m = new TorchModels();
        var ids = m.graph.Input("input_ids", Values.ElementType.Int64, 1, Length);
        var x = m.Node("transformer/wte", "Gather", [m.graph.Weight("transformer.wte.weight", Words, Width), ids]);
        x = m.Node("transformer", "Add", [x, m.Node("transformer/wpe", "Gather", [m.graph.Weight("transformer.wpe.weight", 1024, Width), m.graph.Integers([.. Enumerable.Range(0, (int)Length).Select(static i => (long)i)])])]);
        for (var i = 0; i < layers; i++)
        {
            var scope = $"transformer/h.{i}";
            var y = m.LayerNorm($"{scope}/ln_1", x, Width);
            y = m.Linear($"{scope}/attn/c_attn", y, Width, 3 * Width);
            string[] parts = [$"q{i}", $"k{i}", $"v{i}"];
            m.graph.Add("Split", "", $"/{scope}/attn/Split", [y, m.graph.Integers(Width, Width, Width)], parts, ("axis", 2L));
            var (q, k, v) = (m.Heads(scope, parts[0], Length, Heads, Width / Heads, false), m.Heads(scope, parts[1], Length, Heads, Width / Heads, true), m.Heads(scope, parts[2], Length, Heads, Width / Heads, false));
            var scores = m.Node($"{scope}/attn", "Softmax", [m.Node($"{scope}/attn", "Div", [m.Node($"{scope}/attn", "MatMul", [q, k]), m.graph.Real(4)])], ("axis", -1L));
            y = m.Node($"{scope}/attn", "Transpose", [m.Node($"{scope}/attn", "MatMul", [scores, v])], ("perm", new long[] { 0, 2, 1, 3 }));
            y = m.Linear($"{scope}/attn/c_proj", m.Node($"{scope}/attn", "Reshape", [y, m.graph.Integers(1, Length, Width)]), Width, Width);
            x = m.Node(scope, "Add", [y, x]);
            y = m.Linear($"{scope}/mlp/c_fc", m.LayerNorm($"{scope}/ln_2", x, Width), Width, 4 * Width);
            y = m.Linear($"{scope}/mlp/c_proj", m.ErfGelu($"{scope}/mlp/act", y), 4 * Width, Width);
            x = m.Node(scope, "Add", [x, y]);
        }

        x = m.LayerNorm("transformer/ln_f", x, Width);
        m.Node("lm_head", "MatMul", [x, m.Node("lm_head", "Transpose", ["transformer.wte.weight"], ("perm", new long[] { 1, 0 }))]);
        return m.Model();
    }

    /// <summary>A vision transformer of four blocks, with layer norms operator by operator, whose nodes have no names.</summary>
    public static byte[] VisionTransformer()
    {
        const long Width = 96, Heads = 3, Length = 50;
        var m = new TorchModels { isNamed = false };
        var x = m.Conv("conv_proj", m.graph.Float("input", 1, 3, 224, 224), Width, 3, 32, 32, 0);
        x = m.Node("", "Transpose", [m.Node("", "Reshape", [x, m.graph.Integers(1, Width, 49)])], ("perm", new long[] { 0, 2, 1 }));
        x = m.Node("", "Concat", [m.graph.Weight("class_token", 1, 1, Width), x], ("axis", 1L));
        x = m.Node("", "Add", [x, m.graph.Weight("pos_embedding", 1, Length, Width)]);
        for (var i = 0; i < 4; i++)
        {
            var y = m.Decomposed(x, Width, $"n{i}a");
            var (q, k, v) = (m.Heads("", m.Linear($"q{i}", y, Width, Width), Length, Heads, 32, false), m.Heads("", m.Linear($"k{i}", y, Width, Width), Length, Heads, 32, true), m.Heads("", m.Linear($"v{i}", y, Width, Width), Length, Heads, 32, false));
            var scores = m.Node("", "Softmax", [m.Node("", "Mul", [m.Node("", "MatMul", [q, k]), m.graph.Real(0.2f)])]);
            y = m.Node("", "Transpose", [m.Node("", "MatMul", [scores, v])], ("perm", new long[] { 0, 2, 1, 3 }));
            x = m.Node("", "Add", [m.Linear($"o{i}", m.Node("", "Reshape", [y, m.graph.Integers(1, Length, Width)]), Width, Width), x]);
            y = m.Linear($"f{i}", m.Decomposed(x, Width, $"n{i}b"), Width, 4 * Width);
            y = m.Node("", "Mul", [y, m.Node("", "Sigmoid", [y])]);
            x = m.Node("", "Add", [x, m.Linear($"g{i}", y, 4 * Width, Width)]);
        }

        x = m.Node("", "Gather", [m.Decomposed(x, Width, "n"), m.graph.Integer(0)], ("axis", 1L));
        m.Node("", "Gemm", [x, m.graph.Weight("head", 10, Width), m.graph.Weight("head_b", 10)], ("transB", 1L));
        return m.Model();
    }

    private bool isNamed = true;

    private byte[] Model() => graph.Output(graph.LastOutput).Model();

    private string Node(string scope, string op, string[] reads, params (string Name, object Value)[] attributes)
    {
        var name = scope.Length == 0 ? $"/{op}" : $"/{scope}/{op}";
        used[name] = used.GetValueOrDefault(name) + 1;
        name = used[name] == 1 ? name : $"{name}_{used[name] - 1}";
        graph.Add(op, "", isNamed ? name : "", reads, [isNamed ? $"{name}_output_0" : $"{used.Values.Sum()}"], attributes);
        return graph.LastOutput;
    }

    private string Conv(string scope, string x, long outputs, long inputs, long kernel, long stride, long padding, long group = 1)
        => Node(
            scope, "Conv", [x, graph.Weight($"onnx::Conv_{used.Count}_{used.Values.Sum()}", outputs, inputs, kernel, kernel), graph.Weight($"onnx::Conv_{used.Count}_{used.Values.Sum()}b", outputs)],
            ("kernel_shape", new[] { kernel, kernel }), ("strides", new[] { stride, stride }), ("pads", new[] { padding, padding, padding, padding }), ("dilations", new long[] { 1, 1 }), ("group", group));

    private string Clip(string scope, string x) => Node(scope, "Clip", [x, graph.Real(0), graph.Real(6)]);

    private string Linear(string scope, string x, long inputs, long outputs)
    {
        var product = Node(scope, "MatMul", [x, graph.Weight($"onnx::MatMul_{used.Values.Sum()}", inputs, outputs)]);
        return Node(scope, "Add", [graph.Weight(isNamed ? $"{scope.Replace('/', '.')}.bias" : $"{scope}b", outputs), product]);
    }

    private string LayerNorm(string scope, string x, long width)
        => Node(scope, "LayerNormalization", [x, graph.Weight($"{scope}.weight", width), graph.Weight($"{scope}.bias", width)], ("axis", -1L), ("epsilon", 1e-5f));

    private string Heads(string scope, string x, long length, long heads, long width, bool isKey)
        => Node($"{scope}/attn".TrimStart('/'), "Transpose", [Node($"{scope}/attn".TrimStart('/'), "Reshape", [x, graph.Integers(1, length, heads, width)])], ("perm", isKey ? new long[] { 0, 2, 3, 1 } : [0, 2, 1, 3]));

    private string ErfGelu(string scope, string x)
    {
        var y = Node(scope, "Add", [Node(scope, "Erf", [Node(scope, "Div", [x, Constant(1.41421f)])]), Constant(1)]);
        return Node(scope, "Mul", [Node(scope, "Mul", [x, y]), Constant(0.5f)]);
    }

    private string Decomposed(string x, long width, string name)
    {
        var centred = Node("", "Sub", [x, Node("", "ReduceMean", [x], ("axes", new long[] { -1 }))]);
        var variance = Node("", "ReduceMean", [Node("", "Pow", [centred, Constant(2)])], ("axes", new long[] { -1 }));
        var deviation = Node("", "Sqrt", [Node("", "Add", [variance, Constant(1e-5f)])]);
        return Node("", "Add", [Node("", "Mul", [Node("", "Div", [centred, deviation]), graph.Weight($"{name}_w", width)]), graph.Weight($"{name}_b", width)]);
    }

    /// <summary>The exporter writes numbers in formulas as Constant nodes.</summary>
    private string Constant(float value)
    {
        var name = $"constant_{used.Values.Sum()}_{BitConverter.SingleToInt32Bits(value)}";
        graph.Add("Constant", "", $"/{name}", [], [name], ("value", GraphWriter.Tensor("", Values.ElementType.Float, [], BitConverter.GetBytes(value))));
        return name;
    }
}
