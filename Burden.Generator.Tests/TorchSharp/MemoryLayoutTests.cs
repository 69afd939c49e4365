using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.TorchSharp;

/// <summary>How results lie in memory: it decides what is a view, what a copy, and what <c>view</c> refuses.</summary>
public sealed class MemoryLayoutTests
{
    /// <summary>Features of 3 x 8 x 8 values: one for each operation that makes some.</summary>
    [Theory]
    // A function value by value keeps the order of its input: in order again after the way back.
    [InlineData("var y = x.permute(0, 2, 3, 1).exp(); return y.permute(0, 3, 1, 2).flatten(1);", 1)]
    [InlineData("var y = x.transpose(1, 2) * 2; return y.contiguous();", 2)]
    [InlineData("var y = x.transpose(1, 2) + x.transpose(1, 2); return y.transpose(1, 2).reshape(1, -1);", 1)]
    // The operand of the full size decides.
    [InlineData("var y = torch.ones(8) * x.transpose(1, 2); return y.transpose(1, 2).reshape(1, -1);", 1)]
    // Channels that were last stay last in images.
    [InlineData("var y = pool.forward(x.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2)); return y.permute(0, 2, 3, 1).reshape(1, -1);", 2)]
    [InlineData("var y = pool.forward(x); return y.permute(0, 2, 3, 1).reshape(1, -1);", 2)]
    // A mesh is made of views.
    [InlineData("var y = torch.meshgrid(new[] { x.flatten(), x.flatten() })[0]; return x + y[0, 0];", 1)]
    public void Copies_count_and_views_do_not(string forward, int features)
    {
        var generated = TorchCode.Generated(TorchCode.Module("3, 8, 8", "readonly MaxPool2d pool = MaxPool2d(1);", "", forward));
        Assert.Equal(features * 3 * 8 * 8, generated.Figure("Net.Cost.FeatureElements") - (forward.Contains("ones(8)", StringComparison.Ordinal) ? 8 : 0));
    }

    /// <summary>A stored tensor that is written to has memory already, and what is written stays as it is.</summary>
    [Theory]
    [InlineData("sums.add_(x); return sums * 2;", 1)]
    [InlineData("sums.add_(x); return sums * x;", 2)]
    [InlineData("var y = x * 2; sums.add_(y); return sums * y;", 2)]
    public void A_stored_tensor_in_place_takes_no_memory(string forward, int buffers)
        => Assert.Equal(buffers * 4 * 3 * 8 * 8, TorchCode.Generated(TorchCode.Module("3, 8, 8", "Tensor sums = zeros(1, 3, 8, 8);", "", forward)).Figure("Net.Cost.PeakFeatureBytes"));

    /// <summary>The fused kernel's output lies as its queries do.</summary>
    [Theory]
    [InlineData("x.transpose(1, 2)", 0)]
    [InlineData("x", 1)]
    public void Attention_keeps_the_order_of_its_queries(string queries, int copies)
    {
        var generated = TorchCode.Generated(TorchCode.Module("3, 8, 8", "", "", $"var q = {queries}; var y = functional.scaled_dot_product_attention(q, q, q); return y.transpose(1, 2).reshape(1, -1);"));
        Assert.Equal(copies, generated.Paths("Net").Count(static p => p == "Reshape"));
    }

    [Fact]
    public async Task A_view_of_what_does_not_lie_in_order_is_reported()
        => Assert.Equal(
            "view: 1x8x3x8 can't be viewed as 1x192, since it doesn't lie in memory in order; use reshape, or contiguous() before",
            Assert.Single(await TorchCode.Verify(TorchCode.Module("3, 8, 8", "", "", "return {|BRD0006:(x.transpose(1, 2) * 2).view(1, -1)|};"))));

    /// <summary>Types decide whether an index gathers or masks.</summary>
    [Fact]
    public async Task A_tensor_keeps_the_type_that_it_is_given()
        => Assert.Equal(
            "indexing by a mask yields as many values as it holds, which no shape tells",
            Assert.Single(await TorchCode.Verify(TorchCode.Module("3, 8, 8", "", "", "var m = x.to(torch.@bool); return {|BRD0030:x[TensorIndex.Tensor(m)]|};"))));
}
