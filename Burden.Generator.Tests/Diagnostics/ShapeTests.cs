namespace Burden.Generator.Tests.Diagnostics;

/// <summary>BRD0006, 7, 8: shapes.</summary>
public sealed class ShapeTests
{
    [Theory]
    [InlineData("[Conv2d(4, 1)] public Layer A { get; } [Conv2d(4, 3)] public Layer B { get; } [Add(\"A\", {|BRD0006:\"B\"|})] public Layer C { get; }", "Add: the shapes differ: 4x8x8 and 4x6x6")]
    [InlineData("[Conv2d(4, 1)] public Layer A { get; } [Conv2d(4, 3), Concat({|BRD0006:\"A\"|})] public Layer B { get; }", "Concat: the shapes differ in more than axis 0: 4x6x6 and 4x8x8")]
    [InlineData("[Flatten] public Layer A { get; } [{|BRD0006:Conv2d(4, 1)|}] public Layer B { get; }", "Conv2d: the input is 192; expected channels x height x width")]
    public Task A_shape_mismatch_is_reported(string members, string message) => Declared.One(members, message);

    [Theory]
    [InlineData("[Conv2d(4, {|BRD0007:9|})] public Layer A { get; }", "Conv2d: the kernel spans 9 along the height, the padded input 8 (8 + 0 + 0)")]
    [InlineData("[Conv2d(4, {|BRD0007:\"(3,9)\"|})] public Layer A { get; }", "Conv2d: the kernel spans 9 along the width, the padded input 8 (8 + 0 + 0)")]
    [InlineData("[Conv2d(4, {|BRD0007:3|}, Dilation = 6, Padding = \"((1,2),(3,1))\")] public Layer A { get; }", "Conv2d: the kernel spans 13 along the height, the padded input 11 (8 + 1 + 2)")]
    [InlineData("[MaxPool2d({|BRD0007:9|})] public Layer A { get; }", "MaxPool2d: the kernel spans 9 along the height, the padded input 8 (8 + 0 + 0)")]
    [InlineData("[Conv2d(kernelSize: {|BRD0007:9|}, outChannels: 4)] public Layer A { get; }", "Conv2d: the kernel spans 9 along the height, the padded input 8 (8 + 0 + 0)")]
    public Task A_kernel_larger_than_its_input_is_reported(string members, string message) => Declared.One(members, message);

    [Theory]
    [InlineData("[Conv2d(4, 8)] public Layer A { get; }")]
    [InlineData("[Conv2d(4, 9, Padding = \"((1,0),(0,1))\")] public Layer A { get; }")]
    [InlineData("[Conv2d(4, 9, Padding = \"same\")] public Layer A { get; }")]
    public Task A_kernel_as_large_as_its_input_is_not_reported(string members) => Declared.None(members);

    [Theory]
    [InlineData("[Conv2d(4, 1, Groups = {|BRD0008:2|})] public Layer A { get; }")]
    [InlineData("[Conv2d(6, 1)] public Layer A { get; } [Conv2d(4, 1, Groups = {|BRD0008:3|})] public Layer B { get; }")]
    [InlineData("[GroupNorm({|BRD0008:2|})] public Layer A { get; }")]
    public async Task Groups_that_do_not_divide_the_channels_are_reported(string members) => Assert.Contains("divi", Assert.Single(await Declared.In(members)), StringComparison.Ordinal);

    [Fact]
    public Task Groups_that_divide_the_channels_are_not_reported() => Declared.None("[Conv2d(6, 1, Groups = 3)] public Layer A { get; }");
}
