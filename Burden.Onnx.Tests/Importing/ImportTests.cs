using Burden.Generator.Tests.Harness;
using Burden.Onnx.Importing;
using Burden.Onnx.Tests.Models;
using Burden.Onnx.Values;

namespace Burden.Onnx.Tests.Importing;

/// <summary>A file's network as a declaration, as people read it.</summary>
public sealed class ImportTests
{
    public static TheoryData<string, Func<byte[]>> Models => new()
    {
        { "resnet18", TorchModels.ResNet18 },
        { "mobilenet_v2", TorchModels.MobileNetV2 },
        { "gpt", static () => TorchModels.Gpt() },
        { "vit", TorchModels.VisionTransformer },
        { "quantized_encoder", QuantizedModels.Encoder },
        { "quantized_classifier", QuantizedModels.Classifier },
        { "quantized_language_model", QuantizedModels.LanguageModel },
    };

    [Theory]
    [MemberData(nameof(Models))]
    public void Blocks_that_repeat_are_modules(string name, Func<byte[]> model)
    {
        var text = Import.Of(model(), name);

        Import.Compiled([(text, model(), "")]);
        Snapshot.Verify(text, name);
    }

    [Fact]
    public void Classes_stand_in_a_namespace()
    {
        var text = Import.Of(Small(), "net", "Detector", "App.Models");

        Assert.Contains("namespace App.Models;\n", text);
        Assert.Contains("public sealed partial class Detector\n", text);
    }

    [Theory]
    [InlineData("1st model", "_1stModel")]
    [InlineData("größe-v2", "GrößeV2")]
    [InlineData("検出", "検出")]
    [InlineData("layer", "LayerNetwork")]
    [InlineData("conv2d", "Conv2dNetwork")]
    [InlineData("Conv2d", "Conv2dNetwork")]
    [InlineData("...", "ImportedNetwork")]
    [InlineData("class", "Class")]
    public void A_file_name_becomes_a_class_name(string file, string expected)
    {
        var model = Small();
        var text = Import.Of(model, file);

        Assert.Contains($"partial class {expected}\n", text);
        Import.Compiled([(text, model, "")]);
    }

    [Theory]
    [InlineData("class")]
    [InlineData("A.B")]
    [InlineData("")]
    [InlineData("Layer")]
    [InlineData("Conv2d")]
    public void A_name_that_no_network_can_have_is_refused(string name) => Assert.NotNull(OnnxImport.FaultOf(name));

    [Theory]
    [InlineData("Cost")]
    [InlineData("net")]
    [InlineData("class")]
    [InlineData("Input")]
    [InlineData("1")]
    [InlineData("größe")]
    [InlineData("検出")]
    [InlineData("a\"b\\c<d>&\n")]
    [InlineData("Layer")]
    [InlineData("ToString")]
    [InlineData("nameof")]
    [InlineData("Repeat")]
    [InlineData("\U0001F600")]
    public void Any_name_in_a_file_becomes_one_of_a_property(string scope)
    {
        var g = new GraphWriter();
        g.Float("x", 1, 3, 8, 8);
        g.Input(scope, ElementType.Float, 1, 4, 8, 8);
        g.Add("Conv", "", $"/{scope}/Conv", ["x", g.Weight("w", 4, 3, 3, 3)], ["a"], ("pads", new long[] { 1, 1, 1, 1 }));
        g.Add("Add", "", $"/{scope}/Add", ["a", scope], ["b"]);
        g.Add("Conv", "", $"/{scope}_/{scope}/Conv", ["a", g.Weight("v", 4, 4, 3, 3)], ["c"], ("pads", new long[] { 1, 1, 1, 1 }));
        g.Add("Mul", "", $"/{scope}/Mul", ["b", "c"], ["d"]);
        var model = g.Output("d").Model();

        Import.Compiled([(Import.Of(model, "net"), model, "")]);
    }

    [Fact]
    public void Types_stand_where_they_differ_from_those_around()
    {
        var g = new GraphWriter();
        g.Input("ids", ElementType.Int64, 1, 12);
        g.Input("mask", ElementType.Bool, 1, 12, 8);
        var vectors = g.Node("Gather", [g.Weight("table", 50, 8), "ids"]);
        var chosen = g.Node("Where", ["mask", vectors, g.Node("Exp", [vectors])]);
        g.Node("Equal", [chosen, g.Real(1)]);
        var model = g.Output(g.LastOutput).Model();
        var text = Import.Of(model, "net");

        Assert.Contains("[Network(12, Name = \"net\", InputType = DataType.Int64)]", text);
        Assert.Contains("[Input(12, 8, Type = DataType.UInt8)]", text);
        Assert.Contains("    public const DataType ElementType = DataType.UInt8;\n", text);
        Assert.DoesNotContain("OutputType", text);
        Import.Compiled([(text, model, "")]);
    }

    [Fact]
    public void A_layer_of_another_type_says_so()
    {
        var g = new GraphWriter();
        var x = g.Float("x", 1, 6, 8);
        var half = g.Node("Cast", [x], ("to", (long)ElementType.Float16));
        var product = g.Node("MatMul", [half, g.Weight("half", ElementType.Float16, 8, 4)]);
        g.Node("MatMul", [g.Node("Cast", [product], ("to", (long)ElementType.Float)), g.Weight("whole", 4, 32)]);
        var model = g.Output(g.LastOutput).Model();
        var text = Import.Of(model, "net");

        Assert.Contains("Precision(Parameters = DataType.Float16), Linear(4, Bias = false, OutputType = DataType.Float16)", text);
        Import.Compiled([(text, model, "")]);
    }

    [Theory]
    [InlineData(true, "Conv2d(4, 3, Padding = 1, SharesWith = nameof(")]
    [InlineData(false, "Conv2d(4, 3, Padding = 1, SharesBias = false, SharesWith = nameof(")]
    public void A_layer_that_runs_twice_shares_its_weights(bool sharesBias, string expected)
    {
        var g = new GraphWriter();
        var (x, y) = (g.Float("x", 1, 3, 8, 8), g.Float("y", 1, 3, 8, 8));
        var (w, b) = (g.Weight("w", 4, 3, 3, 3), g.Weight("b", 4));
        var pads = ("pads", (object)new long[] { 1, 1, 1, 1 });
        g.Node("Sub", [g.Node("Relu", [g.Node("Conv", [x, w, b], pads)]), g.Node("Relu", [g.Node("Conv", [y, w, sharesBias ? b : g.Weight("c", 4)], pads)])]);
        var model = g.Output(g.LastOutput).Model();
        var text = Import.Of(model, "net");

        Assert.Contains(expected, text);
        Import.Compiled([(text, model, "")]);
    }

    [Theory]
    [InlineData("Attention", "q_num_heads", "kv_num_heads", "ScaledDotProductAttention(nameof(K), nameof(V), Heads = 4, From = nameof(Q))")]
    [InlineData("com.microsoft::MultiHeadAttention", "num_heads", "unused", "ScaledDotProductAttention(nameof(K), nameof(V), Heads = 4, From = nameof(Q))")]
    public void Attention_that_costs_what_the_layer_kind_does_is_that_kind(string op, string heads, string keyHeads, string expected)
    {
        var g = new GraphWriter();
        var x = g.Float("x", 1, 7, 32);
        string[] parts = ["q", "k", "v"];
        foreach (var part in parts)
        {
            g.Add("MatMul", "", $"/{part}/MatMul", [x, g.Weight($"{part}.weight", 32, 32)], [part]);
        }

        g.Node(op, parts, (heads, 4L), (keyHeads, 4L));
        var model = g.Output(g.Node("Tanh", [g.LastOutput])).Model(23);
        var text = Import.Of(model, "net");

        Assert.Contains(expected, text);
        Import.Compiled([(text, model, "")]);
    }

    [Theory]
    [InlineData("LSTM", 4, "LSTM(6, State = nameof(H0), CellState = nameof(C0)")]
    [InlineData("GRU", 3, "GRU(6, State = nameof(H0)")]
    public void A_recurrent_layer_names_the_layers_that_hold_its_states(string op, long gates, string expected)
    {
        var g = new GraphWriter();
        List<string> reads = [g.Float("x", 7, 1, 5), g.Weight("w", 1, gates * 6, 5), g.Weight("r", 1, gates * 6, 6), g.Weight("b", 1, 2 * gates * 6), "", g.Float("h0", 1, 1, 6)];
        if (op == "LSTM")
        {
            reads.Add(g.Float("c0", 1, 1, 6));
        }

        var model = g.Output(g.Node(op, [.. reads], ("hidden_size", 6L))).Model();
        var text = Import.Of(model, "net");

        Assert.Contains(expected, text);
        Import.Compiled([(text, model, "")]);
    }

    [Fact]
    public void Attention_to_itself_names_its_input()
    {
        var g = new GraphWriter();
        var x = g.Node("Relu", [g.Float("x", 1, 7, 32)]);
        var model = g.Output(g.Node("Attention", [x, x, x], ("q_num_heads", 4L), ("kv_num_heads", 4L), ("is_causal", 1L))).Model(23);
        var text = Import.Of(model, "net");

        Assert.Contains("ScaledDotProductAttention(nameof(ReLU), nameof(ReLU), Heads = 4, Causal = true)", text);
        Import.Compiled([(text, model, "")]);
    }

    /// <summary>Blocks of two convolutions, of which some end in a sum with their input, and some project it first.</summary>
    private static byte[] Blocks(string shortcuts, Func<int, long> widthOf)
    {
        var g = new GraphWriter();
        var (x, channels) = (g.Float("x", 1, 8, 16, 16), 8L);
        for (var i = 0; i < shortcuts.Length; i++)
        {
            var (input, width) = (x, widthOf(i));
            x = Node($"b{i}/a", "Relu", Convolution($"b{i}/a", x, channels, width, 3));
            x = Node($"b{i}/b", "Tanh", Convolution($"b{i}/b", x, width, width, 3));
            x = Convolution($"b{i}/c", x, width, width, 1);
            x = shortcuts[i] switch
            {
                'p' => Node($"b{i}", "Add", x, Convolution($"b{i}/d", input, channels, width, 1)),
                's' => Node($"b{i}", "Add", x, input),
                _ => x,
            };
            channels = width;
        }

        return g.Output(x).Model();

        string Convolution(string scope, string at, long from, long to, long kernel)
            => Node(scope, "Conv", at, g.Weight($"{scope}.weight", to, from, kernel, kernel), ("pads", new long[] { kernel / 2, kernel / 2, kernel / 2, kernel / 2 }));

        string Node(string scope, string op, string a, string? b = null, params (string, object)[] attributes)
        {
            g.Add(op, "", $"/{scope}/{op}", b is null ? [a] : [a, b], [$"{scope}/{op}_out"], attributes);
            return g.LastOutput;
        }
    }

    [Theory]
    [InlineData("spsp", "When($\"Input.Channels != {nameof(C)}.Channels\")")]
    [InlineData("pssp", "When($\"Input.Channels != {nameof(C)}.Channels\")")]
    [InlineData("s.s.", "When($\"Input.Channels == {nameof(C)}.Channels\")")]
    public void Blocks_that_differ_in_a_shortcut_are_one_module_with_a_condition_on_shapes(string shortcuts, string expected)
    {
        // Where there is no plain sum, the width changes.
        var widths = shortcuts.Aggregate(new List<long>(), static (all, s) => [.. all, (all.Count == 0 ? 8 : all[^1]) * (s == 's' ? 1 : 2)]);
        var model = Blocks(shortcuts, i => widths[i]);
        var text = Import.Of(model, "net");

        Assert.Contains(expected, text);
        Assert.Single(text.Split('\n'), static l => l.Contains(": ModuleAttribute", StringComparison.Ordinal));
        Import.Compiled([(text, model, "")]);
    }

    [Fact]
    public void Where_no_shape_tells_the_condition_is_a_parameter()
    {
        var model = Blocks("spsp", static _ => 8);
        var text = Import.Of(model, "net");

        Assert.Matches(@"public object Has\w+ \{ get; set; \} = false;", text);
        Assert.Single(text.Split('\n'), static l => l.Contains(": ModuleAttribute", StringComparison.Ordinal));
        Import.Compiled([(text, model, "")]);
    }

    [Fact]
    public void Weights_shared_between_modules_stay_those_of_one_layer()
    {
        var g = new GraphWriter();
        var x = g.Float("x", 1, 8);
        foreach (var (scope, weight) in new[] { ("a", "w"), ("b", "v"), ("c", "w") })
        {
            x = Step(scope, "up", "MatMul", x, weight == "w" && scope == "c" ? "w" : g.Weight(weight, 8, 8));
            var up = x;
            x = Step(scope, "act", "Tanh", x);
            x = Step(scope, "gate", "Mul", x, up);
            x = Step(scope, "norm", "Sigmoid", x);
            x = Step(scope, "sum", "Add", x, up);
        }

        var model = g.Output(x).Model();
        var text = Import.Of(model, "net");
        Import.Compiled([(text, model, "")]);

        string Step(string scope, string name, string op, params string[] reads)
        {
            g.Add(op, "", $"/{scope}/{name}/{op}", reads, [$"{scope}.{name}"]);
            return g.LastOutput;
        }
    }

    [Fact]
    public void Outputs_that_nothing_reads_are_no_warning()
    {
        var g = new GraphWriter();
        var states = g.Nodes("LSTM", 3, [g.Float("x", 7, 2, 4), g.Weight("w", 1, 20, 4), g.Weight("r", 1, 20, 5)], ("hidden_size", 5));
        var model = g.Output(g.Node("Relu", [states[1]])).Model();
        var text = Import.Of(model, "net");
        Assert.Contains("#pragma warning disable BRD0012\n", text);
        Import.Compiled([(text, model, "")]);
    }

    [Fact]
    public void Faults_of_the_file_are_told()
        => Assert.Contains("x is", Assert.Single(Import.Try(Open(), "net").Faults).Message.Replace("'", "", StringComparison.Ordinal));

    private static byte[] Open()
    {
        var g = new GraphWriter();
        g.Node("Relu", [g.Float("x", "batch", 3)]);
        return g.Output(g.LastOutput).Model();
    }

    private static byte[] Small()
    {
        var g = new GraphWriter();
        g.Node("Relu", [g.Node("Conv", [g.Float("x", 1, 3, 8, 8), g.Weight("a.weight", 4, 3, 3, 3), g.Weight("a.bias", 4)])]);
        return g.Output(g.LastOutput).Model();
    }
}
