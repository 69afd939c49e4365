using Burden.Generator.Expressions;

namespace Burden.Generator.Tests.Expressions;

public sealed class ExpressionValueTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData(" 1_000\t*\n2 ", 2000)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("-9223372036854775807 - 1", long.MinValue)]
    [InlineData("1 + 2 * 3", 7)]
    [InlineData("(1 + 2) * 3", 9)]
    [InlineData("10 - 4 - 3", 3)]
    [InlineData("100 / 10 / 5", 2)]
    [InlineData("7 / 2", 3)]
    [InlineData("-7 / 2", -3)]
    [InlineData("7 / -2", -3)]
    [InlineData("7 % 3", 1)]
    [InlineData("-7 % 3", -1)]
    [InlineData("7 % -3", 1)]
    [InlineData("least % -1", 0)]
    [InlineData("2 * 7 % 4 + 1", 3)]
    [InlineData("- - 3", 3)]
    [InlineData("--3", 3)]
    [InlineData("-+-+3", 3)]
    [InlineData("2 - -3", 5)]
    [InlineData("width", 64)]
    [InlineData("@width", 64)]
    [InlineData("@class", 7)]
    [InlineData("größe_2", 9)]
    [InlineData("4*width", 256)]
    [InlineData("Input.Channels/16", 16)]
    [InlineData("max(8, round(width*0.25/8)*8)", 16)]
    [InlineData("Input.Height", 14)]
    [InlineData("Input . Width", 28)]
    [InlineData("Input.Length", 256)]
    [InlineData("Input.Features", 28)]
    [InlineData("Input.Elements", 256 * 14 * 28)]
    [InlineData("Input.Rank", 3)]
    [InlineData("Input.Count", 1)]
    [InlineData("Input[0]", 256)]
    [InlineData("Input[-1]", 28)]
    [InlineData("Input[Input.Rank - 2]", 14)]
    [InlineData("Volume.Depth", 5)]
    [InlineData("Volume.Count", 10)]
    [InlineData("Volume.Elements", 10 * 8 * 5 * 6 * 7)]
    [InlineData("Hidden.Channels + Hidden.Features + Hidden.Width", 384)]
    [InlineData("Scalar.Rank + Scalar.Elements", 1)]
    [InlineData("(bias ? Input : Hidden).Channels", 256)]
    [InlineData("counts.Count", 4)]
    [InlineData("none.Count", 0)]
    [InlineData("counts[2]", 23)]
    [InlineData("counts[-4]", 3)]
    [InlineData("(1, (2, 3))[1][0]", 2)]
    [InlineData("(5,)[0]", 5)]
    [InlineData("(5, 6,).Count", 2)]
    [InlineData("min(3)", 3)]
    [InlineData("min(3, 1, 2)", 1)]
    [InlineData("max(3, 1, 2, width)", 64)]
    [InlineData("ceil(2.1)", 3)]
    [InlineData("ceil(-2.9)", -2)]
    [InlineData("floor(2.9)", 2)]
    [InlineData("floor(-2.1)", -3)]
    [InlineData("round(2.5)", 3)]
    [InlineData("round(3.5)", 4)]
    [InlineData("round(-2.5)", -2)]
    [InlineData("round(-2.6)", -3)]
    [InlineData("round(0.49999999999999994)", 0)]
    [InlineData("round(4503599627370497.0)", 4503599627370497)]
    [InlineData("round(7)", 7)]
    [InlineData("floor(most)", long.MaxValue)]
    [InlineData("ceil(log2(1000))", 10)]
    [InlineData("ceil(log2(536870912))", 29)]
    [InlineData("abs(-3)", 3)]
    [InlineData("pow(2, 10)", 1024)]
    [InlineData("divisible(32 * 1.4, 8)", 48)]
    [InlineData("divisible(44, 8)", 48)]
    [InlineData("divisible(43, 8)", 40)]
    [InlineData("divisible(11, 8)", 16)]
    [InlineData("divisible(24 * 0.35, 8)", 8)]
    [InlineData("divisible(1, 8)", 8)]
    [InlineData("divisible(0, 16)", 16)]
    [InlineData("divisible(-20, 8)", 8)]
    [InlineData("pow(2, 62)", 1L << 62)]
    [InlineData("pow(-2, 63)", long.MinValue)]
    [InlineData("pow(-1, 9223372036854775807)", -1)]
    [InlineData("pow(0, 0)", 1)]
    [InlineData("true ? 1 : 1/0", 1)]
    [InlineData("false ? nowhere : 2", 2)]
    [InlineData("width > 100 ? 1 : width > 50 ? 2 : 3", 2)]
    [InlineData("true ? false ? 1 : 2 : 3", 2)]
    public void Integers(string text, long expected)
        => Assert.Equal(new IntegerValue(expected), TestScope.Evaluate(text));

    [Theory]
    [InlineData("1.5", 1.5)]
    [InlineData(".25", 0.25)]
    [InlineData("1e6", 1e6)]
    [InlineData("1E+2", 100)]
    [InlineData("25e-2", 0.25)]
    [InlineData("1_0.2_5", 10.25)]
    [InlineData("7 / 2.0", 3.5)]
    [InlineData("-7.5 % 2", -1.5)]
    [InlineData("width * ratio", 16)]
    [InlineData("1 / 2 + 0.5", 0.5)]
    [InlineData("-ratio", -0.25)]
    [InlineData("+ratio", 0.25)]
    [InlineData("min(1, 2.5)", 1)]
    [InlineData("max(1.5, 2)", 2)]
    [InlineData("abs(-ratio)", 0.25)]
    [InlineData("sqrt(16)", 4)]
    [InlineData("log2(8)", 3)]
    [InlineData("log2(0.125)", -3)]
    [InlineData("pow(2, -1)", 0.5)]
    [InlineData("pow(2.0, 3)", 8)]
    [InlineData("pow(16, 0.5)", 4)]
    public void Reals(string text, double expected)
        => Assert.Equal(new RealValue(expected), TestScope.Evaluate(text));

    [Theory]
    [InlineData("true", true)]
    [InlineData("!true", false)]
    [InlineData("!!bias", true)]
    [InlineData("1 < 2", true)]
    [InlineData("2 <= 1.5", false)]
    [InlineData("2 > 1.5", true)]
    [InlineData("2 >= 2", true)]
    [InlineData("1 == 1.0", true)]
    [InlineData("1 != 1", false)]
    [InlineData("most - 1 == most", false)]
    [InlineData("bias == true", true)]
    [InlineData("true != false", true)]
    [InlineData("1 < 2 == true", true)]
    [InlineData("(1, 2) == (1, 2.0)", true)]
    [InlineData("(1, 2) == (1, 3)", false)]
    [InlineData("(1, 2) != (1, 2, 3)", true)]
    [InlineData("((0, 1), 2) == ((0, 1), 2)", true)]
    [InlineData("counts == (3, 4, 23, 3)", true)]
    [InlineData("true || false && false", true)]
    [InlineData("true || nowhere", true)]
    [InlineData("false && 1/0 == 0", false)]
    [InlineData("width > 1 || Input.Channels != 4*width", true)]
    [InlineData("width == 1 || Input.Channels != 4*width", false)]
    public void Truths(string text, bool expected) => Assert.Equal(new BooleanValue(expected), TestScope.Evaluate(text));

    [Fact]
    public void Tuples_nest()
        => Assert.Equal(
            TupleValue.Of([Pair(0, 1), Pair(0, 64)]),
            TestScope.Evaluate("((0,1),(0,width))"));

    [Fact]
    public void A_tuple_of_one_item_needs_a_comma()
        => Assert.Equal(TupleValue.Of([new IntegerValue(1)]), TestScope.Evaluate("(1,)"));

    [Fact]
    public void A_layer_is_a_value()
    {
        Assert.Equal("Hidden", Assert.IsType<LayerValue>(TestScope.Evaluate("Hidden")).Name);
        Assert.Equal("Volume", Assert.IsType<LayerValue>(TestScope.Evaluate("!bias ? Input : (Volume)")).Name);
    }

    [Fact]
    public void A_name_may_be_that_of_a_function()
        => Assert.Equal(
            new IntegerValue(6),
            Expression.Parse("max(max, 2) + 1").Evaluate(new TestScope().With("max", new IntegerValue(5))));

    [Fact]
    public void Names_lists_every_use_of_a_name()
        => Assert.Equal(
            [("Stride", 0), ("Input", 14), ("width", 35), ("counts", 43), ("i", 50), ("Stride", 55)],
            Expression.Parse("Stride > 1 || Input.Channels != 4*@width ? counts[i] : Stride + max(1, 2)").Names);

    private static TupleValue Pair(long begin, long end) => TupleValue.Of([new IntegerValue(begin), new IntegerValue(end)]);
}
