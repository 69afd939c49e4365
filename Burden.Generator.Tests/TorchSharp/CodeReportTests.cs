using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.TorchSharp;

/// <summary>Reports of TorchSharp networks: the code is followed again at each size.</summary>
public sealed class CodeReportTests
{
    private const string Classifier = """
        [Network(3, 8, 8), Report(REPORT)]
        public partial class Net : Module<Tensor, Tensor>
        {
            private readonly Module<Tensor, Tensor> conv = Conv2d(3, 4, kernel_size: 3, padding: 1), head = Linear(4, 2);
            public Net() : base("net") => RegisterComponents();
            public override Tensor forward(Tensor x)
            {
                x = conv.forward(x);
                if (x.shape[2] > 8)
                    x = functional.relu(x);
                return head.forward(x.mean(new long[] { 2, 3 }));
            }
        }
        """;

    private static Generated Of(string report, string source = Classifier) => TorchCode.Generated(source.Replace("REPORT", report, StringComparison.Ordinal)).Compiles();

    [Fact]
    public void The_declared_size_and_batch_are_the_networks_own()
    {
        var generated = Of("Batch = 1, Scales = [1]");
        Assert.Equal(generated.Figure("Net.Cost.Flops"), generated.Figure("Net.Cost.Report.Scale1.Flops"));
        Assert.Equal(generated.Figure("Net.Cost.FeatureBytes"), generated.Figure("Net.Cost.Report.Scale1.FeatureBytes"));
        Assert.Equal("2", generated.Report("Net").Rows[0].OutputShape);
    }

    /// <summary>27 multiply-adds and a bias for each of the convolution's outputs, and 2 for the ReLU that only larger images go through.</summary>
    [Theory]
    [InlineData("0_5", 16 * 4 * 28)]
    [InlineData("1", 64 * 4 * 28)]
    [InlineData("2", 256 * 4 * (28 + 2))]
    public void The_code_is_followed_at_each_size(string scale, int flops)
    {
        var generated = Of("Batch = 1, Scales = [0.5, 1, 2]");
        var size = scale == "0_5" ? 16 : scale == "1" ? 64 : 256;
        Assert.Equal(flops + (4 * size) + 8 + 2, generated.Figure($"Net.Cost.Report.Scale{scale}.Flops"));
    }

    [Fact]
    public void A_module_is_counted_with_all_that_it_needs()
    {
        var report = Of("At = \"conv\", Batches = [1, 4], Scales = [1]").Report("Net");
        Assert.Equal("conv", report.At);
        Assert.Equal([(1, 64 * 4 * 28, "4x8x8"), (4, 4 * 64 * 4 * 28, "4x8x8")], report.Rows.Select(static r => (r.Batch, r.Flops, r.OutputShape)));
    }

    private const string Pair = """
        [Network(10, 4), TensorInput(10, 4), Report(Lengths = [6], LengthAxis = 0, Inputs = INPUTS)]
        public partial class Net : Module<Tensor, Tensor, Tensor>
        {
            public Net() : base("net") => RegisterComponents();
            public override Tensor forward(Tensor x, Tensor y) => x + y;
        }
        """;

    [Fact]
    public void Inputs_are_named_as_forward_names_them()
        => Assert.Equal(24, TorchCode.Generated(Pair.Replace("INPUTS", "[\"x\", \"y\"]", StringComparison.Ordinal)).Compiles().Figure("Net.Cost.Report.Length6.Flops"));

    [Fact]
    public async Task A_length_that_does_not_fit_names_the_code()
        => Assert.Equal(
            "the network can't take its input at length 6: in 'x + y', Add: the shapes differ: 1x6x4 and 1x10x4",
            Assert.Single(await TorchCode.Verify(Pair.Replace("INPUTS", "[\"x\"]", StringComparison.Ordinal).Replace("[6]", "[{|BRD0021:6|}]", StringComparison.Ordinal))));

    [Fact]
    public async Task What_is_no_input_or_no_module_is_told()
    {
        Assert.Equal(
            ["'z' is not an input of the network; expected 'x' or 'y'"],
            await TorchCode.Verify(Pair.Replace("INPUTS", "[{|BRD0021:\"z\"|}]", StringComparison.Ordinal)));
        Assert.Equal(
            ["the report is at 'covn', which is not a layer of the network; did you mean 'conv'?"],
            await TorchCode.Verify(Classifier.Replace("REPORT", "At = {|BRD0021:\"covn\"|}", StringComparison.Ordinal)));
    }
}
