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
