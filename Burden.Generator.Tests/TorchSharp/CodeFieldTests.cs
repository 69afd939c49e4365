using Burden.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.Tests.TorchSharp;

/// <summary>Receptive fields of TorchSharp networks: what code does to the places of values, views among it.</summary>
public sealed class CodeFieldTests
{
    private const string Whole = "3x64x64";

    private static Generated Of(string fields, string forward, int batch = 1) => TorchCode.Generated($$"""
        [Network(3, 64, 64, Batch = {{batch}}), ReceptiveFields]
        public partial class Net : Module<Tensor, Tensor>
        {
            private readonly Module<Tensor, Tensor> {{fields}};
            public Net() : base("net") => RegisterComponents();
            public override Tensor forward(Tensor x)
            {
                {{forward}}
            }
        }
        """).Compiles();

    /// <summary>The field of the module <c>last</c>.</summary>
    private static string FieldOf(string fields, string forward, int batch = 1) => (string)Of(fields, forward, batch).Constant("Net.Cost.last.ReceptiveField")!;

    /// <summary>The example of docs/analyses.md, as code.</summary>
    [Fact]
    public void Fields_are_those_of_the_declared_network()
    {
        var generated = Of(
            "stem = Conv2d(3, 16, kernel_size: 7, stride: 2, padding: 3), pool = MaxPool2d(3, stride: 2, padding: 1), dilated = Conv2d(16, 16, kernel_size: 3, dilation: 2, padding: 2), scores = Linear(16, 10)",
            "x = pool.forward(functional.relu(stem.forward(x))); x = functional.relu(dilated.forward(x)); return scores.forward(functional.adaptive_avg_pool2d(x, 1).flatten(1));");
        Assert.Equal("3x7x7", generated.Constant("Net.Cost.stem.ReceptiveField"));
        Assert.Equal("3x11x11", generated.Constant("Net.Cost.pool.ReceptiveField"));
        Assert.Equal("3x27x27", generated.Constant("Net.Cost.dilated.ReceptiveField"));
        Assert.Equal("0x4x4", generated.Constant("Net.Cost.dilated.ReceptiveFieldStride"));
        Assert.Equal("1x0x0", generated.Constant("Net.Cost.dilated.ReceptiveFieldCenter"));
        Assert.Equal(Whole, generated.Constant("Net.Cost.scores.ReceptiveField"));
    }

    private const string Two = "first = Conv2d(3, 4, kernel_size: 3, padding: 1), last = Conv2d(4, 4, kernel_size: 3, padding: 1)";

    [Theory]
    [InlineData("x = first.forward(x).permute(0, 2, 3, 1); x = functional.softmax(x, -1).permute(0, 3, 1, 2);", "3x5x5")]
    [InlineData("x = first.forward(x).transpose(1, 3); x = functional.layer_norm(x, new long[] { 4 }, null, null).transpose(1, 3);", "3x5x5")]
    [InlineData("x = first.forward(x).flatten(2).transpose(1, 2); x = (x * 2).transpose(1, 2).view(1, 4, 64, 64);", "3x5x5")]
    [InlineData("x = first.forward(x); x = torch.cat(new[] { x[TensorIndex.Ellipsis, TensorIndex.Slice(4, null)], x[TensorIndex.Ellipsis, TensorIndex.Slice(null, 4)] }, 3);", "3x5x64")]
    [InlineData("x = first.forward(x); x = torch.stack(new[] { x, functional.avg_pool2d(x, 5, 1, 2) }).mean(new long[] { 0 });", "3x9x9")]
    [InlineData("x = first.forward(x); x = x + functional.max_pool2d(x, 3, 1, 1);", "3x7x7")]
    [InlineData("x = first.forward(x); x = x * x.mean(new long[] { 2, 3 }, true).sigmoid();", Whole)]
    [InlineData("x = first.forward(x); x = x + x.mean(new long[] { 3 }).unsqueeze(3);", "3x5x64")]
    [InlineData("x = first.forward(x).chunk(2, 1)[0].repeat_interleave(1); x = first.forward(input);", "3x5x5")]
    [InlineData("x = first.forward(x); x = functional.pad(x, new long[] { 2, 0, 0, 0 })[TensorIndex.Ellipsis, TensorIndex.Slice(null, 64)];", "3x5x5")]
    public void Views_and_functions_are_followed_place_by_place(string between, string expected)
        => Assert.Equal(expected, FieldOf(Two, $"var input = x; {between} return last.forward(x);"));

    /// <summary>A slice of every second value doubles the stride and moves the middle.</summary>
    [Fact]
    public void A_slice_with_a_step_has_its_stride()
    {
        var generated = Of("last = Conv2d(3, 4, kernel_size: 1)", "return last.forward(x[TensorIndex.Ellipsis, TensorIndex.Slice(3, null, 2)]);");
        Assert.Equal("3x1x1", generated.Constant("Net.Cost.last.ReceptiveField"));
        Assert.Equal("0x1x2", generated.Constant("Net.Cost.last.ReceptiveFieldStride"));
        Assert.Equal("1x0x3", generated.Constant("Net.Cost.last.ReceptiveFieldCenter"));
    }

    /// <summary>Windows of 8 x 8, as shifted-window transformers cut them: attention inside sees its window, and no other.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Attention_inside_windows_sees_its_window(int batch)
        => Assert.Equal("3x8x8", FieldOf(
            "last = Linear(3, 3)",
            """
            var windows = x.view(x.shape[0], 3, 8, 8, 8, 8).permute(0, 2, 4, 3, 5, 1).reshape(-1, 64, 3);
            return last.forward(functional.scaled_dot_product_attention(windows, windows, windows));
            """,
            batch));

    [Theory]
    [InlineData("x = functional.scaled_dot_product_attention(x.flatten(2), x.flatten(2), x.flatten(2)).view(1, 3, 64, 64);", Whole)]
    [InlineData("x = x.cumsum(3);", "3x1x64")]
    [InlineData("x = functional.interpolate(x, scale_factor: new double[] { 2, 2 });", "3x1x1")]
    [InlineData("var (values, _) = x.max(1, true); x = torch.cat(new[] { values, values, values }, 1);", "3x1x1")]
    public void What_mixes_places_sees_them(string before, string expected)
        => Assert.Equal(expected, FieldOf("last = Conv2d(3, 4, kernel_size: 1)", $"{before} return last.forward(x);"));

    /// <summary>Where a function isn't known, nothing behind it has a field; what stands before has.</summary>
    [Theory]
    [InlineData("x = x.flip(3);")]
    [InlineData("x = x.roll(1, 3);")]
    [InlineData("x = functional.interpolate(x, size: new long[] { 64, 64 }, mode: InterpolationMode.Bilinear, align_corners: true);")]
    [InlineData("x = functional.pad(x, new long[] { 1, 1 }, PaddingModes.Circular);")]
    [InlineData("x = torch.einsum(\"bchw->bcwh\", x);")]
    [InlineData("x = x.index_select(3, torch.arange(64));")]
    public void Behind_what_is_not_known_there_is_no_field(string between)
    {
        var cost = Of(Two, $"x = first.forward(x); {between} return last.forward(x);").Compilation.GetTypeByMetadataName("Net+Cost")!;
        Assert.NotEmpty(cost.GetTypeMembers("first")[0].GetMembers("ReceptiveField"));
        Assert.Empty(cost.GetTypeMembers("last")[0].GetMembers("ReceptiveField"));
    }
}
