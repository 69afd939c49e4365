using Burden.Generator.Analyzers;
using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.TorchSharp;

/// <summary>A TorchSharp module with <c>[Network]</c> has the constants of a declared network.</summary>
public sealed class CodeNetworkTests
{
    private const string Classifier = """
        [Network(3, 32, 32)]
        public partial class Classifier : Module<Tensor, Tensor>
        {
            private readonly Module<Tensor, Tensor> features, head;
            public Classifier(string name, int classes = 10) : base(name)
            {
                features = Sequential(("c1", Conv2d(3, 64, kernel_size: 3, stride: 2, padding: 1)), ("r1", ReLU(inplace: true)), ("p1", MaxPool2d(2)));
                head = Linear(64 * 8 * 8, classes);
                RegisterComponents();
            }
            public override Tensor forward(Tensor x) { using var f = features.forward(x); return head.forward(f.flatten(1)); }
        }
        public static class Use { public const long Macs = Classifier.Cost.Macs, OfLayer = Classifier.Cost.features.c1.Flops; }
        """;

    [Fact]
    public async Task A_class_gets_its_costs_from_its_code()
    {
        var generated = TorchCode.Generated(Classifier).Compiles();
        Assert.Empty(await generated.Diagnostics());
        const long convolution = 64 * 16 * 16 * 27, linear = 64 * 8 * 8 * 10;
        Assert.Equal((64 * 27) + 64 + linear + 10, generated.Figure("Classifier.Cost.Parameters"));
        Assert.Equal(convolution + linear, generated.Figure("Use.Macs"));
        Assert.Equal(convolution + (64 * 16 * 16), generated.Figure("Use.OfLayer"));
        Assert.Equal("64x8x8", generated.Constant("Classifier.Cost.features.OutputShape"));
        Assert.Equal("64x16x16", generated.Constant("Classifier.Cost.features.c1.OutputShape"));
        Assert.Equal(["features.c1", "features.r1", "features.p1", "head"], generated.Paths("Classifier"));
        Assert.Equal(["Conv2d", "ReLU", "MaxPool2d", "Linear"], generated.Rows("Classifier").Select(static l => l.Kind));
    }

    /// <summary>A module's name is any text without a dot.</summary>
    [Fact]
    public void Names_with_characters_that_the_table_reserves_get_underscores()
    {
        var generated = TorchCode.Generated(TorchCode.Module(
            "8", "readonly Module<Tensor, Tensor> all;", "all = Sequential((\"a|b\", Linear(8, 8)), (\"c\\n\\\"d\", Linear(8, 2)));", "return all.forward(x);")).Compiles();
        Assert.Equal(["all.a_b", "all.c__d"], generated.Paths("Net"));
        Assert.Equal([72L, 18], generated.Rows("Net").Select(static l => l.Parameters));
    }

    /// <summary>Fields are named in lower case, and so are the classes generated for them.</summary>
    [Fact]
    public void The_compiler_warns_about_nothing_that_is_generated()
        => Assert.Empty(TorchCode.Generated(Classifier).Compilation.GetDiagnostics().Where(static d => d.Id == "CS8981"));

    [Fact]
    public void A_stored_tensor_keeps_its_name_if_a_function_has_the_same()
    {
        var generated = TorchCode.Generated(TorchCode.Module(
            "8", "readonly Tensor relu;", "relu = arange(8);", "return x.relu() + relu;")).Compiles();
        Assert.Equal(["relu_2", "add", "relu"], generated.Paths("Net"));
    }

    /// <summary>Drop rates that grow with depth, as vision transformers compute them.</summary>
    [Fact]
    public void The_values_of_a_tensor_that_is_known_are_a_list()
    {
        var generated = TorchCode.Generated(TorchCode.Module(
            "8",
            "readonly ModuleList<Module<Tensor, Tensor>> layers = new();",
            "foreach (var rate in linspace(0, 0.2, 3).data<float>().ToArray()) { layers.Add(Sequential(Linear(8, 8), Dropout(rate))); }",
            "foreach (var layer in layers) { x = layer.forward(x); } return x;")).Compiles();
        Assert.Equal(3 * 72, generated.Figure("Net.Cost.Parameters"));
    }

    [Fact]
    public void Arguments_are_those_that_are_given()
    {
        var generated = TorchCode.Generated(Classifier.Replace("[Network(3, 32, 32)]", "[Network(3, 32, 32), Arguments(\"net\", 100)]", StringComparison.Ordinal)).Compiles();
        Assert.Equal((64 * 8 * 8 * 100) + 100, generated.Figure("Classifier.Cost.head.Parameters"));
    }

    [Fact]
    public void The_batch_multiplies_work_and_not_parameters()
    {
        var one = TorchCode.Generated(Classifier).Compiles();
        var eight = TorchCode.Generated(Classifier.Replace("(3, 32, 32)", "(3, 32, 32, Batch = 8)", StringComparison.Ordinal)).Compiles();
        Assert.Equal(one.Figure("Classifier.Cost.Parameters"), eight.Figure("Classifier.Cost.Parameters"));
        Assert.Equal(8 * one.Figure("Classifier.Cost.Flops"), eight.Figure("Classifier.Cost.Flops"));
        Assert.Equal(8 * one.Figure("Classifier.Cost.FeatureBytes"), eight.Figure("Classifier.Cost.FeatureBytes"));
    }

    [Fact]
    public async Task Budgets_hold_it()
    {
        var generated = TorchCode.Generated(Classifier.Replace("[Network(3, 32, 32)]", "[Network(3, 32, 32), Budget(Parameters = 1000)]", StringComparison.Ordinal));
        var breach = Assert.Single(await generated.Diagnostics(new BudgetAnalyzer()));
        Assert.Equal("BRD1001", breach.Id);
        Assert.Contains("the heaviest layer is 'head'", breach.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void The_catalog_lists_it() => Assert.Contains(
        TorchCode.Generated(Classifier).Result.GeneratedTrees,
        static t => t.FilePath.EndsWith("NetworkCatalog.g.cs", StringComparison.Ordinal) && t.ToString().Contains("Classifier.Cost.Network", StringComparison.Ordinal));

    [Fact]
    public void Without_the_attribute_nothing_happens()
        => Assert.Empty(TorchCode.Generated(Classifier[(Classifier.IndexOf(']') + 1)..Classifier.IndexOf("public static class Use", StringComparison.Ordinal)]).Result.GeneratedTrees);

    /// <summary>ResNet-18 as torchvision has it: helper methods, a delegate for the block, a field that counts planes.</summary>
    [Fact]
    public void ResNet18_has_torchvisions_figures()
    {
        var generated = TorchCode.Generated("""
            public delegate Module<Tensor, Tensor> BlockFunc(int inPlanes, int planes, int stride);
            public class BasicBlock : Module<Tensor, Tensor>
            {
                public const int expansion = 1;
                private readonly Module<Tensor, Tensor> conv1, bn1, conv2, bn2;
                private readonly Module<Tensor, Tensor>? downsample;
                public BasicBlock(int inPlanes, int planes, int stride) : base("block")
                {
                    conv1 = Conv2d(inPlanes, planes, 3, stride: stride, padding: 1, bias: false);
                    bn1 = BatchNorm2d(planes);
                    conv2 = Conv2d(planes, planes, 3, stride: 1, padding: 1, bias: false);
                    bn2 = BatchNorm2d(planes);
                    if (stride != 1 || inPlanes != planes * expansion)
                        downsample = Sequential(Conv2d(inPlanes, planes * expansion, 1, stride: stride, bias: false), BatchNorm2d(planes * expansion));
                    RegisterComponents();
                }
                public override Tensor forward(Tensor x)
                {
                    using var scope = NewDisposeScope();
                    var y = functional.relu(bn1.forward(conv1.forward(x)));
                    y = bn2.forward(conv2.forward(y));
                    y += downsample is not null ? downsample.forward(x) : x;
                    return functional.relu(y).MoveToOuterDisposeScope();
                }
            }
            [Network(3, 224, 224)]
            public partial class ResNet18 : Module<Tensor, Tensor>
            {
                private readonly Module<Tensor, Tensor> stem;
                private readonly ModuleList<Module<Tensor, Tensor>> layers = new();
                private readonly Module<Tensor, Tensor> fc;
                private int in_planes = 64;
                public ResNet18(int classes = 1000) : base("resnet")
                {
                    stem = Sequential(Conv2d(3, 64, 7, stride: 2, padding: 3, bias: false), BatchNorm2d(64), ReLU(), MaxPool2d(3, stride: 2, padding: 1));
                    foreach (var (planes, i) in new[] { 64, 128, 256, 512 }.Select((p, i) => (p, i)))
                        layers.Add(MakeLayer((a, b, c) => new BasicBlock(a, b, c), planes, 2, i == 0 ? 1 : 2));
                    fc = Linear(512 * BasicBlock.expansion, classes);
                    RegisterComponents();
                    foreach (var (_, m) in named_modules()) { if (m is Conv2d conv) init.kaiming_normal_(conv.weight); }
                }
                private Module<Tensor, Tensor> MakeLayer(BlockFunc block, int planes, int count, int stride)
                {
                    var blocks = new List<Module<Tensor, Tensor>>();
                    for (var i = 0; i < count; i++) { blocks.Add(block(in_planes, planes, i == 0 ? stride : 1)); in_planes = planes; }
                    return Sequential(blocks);
                }
                public override Tensor forward(Tensor x)
                {
                    x = stem.forward(x);
                    foreach (var layer in layers) x = layer.forward(x);
                    return fc.forward(functional.adaptive_avg_pool2d(x, 1).flatten(1));
                }
            }
            """).Compiles();
        Assert.Equal(11_689_512, generated.Figure("ResNet18.Cost.Parameters"));
        Assert.Equal(9_600, generated.Figure("ResNet18.Cost.Buffers"));
        Assert.Equal(1_814_073_344, generated.Figure("ResNet18.Cost.Macs"));
        Assert.Contains("layers.1.0.downsample.0", generated.Paths("ResNet18"));
        Assert.Equal("512x7x7", generated.Constant("ResNet18.Cost.layers._3.OutputShape"));
    }

    [Fact]
    public void A_module_that_runs_twice_is_counted_once_and_one_that_never_runs_has_no_work()
    {
        var generated = TorchCode.Generated(TorchCode.Module(
            "16", "readonly Linear twice, never; readonly Parameter scale;", "twice = Linear(16, 16); never = Linear(16, 4); scale = Parameter(ones(16));", "return twice.forward(twice.forward(x)) * scale;")).Compiles();
        Assert.Equal((16 * 16) + 16 + (16 * 4) + 4 + 16, generated.Figure("Net.Cost.Parameters"));
        Assert.Equal(2 * 16 * 16, generated.Figure("Net.Cost.Macs"));
        Assert.Equal(68, generated.Figure("Net.Cost.never.Parameters"));
        Assert.Equal(0, generated.Figure("Net.Cost.never.Flops"));
    }

    [Fact]
    public void Token_ids_and_several_inputs_can_be_declared()
    {
        var generated = TorchCode.Generated("""
            [Network(12, InputType = DataType.Int64), TensorInput(5)]
            public partial class Net : Module<Tensor, Tensor, Tensor>
            {
                readonly Embedding tokens = Embedding(100, 8);
                readonly Linear side = Linear(5, 8);
                public Net() : base("net") => RegisterComponents();
                public override Tensor forward(Tensor ids, Tensor features) => tokens.forward(ids) + side.forward(features).unsqueeze(1);
            }
            """).Compiles();
        Assert.Equal(800 + 40 + 8, generated.Figure("Net.Cost.Parameters"));
        Assert.Equal(40, generated.Figure("Net.Cost.Macs"));
    }
}
