using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.TorchSharp;

/// <summary>Mistakes in a model are reported while it is typed, at the line that makes them, with both shapes.</summary>
public sealed class ModelErrorTests
{
    private static async Task Reports(string input, string constructor, string forward, string message, string fields = "readonly Module<Tensor, Tensor> a, b;")
        => Assert.Equal([message], await TorchCode.Verify(TorchCode.Module(input, fields, constructor, forward)));

    [Theory]
    [InlineData("a = Conv2d(3, 8, 3); b = BatchNorm2d(16);", "return {|BRD0006:b.forward(a.forward(x))|};", "BatchNorm2d: the input is 1x8x6x6, of 8 channels; expected 16")]
    [InlineData("a = Conv2d(3, 8, 3); b = Conv1d(8, 4, 3);", "return {|BRD0006:b.forward(a.forward(x))|};", "Conv1d: the input is 1x8x6x6; expected batch x channels x length")]
    [InlineData("a = Conv2d(3, 8, 3); b = LayerNorm(8);", "return {|BRD0006:b.forward(a.forward(x))|};", "LayerNorm: the input is 1x8x6x6; expected 8 in its last dimension")]
    [InlineData("a = Conv2d(3, 6, 3); b = GroupNorm({|BRD0008:4|}, 6);", "return b.forward(a.forward(x));", "GroupNorm: 6 channels are not divisible by 4 groups")]
    [InlineData("a = Conv2d(3, 6, 3); b = PixelShuffle(2);", "return {|BRD0008:b.forward(a.forward(x))|};", "PixelShuffle: 6 channels are not divisible by 2 x 2")]
    [InlineData("a = MaxPool2d(9); b = a;", "return {|BRD0007:a.forward(x)|};", "MaxPool2d: the kernel spans 9 along the height, the padded input 8 (8 + 0 + 0)")]
    [InlineData("a = Conv2d(3, 8, 3, stride: 2); b = Upsample(scale_factor: new double[] { 2, 2 });", "return {|BRD0006:cat(new[] { x, b.forward(a.forward(x)) }, 1)|};", "cat: the shapes differ beside dimension 1: 1x3x8x8 and 1x8x6x6")]
    [InlineData("a = Conv2d(3, 8, 3, padding: 1); b = a;", "x = a.forward(x); {|BRD0006:x += functional.relu(x).narrow(3, 0, 4)|}; return x;", "Add: the shapes differ: 1x8x8x8 and 1x8x8x4")]
    public Task In_layers_and_what_joins_them(string constructor, string forward, string message) => Reports("3, 8, 8", constructor, forward, message);

    [Theory]
    [InlineData("return {|BRD0006:matmul(x, x)|};", "matmul: 1x6x8 and 1x6x8 can't be multiplied: 8 and 6 differ")]
    [InlineData("return {|BRD0006:x.matmul(x.transpose(1, 2).narrow(1, 0, 4))|};", "matmul: 1x6x8 and 1x4x6 can't be multiplied: 8 and 4 differ")]
    [InlineData("return {|BRD0006:x.bmm(x)|};", "bmm: 1x6x8 and 1x6x8 can't be multiplied: 8 and 6 differ")]
    [InlineData("return {|BRD0006:einsum(\"bij,bjk->bik\", x, x)|};", "einsum: 'j' is 8 and, in 1x6x8, 6")]
    [InlineData("return {|BRD0006:x * x.transpose(1, 2)|};", "Multiply: the shapes differ: 1x6x8 and 1x8x6")]
    [InlineData("return {|BRD0006:x.masked_fill(ones(4, 4) > 0, 0)|};", "masked_fill: the shapes differ: 1x6x8 and 4x4")]
    [InlineData("return {|BRD0006:stack(new[] { x, x.narrow(1, 0, 4) })|};", "stack: the shapes differ: 1x6x8 and 1x4x8")]
    [InlineData("return {|BRD0006:x.view(1, 6, 9)|};", "view: 1x6x8 has 48 values, which don't fit 1x6x9")]
    [InlineData("return {|BRD0006:x.reshape(1, 7, -1)|};", "reshape: 1x6x8 has 48 values, which don't fit 1x7x-1")]
    [InlineData("return {|BRD0006:x.expand(1, 6, 16)|};", "expand: 1x6x8 can't be expanded to 1x6x16: 8 and 16 differ")]
    [InlineData("return {|BRD0006:x.split(new long[] { 3, 4 }, 2)|}[0];", "split: the sizes 3, 4 sum to 7; dimension 2 of 1x6x8 has 8")]
    [InlineData("return {|BRD0006:functional.scaled_dot_product_attention(x, x.narrow(2, 0, 4), x)|};", "scaled_dot_product_attention: the queries 1x6x8, keys 1x6x4 and values 1x6x8 don't fit each other")]
    [InlineData("return {|BRD0010:x.transpose(1, 3)|};", "transpose: the dimension is 3; expected -3 to 2 for a tensor of 3 dimensions")]
    [InlineData("return {|BRD0010:x.permute(0, 2)|};", "permute: the dimensions are 0, 2; expected each of 0 to 2 once for 1x6x8")]
    [InlineData("return {|BRD0010:x.unsqueeze(5)|};", "unsqueeze: the dimension is 5; expected -4 to 3 for a tensor of 4 dimensions")]
    [InlineData("return {|BRD0006:x.narrow(1, 4, 4)|};", "narrow: 4 values from 4 on reach beyond dimension 1 of 1x6x8")]
    [InlineData("return {|BRD0010:x[0, 6]|};", "the index: the index is 6; expected -6 to 5 in dimension 0 of 6x8")]
    public Task In_functions_of_tensors(string forward, string message) => Reports("6, 8", "", forward, message, "");

    [Theory]
    [InlineData("LSTM", "a = LSTM(7, 4, batchFirst: true);", "var (y, _, _) = {|BRD0006:a.forward(x)|}; return y;", "LSTM: the input is 1x6x8; expected batch x length x 7")]
    [InlineData("MultiheadAttention", "a = MultiheadAttention(8, {|BRD0008:3|});", "return a.forward(x, x, x, null, false, null).Item1;", "MultiheadAttention: 8 features are not divisible by 3 heads")]
    [InlineData("MultiheadAttention", "a = MultiheadAttention(4, 2);", "return {|BRD0006:a.forward(x, x, x, null, false, null)|}.Item1;", "MultiheadAttention: the queries 1x6x8, keys 1x6x8 and values 1x6x8 don't fit; expected length x batch x 4")]
    [InlineData("TransformerEncoderLayer", "a = TransformerEncoderLayer(16, 2);", "return {|BRD0006:a.forward(x)|};", "MultiheadAttention: the queries 1x6x8, keys 1x6x8 and values 1x6x8 don't fit; expected length x batch x 16")]
    public Task In_sequences(string type, string constructor, string forward, string message)
        => Reports("6, 8", constructor, forward, message, $"readonly TorchSharp.Modules.{type} a;");

    [Theory]
    [InlineData("layers = new List<Linear> { {|BRD0031:Linear(8, 8)|} };", "List<Linear> layers;")]
    [InlineData("layers = new[] { {|BRD0031:Linear(8, 8)|} };", "Linear[] layers;")]
    [InlineData("RegisterComponents(); layers = new ModuleList<Linear>({|BRD0031:Linear(8, 8)|});", "ModuleList<Linear> layers;")]
    [InlineData("RegisterComponents(); layers.Add({|BRD0031:Linear(8, 8)|});", "readonly List<Linear> layers = new();")]
    public async Task Modules_that_are_not_registered(string constructor, string fields)
        => Assert.StartsWith(
            "the Linear is not registered, so that parameters() doesn't list its 72 parameters",
            Assert.Single(await TorchCode.Verify(TorchCode.Module("8", fields, constructor, "return layers[0].forward(x);"))), StringComparison.Ordinal);

    [Fact]
    public async Task An_input_that_is_not_declared()
        => Assert.Equal(
            ["'Net' has no forward that takes 1 tensor; declare each further one with [TensorInput]"],
            await TorchCode.Verify("""
                [{|BRD0030:Network(8)|}]
                public partial class Net : Module<Tensor, Tensor, Tensor>
                {
                    public Net() : base("net") { }
                    public override Tensor forward(Tensor x, Tensor y) => x + y;
                }
                """));

    /// <summary>Token ids are integers: an embedding of real numbers fails when it runs.</summary>
    [Fact]
    public async Task An_input_of_the_wrong_type()
        => Assert.Single(await TorchCode.Verify("""
            [Network(8)]
            public partial class Net : Module<Tensor, Tensor>
            {
                readonly Embedding tokens = Embedding(100, 8);
                public Net() : base("net") => RegisterComponents();
                public override Tensor forward(Tensor ids) => {|BRD0010:tokens.forward(ids)|};
            }
            """));

    [Fact]
    public async Task A_mistake_in_a_submodule_is_shown_there_for_the_network_that_runs_into_it()
    {
        var generated = TorchCode.Generated(
            TorchCode.Module("8", "readonly Block good = new(8), bad = new(9);", "", "return bad.forward(good.forward(x));"),
            """
            public class Block : Module<Tensor, Tensor>
            {
                private readonly Linear fc;
                public Block(int inputs) : base("block") { fc = Linear(inputs, 8); RegisterComponents(); }
                public override Tensor forward(Tensor x) => fc.forward(x);
            }
            """);
        var diagnostic = Assert.Single(await generated.Diagnostics());
        Assert.Equal(("BRD0006", "File1.cs"), (diagnostic.Id, diagnostic.Location.SourceTree!.FilePath));
        Assert.Equal("fc.forward(x)", diagnostic.Location.SourceTree.GetText().ToString(diagnostic.Location.SourceSpan));
    }
}
