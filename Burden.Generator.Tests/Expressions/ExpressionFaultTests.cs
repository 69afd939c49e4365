using Burden.Generator.Expressions;

namespace Burden.Generator.Tests.Expressions;

public sealed class ExpressionFaultTests
{
    /// <summary>Faults of the text itself: no scope is asked.</summary>
    [Theory]
    [InlineData("", 0, 0, "the expression is empty; expected a value")]
    [InlineData("  ", 2, 0, "the expression is empty; expected a value")]
    [InlineData("1 +", 3, 0, "expected a value, found the end")]
    [InlineData("1 * * 2", 4, 1, "expected a value, found '*'")]
    [InlineData("1 2", 2, 1, "expected an operator, found '2'")]
    [InlineData("width height", 6, 6, "expected an operator, found 'height'")]
    [InlineData("(1 + 2", 6, 0, "expected ',' or ')', found the end")]
    [InlineData("(1 2)", 3, 1, "expected ',' or ')', found '2'")]
    [InlineData("1)", 1, 1, "expected an operator, found ')'")]
    [InlineData("()", 1, 1, "expected a value, found ')'")]
    [InlineData("(1,,2)", 3, 1, "expected a value, found ','")]
    [InlineData("1, 2", 1, 1, "expected an operator, found ','")]
    [InlineData("a[1", 3, 0, "expected ']', found the end")]
    [InlineData("a[]", 2, 1, "expected a value, found ']'")]
    [InlineData("a ? 1", 5, 0, "expected ':', found the end")]
    [InlineData("a ? 1 : ", 8, 0, "expected a value, found the end")]
    [InlineData("a <= = 1", 5, 1, "'=' is not valid here; did you mean '=='?")]
    [InlineData("a = 1", 2, 1, "'=' is not valid here; did you mean '=='?")]
    [InlineData("a & b", 2, 1, "'&' is not valid here; did you mean '&&'?")]
    [InlineData("a | b", 2, 1, "'|' is not valid here; did you mean '||'?")]
    [InlineData("2^3", 1, 1, "'^' is not valid here; did you mean 'pow(x, y)'?")]
    [InlineData("1 $", 2, 1, "'$' is not valid here")]
    [InlineData("\"a\"", 0, 1, "'\"' is not valid here")]
    [InlineData("1\0", 1, 1, "the character U+0000 is not valid here")]
    [InlineData("1 😀", 2, 2, "'😀' is not valid here")]
    [InlineData("@", 0, 1, "'@' is not valid here")]
    [InlineData("٣", 0, 1, "'٣' is not valid here")]
    [InlineData("0x10", 0, 4, "'0x10' is not a number; expected one such as 16, 1_000, 0.25 or 1e6")]
    [InlineData("3 * 2x", 4, 2, "'2x' is not a number; expected one such as 16, 1_000, 0.25 or 1e6")]
    [InlineData("1_", 0, 2, "'1_' is not a number; expected one such as 16, 1_000, 0.25 or 1e6")]
    [InlineData("1_.5", 0, 4, "'1_.5' is not a number; expected one such as 16, 1_000, 0.25 or 1e6")]
    [InlineData("1e", 0, 2, "'1e' is not a number; expected one such as 16, 1_000, 0.25 or 1e6")]
    [InlineData("1.5f", 0, 4, "'1.5f' is not a number; expected one such as 16, 1_000, 0.25 or 1e6")]
    [InlineData("2 * 9223372036854775808", 4, 19, "the number overflows Int64")]
    [InlineData("1e999", 0, 5, "the number is beyond the range of real numbers")]
    [InlineData("Input.", 6, 0, "expected a member such as Channels, found the end")]
    [InlineData("Input.2", 5, 2, "expected an operator, found '.2'")]
    [InlineData("Input.channels", 6, 8, "'channels' is not a member of layers or tuples; did you mean 'Channels'?")]
    [InlineData("Input.Size", 6, 4, "'Size' is not a member of layers or tuples; expected one of Channels, Length, Depth, Height, Width, Features, Elements, Rank, Count")]
    [InlineData("1 + flor(2.5)", 4, 4, "'flor' is not a function; did you mean 'floor'?")]
    [InlineData("maks(1, 2)", 0, 4, "'maks' is not a function; did you mean 'max'?")]
    [InlineData("ceiling(2.5)", 0, 7, "'ceiling' is not a function; did you mean 'ceil'?")]
    [InlineData("Max(1, 2)", 0, 3, "'Max' is not a function; did you mean 'max'?")]
    [InlineData("K.W * 2", 2, 1, "'W' is not a member of layers or tuples; where 'K' is a class, write its constant outside of the string, as in [Linear(K.W)]")]
    [InlineData("K.width", 2, 5, "'width' is not a member of layers or tuples; did you mean 'Width'?")]
    [InlineData("sin(1)", 0, 3, "'sin' is not a function; did you mean 'min'?")]
    [InlineData("tanh(1)", 0, 4, "'tanh' is not a function; expected one of min, max, ceil, floor, round, abs, sqrt, log2, pow, divisible")]
    [InlineData("1 + min()", 4, 5, "min takes at least one number, found 0")]
    [InlineData("pow(2)", 0, 6, "pow takes 2 numbers, found 1")]
    [InlineData("round(2, 1) + 1", 0, 11, "round takes one number, found 2")]
    [InlineData("round(2, )", 9, 1, "expected a value, found ')'")]
    [InlineData("round(2", 7, 0, "expected ',' or ')', found the end")]
    [InlineData("(1)(2)", 3, 1, "expected an operator, found '('")]
    public void Parsing(string text, int column, int length, string message)
        => AssertFault(Assert.Throws<ExpressionException>(() => Expression.Parse(text)), column, length, message);

    [Theory]
    [InlineData("1 + widht", 4, 5, "'widht' is not known here; did you mean 'width'?")]
    [InlineData("(Width)", 1, 5, "'Width' is not known here; did you mean 'width'?")]
    [InlineData("2*@stride", 2, 7, "'stride' is not known here")]
    [InlineData("Faulti", 0, 6, "'Faulti' is not known here; did you mean 'Faulty'?")]
    [InlineData("2 * Faulty", 4, 6, "'Faulty' has no shape")]
    [InlineData("min + 1", 0, 3, "'min' is a function; expected '(' after it")]
    [InlineData("nan", 0, 3, "'nan' is not a finite number")]
    [InlineData("holes[0] + 1", 0, 8, "expected a finite number, found Infinity")]
    [InlineData("1 + log2(holes[0])", 9, 8, "expected a finite number, found Infinity")]
    [InlineData("Input * 2", 0, 5, "expected a number, found a layer; take a member of it such as .Channels, .Height or .Width")]
    [InlineData("2 * (Input)", 4, 7, "expected a number, found a layer; take a member of it such as .Channels, .Height or .Width")]
    [InlineData("-Input", 1, 5, "expected a number, found a layer; take a member of it such as .Channels, .Height or .Width")]
    [InlineData("max(1, Input)", 7, 5, "expected a number, found a layer; take a member of it such as .Channels, .Height or .Width")]
    [InlineData("(1, 2) + 1", 0, 6, "expected a number, found a tuple; take an item of it such as [0]")]
    [InlineData("counts > 1", 0, 6, "expected a number, found a tuple; take an item of it such as [0]")]
    [InlineData("1 <= counts || true", 5, 6, "expected a number, found a tuple; take an item of it such as [0]")]
    [InlineData("1 + bias", 4, 4, "expected a number, found a truth value")]
    [InlineData("1 < 2 < 3", 0, 5, "expected a number, found a truth value")]
    [InlineData("!width", 1, 5, "expected a truth value, found an integer")]
    [InlineData("!ratio || true", 1, 5, "expected a truth value, found a real number")]
    [InlineData("width && true", 0, 5, "expected a truth value, found an integer")]
    [InlineData("bias && width", 8, 5, "expected a truth value, found an integer")]
    [InlineData("false || 1", 9, 1, "expected a truth value, found an integer")]
    [InlineData("width ? 1 : 2", 0, 5, "expected a truth value, found an integer")]
    [InlineData("false ? 1 : (1, 2) ? 3 : 4", 12, 6, "expected a truth value, found a tuple; take an item of it such as [0]")]
    [InlineData("1 == true", 0, 9, "'==' compares values of one kind, found an integer and a truth value")]
    [InlineData("2 + 1 != (1, 2)", 0, 15, "'!=' compares values of one kind, found an integer and a tuple")]
    [InlineData("(1, 2) == (1, true)", 0, 19, "'==' compares values of one kind, found an integer and a truth value")]
    [InlineData("Input == Hidden", 0, 15, "'==' doesn't compare layers; compare members of them such as .Channels")]
    [InlineData("width.Channels", 0, 5, "expected a layer before '.Channels', found an integer")]
    [InlineData("1 + counts.Channels", 4, 6, "expected a layer before '.Channels', found a tuple")]
    [InlineData("width.Count", 0, 5, "expected a layer or a tuple before '.Count', found an integer")]
    [InlineData("Input.Channels.Width", 0, 14, "expected a layer before '.Width', found an integer")]
    [InlineData("Hidden.Height", 7, 6, "Hidden is 128; Height needs at least 2 dimensions")]
    [InlineData("1+Input.Depth.Count", 2, 11, "expected a layer or a tuple before '.Count', found an integer")]
    [InlineData("Scalar.Channels", 7, 8, "Scalar has no dimensions; Channels needs at least 1 dimension")]
    [InlineData("Vast.Elements / 2", 0, 13, "the result overflows Int64")]
    [InlineData("width[0]", 0, 5, "expected a tuple or a layer before '[', found an integer")]
    [InlineData("counts[4]", 7, 1, "the index is 4; expected -4 to 3, for the items of the tuple")]
    [InlineData("counts[-5]", 7, 2, "the index is -5; expected -4 to 3, for the items of the tuple")]
    [InlineData("counts[least]", 7, 5, "the index is -9223372036854775808; expected -4 to 3, for the items of the tuple")]
    [InlineData("counts[1.0]", 7, 3, "expected an integer, found a real number")]
    [InlineData("none[0]", 5, 1, "the tuple has no items")]
    [InlineData("Input[3]", 6, 1, "the index is 3; expected -3 to 2, for the dimensions of Input")]
    [InlineData("1 / 0", 4, 1, "division by zero")]
    [InlineData("1 % (2 - 2)", 4, 7, "division by zero")]
    [InlineData("1.5 / 0", 6, 1, "division by zero")]
    [InlineData("1 % 0.0", 4, 3, "division by zero")]
    [InlineData("1 + most + 1", 0, 8, "the result overflows Int64")]
    [InlineData("least - 1", 0, 9, "the result overflows Int64")]
    [InlineData("2 + most * 2", 4, 8, "the result overflows Int64")]
    [InlineData("least / -1", 0, 10, "the result overflows Int64")]
    [InlineData("1 * -least", 4, 6, "the result overflows Int64")]
    [InlineData("abs(least)", 0, 10, "the result overflows Int64")]
    [InlineData("1 + round(1e19)", 4, 11, "the result overflows Int64")]
    [InlineData("floor(9223372036854775808.0)", 0, 28, "the result overflows Int64")]
    [InlineData("pow(2, 63)", 0, 10, "the result overflows Int64")]
    [InlineData("pow(10, 9223372036854775807)", 0, 28, "the result overflows Int64")]
    [InlineData("1e308 * 10", 0, 10, "the result is beyond the range of real numbers")]
    [InlineData("1e300 / 1e-300", 0, 14, "the result is beyond the range of real numbers")]
    [InlineData("1 + sqrt(-4)", 4, 8, "sqrt(-4) is not a finite number")]
    [InlineData("log2(0)", 0, 7, "log2(0) is not a finite number")]
    [InlineData("log2(-0.5)", 0, 10, "log2(-0.5) is not a finite number")]
    [InlineData("pow(0, -1)", 0, 10, "pow(0, -1) is not a finite number")]
    [InlineData("divisible(8, 0)", 0, 15, "divisible(8, 0) is not a finite number")]
    [InlineData("divisible(8, 2.5)", 0, 17, "divisible(8, 2.5) is not a finite number")]
    [InlineData("divisible(1e300, 8)", 0, 19, "the result overflows Int64")]
    [InlineData("pow(-8, 0.5)", 0, 12, "pow(-8, 0.5) is not a finite number")]
    public void Evaluating(string text, int column, int length, string message)
    {
        var expression = Expression.Parse(text);
        AssertFault(Assert.Throws<ExpressionException>(() => expression.Evaluate(new TestScope())), column, length, message);
    }

    /// <summary>Half a character can't stand in an attribute.</summary>
    [Fact]
    public void Half_a_surrogate_pair_is_reported()
        => AssertFault(
            Assert.Throws<ExpressionException>(() => Expression.Parse("1\ud83d")), 1, 1, "the character U+D83D is not valid here");

    [Fact]
    public void Tuples_that_nest_through_names_are_limited()
    {
        var scope = new TestScope();
        var expression = Expression.Parse("(counts, counts)");
        for (var depth = 2; depth <= 16; depth++)
        {
            scope.With("counts", expression.Evaluate(scope));
        }

        AssertFault(
            Assert.Throws<ExpressionException>(() => expression.Evaluate(scope)), 0, 16, "the tuple nests deeper than 16 levels");
    }

    private static void AssertFault(ExpressionException fault, int column, int length, string message)
        => Assert.Equal((message, column, length), (fault.Message, fault.Column, fault.Length));
}
