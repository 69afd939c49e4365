using Burden.Generator.Tests.Harness;
using Burden.Generator.Tests.TorchSharp;

namespace Burden.Generator.Tests.Precision;

/// <summary>The types of a network that is a TorchSharp module: stated of the whole.</summary>
public sealed class CodePrecisionTests
{
    private const string Module = """
        public partial class Net : Module<Tensor, Tensor>
        {
            readonly Conv2d a = Conv2d(3, 4, 3, padding: 1);
            readonly Linear b = Linear(256, 10);
            public Net() : base("net") { RegisterComponents(); }
            public override Tensor forward(Tensor x) => b.forward(functional.relu(a.forward(x)).flatten(1));
        }
        """;

    [Fact]
    public void A_class_is_counted_in_the_types_that_it_states()
    {
        var net = TorchCode.Generated("[Network(3, 8, 8), Precision(Parameters = DataType.Int8, Features = DataType.Int8)]\n" + Module).Compiles();
        // As a declared network's: weights, scales of channels, biases of 32 bits, scales and zero points of features.
        Assert.Equal(108 + 16 + 16 + 5 + 5, net.Figure("Net.Cost.a.ParameterBytes"));
        Assert.Equal(2560 + 40 + 40 + 5, net.Figure("Net.Cost.b.ParameterBytes"));
        Assert.Equal("int8", net.Constant("Net.Cost.b.FeatureType"));
        // The function writes a tensor of its own.
        Assert.Equal(256 + 256, net.Figure("Net.Cost.PeakFeatureBytes"));
    }

    [Fact]
    public void A_static_member_states_its_own()
    {
        var net = TorchCode.Generated(
            Module,
            """
            public static partial class Models
            {
                [Network(3, 8, 8), Precision(Parameters = DataType.Float16)] public static Module<Tensor, Tensor> Half() => new Net();
                [Network(3, 8, 8)] public static Module<Tensor, Tensor> Whole() => new Net();
            }
            """).Compiles();
        Assert.Equal(net.Figure("Models.Cost.Whole.ParameterBytes"), 2 * net.Figure("Models.Cost.Half.ParameterBytes"));
    }

    /// <summary>A layer that runs again, and a function on the layer's tensors, store nothing more. Per channel, weights have 4 scales and biases 32 bits.</summary>
    [Theory]
    [InlineData("b.forward(a.forward(x))", 1)]
    [InlineData("b.forward(b.forward(a.forward(x)))", 2)]
    [InlineData("functional.conv2d(b.forward(a.forward(x)), b.weight!, b.bias)", 2)]
    public void Tensors_are_stored_once_however_often_they_are_used(string forward, int runs)
    {
        var net = TorchCode.Generated($$"""
            [Network(3, 8, 8), Precision(Parameters = DataType.Int8, Features = DataType.Int8)]
            public partial class Net : Module<Tensor, Tensor>
            {
                readonly Conv2d a = Conv2d(3, 4, 3, padding: 1), b = Conv2d(4, 4, 1);
                public Net() : base("net") { RegisterComponents(); }
                public override Tensor forward(Tensor x) => {{forward}};
            }
            """).Compiles();
        Assert.Equal(132, net.Figure("Net.Cost.Parameters"));
        // The scale and zero point of the input, of the first layer's output, and of each run's.
        Assert.Equal((108 + 16 + 16) + (16 + 16 + 16) + (5 * (2 + runs)), net.Figure("Net.Cost.ParameterBytes"));
    }

    /// <summary>As in a declaration: a vector of factors stays in real numbers, a table of 4 rows has 4 scales; so has a layer that never runs.</summary>
    [Fact]
    public void Parameters_of_its_own_are_stored_as_declared_ones_are()
    {
        var net = TorchCode.Generated("""
            [Network(4, 8), Precision(Parameters = DataType.Int8)]
            public partial class Net : Module<Tensor, Tensor>
            {
                readonly Parameter gamma = Parameter(ones(4)), table = Parameter(ones(4, 8));
                readonly Linear unused = Linear(8, 4);
                public Net() : base("net") { RegisterComponents(); }
                public override Tensor forward(Tensor x) => (x * gamma.unsqueeze(1)) + table;
            }
            """).Compiles();
        Assert.Equal((4 * 4) + (32 + 16) + (32 + 16 + 16), net.Figure("Net.Cost.ParameterBytes"));
        Assert.Equal(4 + 32 + 36, net.Figure("Net.Cost.Parameters"));
        var declared = Generated.From("using Burden; [Network(4, 8), Precision(Parameters = DataType.Int8)] public static partial class Same { [LearnedTensor(4, 8)] public static partial Layer Table { get; } [Add(nameof(Table), \"Input\")] public static partial Layer Sum { get; } }");
        Assert.Equal(32 + 16, declared.Figure("Same.Cost.ParameterBytes"));
    }

    [Fact]
    public void Types_change_no_count_of_parameters()
    {
        var sources = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "TorchModels"), "*.cs").Order(StringComparer.Ordinal).Select(File.ReadAllText).ToList();
        var plain = TorchCode.Generated([.. sources]);
        var typed = TorchCode.Generated([.. sources.Select(static s => s.Replace("[Network(", "[Precision(Parameters = DataType.Int8, Features = DataType.Int8), Network(", StringComparison.Ordinal))]);
        var differing = new List<string>();
        var compared = 0;
        foreach (var network in plain.Compilation.GetSymbolsWithName("Cost", Microsoft.CodeAnalysis.SymbolFilter.Type).Where(static c => c.ContainingType is { ContainingType: null }).Select(static c => c.ContainingType.ToDisplayString()))
        {
            foreach (var figure in new[] { "Parameters", "Macs", "Flops" })
            {
                compared++;
                var (before, after) = (plain.Constant($"{network}.Cost.{figure}"), typed.Constant($"{network}.Cost.{figure}"));
                if (!Equals(before, after))
                {
                    differing.Add($"{network}: {before} {figure}, with types {after}");
                }
            }
        }

        Assert.True(compared > 150 && differing.Count == 0, string.Join('\n', differing));
    }

    [Fact]
    public async Task A_group_that_does_not_divide_is_an_error_at_the_attribute()
    {
        var message = Assert.Single(await TorchCode.Verify("[Network(3, 8, 8), Precision(Parameters = DataType.Int4, GroupSize = {|BRD0008:128|})]\n" + Module));
        Assert.Equal("a: its weight 4x3x3x3 has 27 values in each output channel; expected a multiple of the GroupSize of 128", message);
    }

    [Fact]
    public async Task A_faulty_attribute_is_an_error()
        => Assert.Equal("Precision states nothing; expected Parameters or Features", Assert.Single(await TorchCode.Verify("[Network(3, 8, 8), {|BRD0025:Precision|}]\n" + Module)));
}
