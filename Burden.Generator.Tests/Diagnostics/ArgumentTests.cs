using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.Diagnostics;

/// <summary>BRD0010, 11, 15, 16, 18: arguments, inputs and figures.</summary>
public sealed class ArgumentTests
{
    [Theory]
    [InlineData("[Conv2d({|BRD0010:0|}, 3)]", "Conv2d: outChannels is 0; expected at least 1")]
    [InlineData("[Conv2d(4, {|BRD0010:-3|})]", "Conv2d: kernelSize is -3; expected at least 1")]
    [InlineData("[Conv2d(4, 3, Stride = {|BRD0010:0|})]", "Conv2d: Stride is 0; expected at least 1")]
    [InlineData("[Conv2d(4, 3, Padding = {|BRD0010:\"0-1\"|})]", "Conv2d: Padding is -1; expected at least 0")]
    [InlineData("[Conv2d(4, {|BRD0010:\"(1,2,3)\"|})]", "Conv2d: kernelSize has 3 values; expected 1 or 2, one for each axis")]
    [InlineData("[Conv2d({|BRD0010:4.5|}, 3)]", "Conv2d: outChannels is 4.5; expected an integer (round, floor and ceil make one)")]
    [InlineData("[Conv2d({|BRD0010:true|}, 3)]", "Conv2d: outChannels is a truth value; expected an integer")]
    [InlineData("[Conv2d(4, 3, Bias = {|BRD0010:1|})]", "Conv2d: Bias is an integer; expected true or false")]
    [InlineData("[Conv2d({|BRD0010:typeof(int)|}, 3)]", "outChannels is a type; expected a number, a truth value or an expression")]
    [InlineData("[Conv2d({|BRD0010:'a'|}, 3)]", "outChannels is a character; expected a number, a truth value or an expression")]
    [InlineData("[Conv2d(4, 3, Repeat = {|BRD0010:0|})]", "Conv2d: Repeat is 0; expected at least 1")]
    [InlineData("[Upsample(2, Mode = {|BRD0010:\"Bilinear\"|})]", "Upsample: Mode is \"Bilinear\"; did you mean \"bilinear\"?")]
    [InlineData("[Upsample(2, Mode = {|BRD0010:\"cubic\"|})]", "Upsample: Mode is \"cubic\"; expected \"nearest\", \"linear\", \"bilinear\", \"bicubic\" or \"trilinear\"")]
    [InlineData("[Softmax(Axis = {|BRD0010:3|})]", "Softmax: Axis is 3; expected -3 to 2 for an input of 3 dimensions")]
    public Task An_argument_out_of_range_is_reported(string layer, string message) => Declared.One($"{layer} public Layer A {{ get; }}", message);

    [Theory]
    [InlineData("[Network(3, {|BRD0010:0|}, 8)]", "dimension 1 of the input is 0; expected at least 1")]
    [InlineData("[Network(new[] { 3, {|BRD0010:-1|} })]", "dimension 1 of the input is -1; expected at least 1")]
    [InlineData("[Network(3, 8, 8, Batch = {|BRD0010:0|})]", "the batch is 0; expected at least 1")]
    [InlineData("[{|BRD0010:Network(1, 1, 1, 1, 1, 1, 1, 1, 1)|}]", "the input has 9 dimensions; expected at most 8")]
    [InlineData("[Network(3, FeatureType = {|BRD0010:(DataType)99|})]", "FeatureType is not a value of Burden.DataType")]
    [InlineData("[{|BRD0011:Network|}]", "'Net' has no input; expected its shape, such as [Network(3, 224, 224)]")]
    [InlineData("[{|BRD0011:Network(Batch = 3)|}]", "'Net' has no input; expected its shape, such as [Network(3, 224, 224)]")]
    public async Task An_argument_of_Network_out_of_range_is_reported(string network, string message)
        => Assert.Equal(message, Assert.Single(await Markup.Verify($"using Burden; {network} public partial class Net {{ [ReLU] public Layer A {{ get; }} }}")));

    [Theory]
    [InlineData("[{|BRD0011:Add|}] public Layer A { get; }")]
    [InlineData("[Add({|BRD0011:\"Input\"|})] public Layer A { get; }")]
    public async Task A_merge_of_too_few_layers_is_reported(string members) => Assert.Contains("combines", Assert.Single(await Declared.In(members)), StringComparison.Ordinal);

    [Theory]
    [InlineData("[{|BRD0015:Linear(2000000000)|}, {|BRD0015:Linear(\"9000000000000000000\")|}] public Layer A { get; }")]
    public async Task A_layers_figure_that_overflows_is_reported(string members)
    {
        // One of the two places, whichever first goes beyond.
        var marked = members.Replace("{|BRD0015:Linear(2000000000)|}", "Linear(2000000000)", StringComparison.Ordinal);
        Assert.Equal("Linear: a figure overflows Int64", Assert.Single(await Declared.In(marked)));
    }

    [Fact]
    public async Task A_sum_that_overflows_is_reported()
        => Assert.Equal("a figure of 'Net' as a whole overflows Int64", Assert.Single(await Markup.Verify("""
            using Burden;
            [Network(1000000000)] public partial class {|BRD0015:Net|} { [Linear(2000000000, Repeat = 3)] public Layer A { get; } }
            """)));

    [Theory]
    [InlineData("[Conv2d({|BRD0016:null!|}, 3)] public Layer A { get; }", "outChannels is null")]
    [InlineData("[When({|BRD0016:null!|}), ReLU] public Layer A { get; }", "condition is null")]
    public Task Missing(string members, string message) => Declared.One(members, message);

    [Theory]
    [InlineData("[ReLU(Repeat = {|BRD0018:1000000000|})] public Layer A { get; }")]
    [InlineData("[M(Repeat = {|BRD0018:100000|})] public Layer A { get; } [Tanh(Repeat = 100000)] public Layer B { get; }")]
    public Task Too_many_layers_are_reported(string members) => Declared.One(
        members, "the network expands to more than 100,000 layers", "public sealed class MAttribute : ModuleAttribute { [ReLU] Layer A { get; } }");
}
