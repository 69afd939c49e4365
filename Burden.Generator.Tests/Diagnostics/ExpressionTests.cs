namespace Burden.Generator.Tests.Diagnostics;

/// <summary>BRD0009: expressions, at the column inside the literal.</summary>
public sealed class ExpressionTests
{
    [Theory]
    [InlineData("\"4 {|BRD0009:)|} 3\"")]
    [InlineData("\"4 + {|BRD0009:*|} 3\"")]
    [InlineData("\"4 {|BRD0009:$|} 3\"")]
    [InlineData("\"4 / {|BRD0009:0|}\"")]
    [InlineData("\"1 + 4 % {|BRD0009:0|}\"")]
    [InlineData("@\"4 {|BRD0009:)|} 3\"")]
    [InlineData("\"\"\"4 {|BRD0009:)|} 3\"\"\"")]
    [InlineData("$\"4 {|BRD0009:)|} 3\"")]
    [InlineData("$\"{nameof(Own)} {|BRD0009:)|} 3\"")]
    [InlineData("$\"{nameof(Own)} + {nameof(Own)} {|BRD0009:)|}\"")]
    [InlineData("$@\"{nameof(Own)} {|BRD0009:)|} 3\"")]
    [InlineData("$\"\"\"{nameof(Own)} {|BRD0009:)|} 3\"\"\"")]
    [InlineData("(\"4 {|BRD0009:)|} 3\")")]
    [InlineData("(object)\"4 {|BRD0009:)|} 3\"")]
    [InlineData("{|BRD0009:\"4 \\u0029 3\"|}")]
    [InlineData("{|BRD0009:\"4 \" + \") 3\"|}")]
    [InlineData("{|BRD0009:Bad|}")]
    [InlineData("{|BRD0009:\"\"|}")]
    [InlineData("\"{|BRD0002:min|}\"")]
    [InlineData("\"Input.{|BRD0009:Size|}\"")]
    [InlineData("\"Own + Input[{|BRD0009:5|}]\"")]
    public async Task A_faulty_expression(string expression)
        => Assert.NotEmpty(Assert.Single(await Declared.In($"private const int Own = 4; private const string Bad = \"(\"; [Conv2d({expression}, 3)] public Layer A {{ get; }}")));

    [Fact]
    public Task A_condition_that_is_no_truth_value()
        => Declared.One("[When({|BRD0009:\"Input.Channels\"|}), ReLU] public Layer A { get; }", "the condition of When is not a truth value");

    [Fact]
    public async Task In_an_array_the_item_is_marked()
    {
        await Declared.In("[Conv2d(4, new object[] { 1, \"2 {|BRD0009:)|}\" })] public Layer A { get; }");
        await Declared.In("[Reshape(3, \"8 {|BRD0009:)|}\", 8)] public Layer A { get; }");
        await Declared.In("[Reshape([3, \"8 {|BRD0009:)|}\", 8])] public Layer A { get; }");
    }

    [Fact]
    public async Task In_a_module_it_is_shown_where_it_stands_and_once()
        => Assert.Single(await Declared.In(
            "[M(1)] public Layer A { get; } [M(2, Repeat = 3)] public Layer B { get; }",
            "public sealed class MAttribute(int width) : ModuleAttribute { [Conv2d($\"{nameof(width)} {|BRD0009:)|}\", 1)] Layer Only { get; } }"));
}
