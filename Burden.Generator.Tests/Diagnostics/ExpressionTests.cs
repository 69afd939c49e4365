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
    public async Task An_invalid_expression_is_reported_at_its_column(string expression)
        => Assert.NotEmpty(Assert.Single(await Declared.In($"private const int Own = 4; private const string Bad = \"(\"; [Conv2d({expression}, 3)] public Layer A {{ get; }}")));

    [Fact]
    public Task A_condition_that_is_not_a_truth_value_is_reported()
        => Declared.One("[When({|BRD0009:\"Input.Channels\"|}), ReLU] public Layer A { get; }", "the condition of When is not a truth value");

    [Fact]
    public async Task An_error_in_an_array_is_reported_at_the_item()
    {
        await Declared.In("[Conv2d(4, new object[] { 1, \"2 {|BRD0009:)|}\" })] public Layer A { get; }");
        await Declared.In("[Reshape(3, \"8 {|BRD0009:)|}\", 8)] public Layer A { get; }");
        await Declared.In("[Reshape([3, \"8 {|BRD0009:)|}\", 8])] public Layer A { get; }");
    }

    [Fact]
    public async Task An_error_in_a_module_is_reported_once_in_the_module()
        => Assert.Single(await Declared.In(
            "[M(1)] public Layer A { get; } [M(2, Repeat = 3)] public Layer B { get; }",
            "public sealed class MAttribute(int width) : ModuleAttribute { [Conv2d($\"{nameof(width)} {|BRD0009:)|}\", 1)] Layer Only { get; } }"));
}
