using Burden.Generator.Analyzers;
using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.TorchSharp;

/// <summary>A static method or property with <c>[Network]</c> has the constants of the module it returns.</summary>
public sealed class MemberNetworkTests
{
    private const string Mlp = """
        public class Config { public int Hidden { get; set; } = 32; public int Layers = 1; }

        public class Mlp : Module<Tensor, Tensor>
        {
            private readonly ModuleList<Module<Tensor, Tensor>> layers = new();
            private readonly Linear head;
            public Mlp(Config config, int classes) : base(nameof(Mlp))
            {
                for (var i = 0; i < config.Layers; i++) layers.Add(Sequential(Linear(i == 0 ? 16 : config.Hidden, config.Hidden), ReLU()));
                head = Linear(config.Hidden, classes);
                RegisterComponents();
            }
            public override Tensor forward(Tensor x) { foreach (var layer in layers) x = layer.forward(x); return head.forward(x); }
        }

        """;

    private const string Models = Mlp + """
        public static partial class Models
        {
            [Network(16)]
            public static Mlp Small(int classes = 10) => new(new Config(), classes);

            [Network(16, Name = "the large one")]
            public static Module<Tensor, Tensor> Large(int classes = 10)
            {
                var config = new Config { Hidden = 64, Layers = 2 };
                return new Mlp(config, classes);
            }

            [Network(16)]
            internal static Mlp Tiny => new(new Config { Hidden = 4 }, 2);

            [Network(16), Arguments(100)]
            public static Mlp Given(int classes) => new(new Config(), classes);
        }
        """;

    private const int Small = (16 * 32) + 32 + (32 * 10) + 10;
    private const int Large = (16 * 64) + 64 + (64 * 64) + 64 + (64 * 10) + 10;

    [Fact]
    public async Task One_class_makes_many_networks()
    {
        var generated = TorchCode.Generated(Models, """
            public static class Use { public const long Of = Models.Cost.Small.Flops + Models.Cost.Large.layers._1.Parameters; }
            """).Compiles();
        Assert.Empty(await generated.Diagnostics());
        Assert.Equal(Small, generated.Figure("Models.Cost.Small.Parameters"));
        Assert.Equal(Large, generated.Figure("Models.Cost.Large.Parameters"));
        Assert.Equal((16 * 4) + 4 + (4 * 2) + 2, generated.Figure("Models.Cost.Tiny.Parameters"));
        Assert.Equal((16 * 32) + 32 + (32 * 100) + 100, generated.Figure("Models.Cost.Given.Parameters"));
        Assert.Equal("32", generated.Constant("Models.Cost.Small.layers._0.OutputShape"));
        Assert.Equal(generated.Figure("Models.Cost.Small.Flops") + (64 * 64) + 64, generated.Figure("Use.Of"));
    }

    /// <summary>Factories stand in the class that they create, which may be a network too.</summary>
    [Fact]
    public async Task The_class_that_is_returned_may_hold_it()
    {
        var generated = TorchCode.Generated("""
            [Network(8)]
            public partial class Net : Module<Tensor, Tensor>
            {
                private readonly Linear fc;
                public Net(int width = 4) : base("net") { fc = Linear(8, width); RegisterComponents(); }
                public override Tensor forward(Tensor x) => fc.forward(x);

                [Network(8)] public static Net Wide() => new(16);
                [Network(8)] public static Net Flops() => new(2);
            }
            """).Compiles();
        Assert.Empty(await generated.Diagnostics());
        Assert.Equal(36, generated.Figure("Net.Cost.Parameters"));
        Assert.Equal(36, generated.Figure("Net.Cost.fc.Parameters"));
        Assert.Equal(9 * 16, generated.Figure("Net.Cost.Wide.fc.Parameters"));
        Assert.Equal(18, generated.Figure("Net.Cost.Flops_.Parameters"));
    }

    [Fact]
    public void Sequential_modules_are_networks_too()
        => Assert.Equal(
            (8 * 4) + 4,
            TorchCode.Generated("""
                namespace Zoo { public partial class Outer { public static partial class Models {
                    [Network(8)] public static Sequential Of() => Sequential(("fc", Linear(8, 4)), ("relu", ReLU()));
                } } }
                """).Compiles().Figure("Zoo.Outer.Models.Cost.Of.fc.Parameters"));

    [Fact]
    public void Inputs_batch_and_types_are_declared_as_on_classes()
    {
        var generated = TorchCode.Generated("""
            public class Net : Module<Tensor, Tensor, Tensor>
            {
                readonly Embedding tokens = Embedding(100, 8);
                readonly Linear side = Linear(5, 8);
                public Net() : base("net") => RegisterComponents();
                public override Tensor forward(Tensor ids, Tensor features) => tokens.forward(ids) + side.forward(features).unsqueeze(1);
            }
            public static partial class Models
            {
                [Network(12, InputType = DataType.Int64, Batch = 2), TensorInput(5)]
                public static Net Of() => new();
            }
            """).Compiles();
        Assert.Equal(848, generated.Figure("Models.Cost.Of.Parameters"));
        Assert.Equal(80, generated.Figure("Models.Cost.Of.Macs"));
    }

    [Fact]
    public void The_catalog_lists_them_by_their_class_and_name()
    {
        var catalog = TorchCode.Generated(Models).Result.GeneratedTrees.Single(static t => t.FilePath.EndsWith("NetworkCatalog.g.cs", StringComparison.Ordinal)).ToString();
        Assert.Contains("global::Models.Cost.Small.Network", catalog, StringComparison.Ordinal);
        Assert.Contains("global::Models.Cost.Tiny.Network", catalog, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_budget_holds_it()
    {
        const string budget = "Budget(Parameters = 500)";
        var generated = TorchCode.Generated(Models.Replace("[Network(16)]\n    internal", "[Network(16), Budget(Parameters = 10)]\n    internal", StringComparison.Ordinal)
            .Replace("[Network(16)]\n    public", $"[Network(16), {budget}]\n    public", StringComparison.Ordinal));
        var breaches = await generated.Diagnostics(new BudgetAnalyzer(), new DeclarationAnalyzer());
        Assert.Equal(["BRD1001", "BRD1001"], breaches.Select(static d => d.Id));
        Assert.StartsWith("'Small' has 874 parameters", breaches[0].GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal("Parameters = 500", breaches[0].Location.SourceTree!.ToString().Substring(breaches[0].Location.SourceSpan.Start, breaches[0].Location.SourceSpan.Length));
        Assert.StartsWith("'Tiny' has 78 parameters", breaches[1].GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_class_around_it_must_be_partial()
        => Assert.Equal(
            ["'Models', which contains the network 'Of', is not partial, so its costs can't be generated"],
            await TorchCode.Verify("""
                public static class {|BRD0001:Models|}
                {
                    [Network(8)] public static Sequential Of() => Sequential(Linear(8, 4));
                    [Network(8)] public static Sequential Other => Sequential(Linear(8, 5));
                }
                """));

    [Theory]
    [InlineData("[{|BRD0025:Network(8)|}] public Sequential Of() => Sequential(Linear(8, 4));", "Network has no effect on 'Of', which is not static; expected a static method or property that returns a TorchSharp module")]
    [InlineData("[{|BRD0025:Network(8)|}] public static int Of() => 8;", "Network has no effect on 'Of', which returns int; expected a static method or property that returns a TorchSharp module")]
    [InlineData("[{|BRD0025:Network(8)|}] public static void Of() { }", "Network has no effect on 'Of', which returns nothing; expected a static method or property that returns a TorchSharp module")]
    [InlineData("[{|BRD0025:Arguments(8)|}] public static Sequential Of(int size) => Sequential(Linear(8, size));", "Arguments has no effect on 'Of', which has no [Network]")]
    [InlineData("[{|BRD0025:Budget(Flops = 8)|}] public static Sequential Of() => Sequential(Linear(8, 4));", "the budget limits nothing: 'Of' has no [Network]")]
    [InlineData("[Network(8)] public static Sequential {|BRD0001:Of|}<T>() => Sequential(Linear(8, 4));", "'Of' is generic; a network, and the types around it, can't be")]
    [InlineData("[Network(8)] public static Sequential Of() => Sequential(Linear(8, 4)); [Network(8)] public static Sequential {|BRD0005:Of|}(int size) => Sequential(Linear(8, size));", "two networks of 'Models' are called 'Of', which names the class that is generated for each")]
    [InlineData("[Network(8)] public static Module? Of() => {|BRD0030:null|};", "'Of' returns null; expected a module")]
    [InlineData("[{|BRD0011:Network|}] public static Sequential Of() => Sequential(Linear(8, 4));", "'Of' has no input; expected its shape, such as [Network(3, 224, 224)]")]
    [InlineData("[Network({|BRD0010:0|})] public static Sequential Of() => Sequential(Linear(8, 4));", "dimension 0 of the input is 0; expected at least 1")]
    [InlineData("[Network(8)] public static Sequential Of() => {|BRD0006:Sequential(Linear(9, 4))|};", "Linear: the input is 1x8; expected 9 features in its last dimension")]
    public async Task Errors_are_reported_where_they_are(string member, string message)
        => Assert.Equal([message], await TorchCode.Verify($$"""public partial class Models { {{member}} }"""));
}
