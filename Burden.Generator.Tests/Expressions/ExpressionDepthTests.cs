using Burden.Generator.Expressions;

namespace Burden.Generator.Tests.Expressions;

/// <summary>Texts as long as a file, evaluated on a stack as small as any that compiles code.</summary>
public sealed class ExpressionDepthTests
{
    private const int Long = 100_000;
    private const int SmallStack = 512 * 1024;

    [Theory]
    [InlineData("", "1+", "1", Long + 1)]
    [InlineData("", "-", "1", 1)]
    [InlineData("", "false ? 0 : ", "1", 1)]
    [InlineData("", "1 - 1 * ", "1", 0, 1)]
    public void Long_chains_of_operators_are_allowed(string prefix, string link, string suffix, long expected, int times = Long)
        => Assert.Equal(new IntegerValue(expected), OnSmallStack(prefix + Repeat(link, times) + suffix));

    [Theory]
    [InlineData("", "!", "true")]
    [InlineData("", "true && ", "true")]
    [InlineData("", "false || ", "true")]
    [InlineData("true", " == true", "")]
    public void Long_chains_of_conditions_are_allowed(string prefix, string link, string suffix)
        => Assert.Equal(new BooleanValue(true), OnSmallStack(prefix + Repeat(link, Long) + suffix));

    [Theory]
    [InlineData("Input", "[0]", "expected a tuple or a layer before '[', found an integer")]
    [InlineData("Input", ".Channels", "expected a layer before '.Channels', found an integer")]
    [InlineData("1", "+-", "expected a value, found the end")]
    [InlineData("", "(", "the expression nests deeper than 64 levels")]
    [InlineData("", "(1, ", "the expression nests deeper than 64 levels")]
    [InlineData("", "min(", "the expression nests deeper than 64 levels")]
    [InlineData("", "a[", "the expression nests deeper than 64 levels")]
    [InlineData("", "true ? ", "the expression nests deeper than 64 levels")]
    [InlineData("", "!(", "the expression nests deeper than 64 levels")]
    [InlineData("", "a ? b : (", "the expression nests deeper than 64 levels")]
    public void Deep_nesting_is_an_error(string prefix, string link, string message)
        => Assert.Equal(message, Assert.Throws<ExpressionException>(() => OnSmallStack(prefix + Repeat(link, Long))).Message);

    [Fact]
    public void The_deepest_expression_that_parses_evaluates()
    {
        const int Most = 63;
        const string Level = "false || true && 1 == 1 - 1 * (bias ? -min(";
        Assert.Equal(new BooleanValue(true), OnSmallStack(Repeat("(", Most) + "true" + Repeat(")", Most)));
        Assert.Equal(
            "expected a number, found a truth value",
            Assert.Throws<ExpressionException>(() => OnSmallStack(Repeat(Level, 21) + "1" + Repeat(") : 0)", 21))).Message);
    }

    [Fact]
    public void Deep_nesting_is_reported_where_it_exceeds_the_limit()
    {
        var fault = Assert.Throws<ExpressionException>(() => Expression.Parse(Repeat("(", 64) + "12"));
        Assert.Equal((64, 2), (fault.Column, fault.Length));
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static Value OnSmallStack(string text)
    {
        Value? value = null;
        Exception? fault = null;
        var thread = new Thread(() => fault = Record.Exception(() => value = TestScope.Evaluate(text)), SmallStack);
        thread.Start();
        thread.Join();
        return fault is null ? value! : throw fault;
    }
}
