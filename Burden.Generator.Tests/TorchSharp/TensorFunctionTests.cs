using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.TorchSharp;

/// <summary>Functions yield the sizes that TorchSharp's do. Burden.TorchSharp.Tests compares all of them with live calls.</summary>
public sealed class TensorFunctionTests
{
    /// <summary>x has 1 x 3 x 8 x 8; a batch of 1 is left out.</summary>
    [Theory]
    [InlineData("x[0, 0].abs().multinomial(2)", "8x2")]
    [InlineData("torch.triu_indices(4, 3).t()", "6x2")]
    [InlineData("torch.tril_indices(4, 3).t()", "9x2")]
    [InlineData("x[new TensorIndex[] { TensorIndex.Ellipsis, 0 }]", "3x8")]
    [InlineData("x.take_along_dim(torch.zeros(1, 1, 1, 2, dtype: torch.int64), 3)", "3x8x2")]
    [InlineData("torch.dstack(new[] { x[0, 0], x[0, 1] })", "8x8x2")]
    [InlineData("functional.pad(x, 1)", "3x5x10x10")]
    [InlineData("x[0, 0].diag(2).unsqueeze(0)", "6")]
    [InlineData("x[0].diagonal(-3, 1, 2)", "3x5")]
    [InlineData("x[0, 0].inner(x[0, 0].narrow(0, 0, 2))", "8x2")]
    [InlineData("functional.pairwise_distance(x, x, keepdim: true)", "3x8x1")]
    [InlineData("torch.normal(0, 1, [2, 5])", "2x5")]
    [InlineData("deconv.forward(x, new long[] { 17, 17 })", "4x17x17")]
    [InlineData("torch.tile(x, new long[] { 2, 2 })", "3x16x16")]
    [InlineData("view_as_real(view_as_complex(x.reshape(1, 3, 8, 4, 2)) * torch.polar(torch.ones(8, 4), torch.ones(8, 4)))", "3x8x4x2")]
    public void Sizes(string expression, string expected)
    {
        var generated = TorchCode.Generated(TorchCode.Module(
            "3, 8, 8", "readonly Identity tap = Identity(); readonly ConvTranspose2d deconv = ConvTranspose2d(3, 4, 2, stride: 2);", "", $"return tap.forward({expression});"));
        Assert.Equal(expected, generated.Constant("Net.Cost.tap.OutputShape"));
    }

    /// <summary>What lies in another order is copied by contiguous, which then has features of its own.</summary>
    [Theory]
    [InlineData("lstm.forward(x[0]).Item1", true)]
    [InlineData("torch.einsum(\"bhi,hij->bhj\", x[0], torch.ones(8, 8, 4))", true)]
    [InlineData("torch.einsum(\"bij,bjk->bik\", x[0], x[0])", false)]
    [InlineData("torch.rot90(x, 1, (2, 3))", true)]
    [InlineData("functional.avg_pool1d(x[0].transpose(1, 2), 1)", true)]
    [InlineData("functional.logsigmoid(x.transpose(2, 3))", false)]
    [InlineData("flat.forward(x.permute(0, 3, 1, 2))", true)]
    public void Orders_in_memory(string expression, bool isCopied)
    {
        var generated = TorchCode.Generated(TorchCode.Module(
            "3, 8, 8", "readonly LSTM lstm = LSTM(8, 5, batchFirst: true); readonly Flatten flat = Flatten(2);", "", $"return ({expression}).contiguous();"));
        Assert.NotEqual(-1, generated.Figure("Net.Cost.Flops"));
        Assert.Equal(isCopied, generated.Paths("Net").Contains("contiguous"));
    }

    [Theory]
    [InlineData("x.is_complex() ? x.sum() : x", 192)]
    [InlineData("view_as_complex(x.reshape(1, 3, 8, 4, 2)).is_complex() ? x * 2 : x.sum()", 192)]
    [InlineData("(x > 0).sum().is_integral() ? x * 2 : x.sum()", 192)]
    [InlineData("torch.full(new long[] { 1 }, 1).is_integral() ? x * 2 : x.sum()", 192)]
    [InlineData("x.device.type == DeviceType.CUDA ? x.sum() : x * 2", 192)]
    public void Kinds_of_numbers_and_devices_decide_branches(string expression, long elements)
        => Assert.Equal(elements, TorchCode.Generated(TorchCode.Module("3, 8, 8", "readonly ReLU act = ReLU();", "", $"return act.forward({expression});")).Rows("Net").Single(static l => l.Path == "act").FeatureElements);

    /// <summary>A complex number is two.</summary>
    [Fact]
    public void Complex_features_have_two_values_each()
        => Assert.Equal(
            2 * 96,
            TorchCode.Generated(TorchCode.Module("3, 8, 8", "", "", "var z = view_as_complex(x.reshape(1, 3, 8, 4, 2)); return view_as_real(z * z);")).Figure("Net.Cost.FeatureElements"));

    /// <summary>What one operand alone has is summed before the product, and costs no multiply-adds.</summary>
    [Fact]
    public void Einsum_sums_first_what_one_operand_alone_has()
        => Assert.Equal(0, TorchCode.Generated(TorchCode.Module("3, 8, 8", "", "", "return torch.einsum(\"bcij,bk->bk\", x, torch.ones(1, 5));")).Figure("Net.Cost.Macs"));
}
