namespace Burden.Generator.Tests.TorchSharp;

/// <summary>What is wrong with model code, or can't be followed, is reported once, where it stands.</summary>
public sealed class CodeFaultTests
{
    [Theory]
    [InlineData("a = Conv2d(3, 8, 3); b = Conv2d(16, 4, 3);", "return {|BRD0006:b.forward(a.forward(x))|};", "Conv2d: the input is 1x8x6x6, of 8 channels; expected 16")]
    [InlineData("a = Conv2d(3, 8, 3); b = Linear(8 * 5 * 5, 10);", "return {|BRD0006:b.forward(a.forward(x).flatten(1))|};", "Linear: the input is 1x288; expected 200 features in its last dimension")]
    [InlineData("a = Conv2d(3, 3, 3); b = Identity();", "return {|BRD0006:a.forward(x) + b.forward(x)|};", "Add: the shapes differ: 1x3x6x6 and 1x3x8x8")]
    [InlineData("a = Conv2d(3, 8, {|BRD0008:groups: 2|}, kernel_size: 3); b = a;", "return a.forward(x);", "Conv2d: 3 input and 8 output channels; expected both divisible by groups = 2")]
    [InlineData("a = Conv2d(3, 8, 9); b = a;", "return {|BRD0007:a.forward(x)|};", "Conv2d: the kernel spans 9 along the height, the padded input 8 (8 + 0 + 0)")]
    [InlineData("a = ReLU(); b = a;", "return {|BRD0006:x.view(1, -1, 7)|};", "view: 1x3x8x8 has 192 values, which don't fit 1x-1x7")]
    [InlineData("a = ReLU(); b = a;", "return {|BRD0006:torch.cat(new[] { x, x.narrow(2, 0, 4) }, 1)|};", "cat: the shapes differ beside dimension 1: 1x3x8x8 and 1x3x4x8")]
    public async Task Shapes_that_do_not_fit(string constructor, string forward, string message)
        => Assert.Equal(message, Assert.Single(await TorchCode.Verify(TorchCode.Module("3, 8, 8", "readonly Module<Tensor, Tensor> a, b;", constructor, forward))));

    [Fact]
    public async Task A_mismatch_inside_a_sequential_names_the_layer_that_is_created()
    {
        var compilation = TorchCode.Generated(TorchCode.Module("3, 8, 8", "readonly Sequential all;", "all = Sequential(Conv2d(3, 8, 3), Conv2d(9, 4, 3));", "return all.forward(x);"));
        var diagnostic = Assert.Single(await compilation.Diagnostics());
        Assert.Equal("BRD0006", diagnostic.Id);
        Assert.Equal("Conv2d(9, 4, 3)", Assert.Single(diagnostic.AdditionalLocations) is { SourceTree: { } tree } at ? tree.ToString().Substring(at.SourceSpan.Start, at.SourceSpan.Length) : null);
    }

    [Theory]
    [InlineData("return {|BRD0030:x.sum().item<float>() > 0|} ? x : -x;", "the condition isn't known: a tensor's values are known only when it runs")]
    [InlineData("if ({|BRD0030:x.max().ToSingle() > 0|}) return x; return -x;", "the condition isn't known: a tensor's values are known only when it runs")]
    [InlineData("return {|BRD0030:x.masked_select(x > 0)|};", "masked_select yields as many values as the data has, which no shape tells")]
    [InlineData("return x[{|BRD0030:new Random().Next(3)|}];", "")]
    [InlineData("return {|BRD0030:x.cholesky()|};", "Burden doesn't know torch.Tensor.cholesky; docs/torchsharp.md lists what it knows")]
    [InlineData("var n = 0; while ({|BRD0018:n >= 0|}) { n = 0; } return x;", "")]
    public async Task Code_that_can_not_be_followed(string forward, string message)
    {
        if (message.Length == 0)
        {
            // Where exactly an endless loop is left, and whether an index matters, is not what is tested here.
            var generated = TorchCode.Generated(TorchCode.Module("3, 8, 8", "", "", forward.Replace("{|BRD0030:", "", StringComparison.Ordinal).Replace("{|BRD0018:", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal)));
            var diagnostics = await generated.Diagnostics();
            Assert.Equal(forward.Contains("BRD0018", StringComparison.Ordinal) ? ["BRD0018"] : Array.Empty<string>(), diagnostics.Select(static d => d.Id));
            return;
        }

        Assert.Equal(message, Assert.Single(await TorchCode.Verify(TorchCode.Module("3, 8, 8", "", "", forward))));
        Assert.Equal(-1, TorchCode.Generated(TorchCode.Module("3, 8, 8", "", "", forward.Replace("{|BRD0030:", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal))).Figure("Net.Cost.Flops"));
    }

    [Fact]
    public async Task An_argument_that_a_cost_depends_on_is_asked_for()
        => Assert.Equal(
            "Linear: outputSize isn't known: the parameter 'classes' has no default; give it with [Arguments]",
            Assert.Single(await TorchCode.Verify("""
                [Network(16)]
                public partial class Net : Module<Tensor, Tensor>
                {
                    readonly Linear fc;
                    public Net(string name, int classes) : base(name) { fc = Linear(16, {|BRD0030:classes|}); RegisterComponents(); }
                    public override Tensor forward(Tensor x) => fc.forward(x);
                }
                """)));

    [Fact]
    public async Task Parameters_that_no_optimiser_would_see_are_reported()
        => Assert.StartsWith(
            "the Linear is not registered, so that parameters() doesn't list its 272 parameters",
            Assert.Single(await TorchCode.Verify("""
                [Network(16)]
                public partial class Net : Module<Tensor, Tensor>
                {
                    readonly List<Linear> layers = new();
                    public Net() : base("net") { layers.Add({|BRD0031:Linear(16, 16)|}); RegisterComponents(); }
                    public override Tensor forward(Tensor x) => layers[0].forward(x);
                }
                """)));

    [Fact]
    public async Task A_class_that_forgets_to_register_is_reported()
        => Assert.Single(await TorchCode.Verify("""
            [Network(16)]
            public partial class Net : Module<Tensor, Tensor>
            {
                readonly Linear fc = {|BRD0031:Linear(16, 16)|};
                public Net() : base("net") { }
                public override Tensor forward(Tensor x) => fc.forward(x);
            }
            """));

    [Fact]
    public async Task Recursion_without_end_is_reported()
        => Assert.Equal("BRD0014", Assert.Single(await TorchCode.Generated(TorchCode.Module("16", "Tensor Again(Tensor x) => Again(x);", "", "return Again(x);")).Diagnostics()).Id);

    [Fact]
    public async Task Code_with_compiler_errors_is_left_to_the_compiler()
        => Assert.Empty(await TorchCode.Generated(TorchCode.Module("16", "readonly Linear fc;", "fc = Linear(16, sixteen);", "return fc.forward(x);")).Diagnostics());
}
