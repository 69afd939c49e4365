using System.Globalization;
using System.Numerics;
using System.Text;
using Burden.Generator.Expressions;
using CsCheck;

namespace Burden.Generator.Tests.Expressions;

public sealed class ExpressionProperties
{
    private static readonly string[] Pieces =
    [
        "+", "-", "*", "/", "%", "<", "<=", ">", ">=", "==", "!=", "&&", "||", "!", "?", ":", "(", ")", "[", "]", ",", ".", " ",
        "=", "&", "@", "_", "\0", "0", "1", "-1", "1.5", ".25", "1e308", "9223372036854775807", "1_000", "true", "false",
        "width", "ratio", "bias", "least", "most", "nan", "holes", "none", "counts", "Input", "Hidden", "Vast", "Scalar", "Faulty",
        ".Channels", ".Height", ".Elements", ".Count", "[0]", "[-1]", "min(", "max(", "round(", "floor(", "abs(", "sqrt(", "log2(",
        "pow(", "widht", "ü", "😀", "\ud800", "(1, 2)", "(1,)",
    ];

    [Fact]
    public void Any_text_parses_or_throws_ExpressionException()
        => Gen.String.Sample(Survives);

    [Fact]
    public void Any_sequence_of_tokens_parses_or_throws_ExpressionException()
        => Gen.OneOf(Pieces).Array[0, 20].Select(string.Concat).Sample(Survives, iter: 20_000);

    [Fact]
    public void Any_expression_evaluates_or_throws_ExpressionException()
        => Mixed(4).Sample(
            static text =>
            {
                Assert.NotNull(Expression.Parse(text));
                Survives(text);
            },
            iter: 20_000);

    [Fact]
    public void Integer_results_agree_with_BigInteger()
        => Tree(5).Sample(
            static tree =>
            {
                var text = tree.Text;
                if (tree.Number is { } expected)
                {
                    Assert.Equal(new IntegerValue((long)expected), TestScope.Evaluate(text));
                }
                else
                {
                    var fault = Assert.Throws<ExpressionException>(() => TestScope.Evaluate(text));
                    Assert.Contains(fault.Message, (string[])["the result overflows Int64", "division by zero"]);
                }
            },
            iter: 20_000);

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public void Results_are_the_same_in_every_culture(string culture)
    {
        string[] texts =
        [
            "1.5 + .25", "1e-3 * 2", "1_000.5", "-7 / 2", "round(2.5)", "INPUT", "mıdth", "Hidden.height", "pow(-8, 0.5)", "sqrt(-1.5)",
            "counts[-5]", "0x1", "1,5", "Input[-9]", "log2(-1000000.25)", "bIas",
        ];
        var expected = texts.Select(Describe).ToArray();
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(expected, texts.Select(Describe));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static void Survives(string text)
    {
        try
        {
            var expression = Expression.Parse(text);
            Assert.All(expression.Names, name => Assert.Equal(name.Name, text.Substring(name.Column, name.Name.Length)));
            expression.Evaluate(new TestScope());
        }
        catch (ExpressionException fault)
        {
            Assert.InRange(fault.Column, 0, text.Length);
            Assert.InRange(fault.Length, fault.Column == text.Length ? 0 : 1, text.Length - fault.Column);
        }
    }

    private static string Describe(string text)
    {
        try
        {
            return TestScope.Evaluate(text) switch
            {
                RealValue { Number: var real } => real.ToString("R", CultureInfo.InvariantCulture),
                IntegerValue { Number: var integer } => integer.ToString(CultureInfo.InvariantCulture),
                var value => value.Noun,
            };
        }
        catch (ExpressionException fault)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{fault.Message} at {fault.Column}, {fault.Length}");
        }
    }

    /// <summary>Expressions that parse, whatever the kinds of their operands.</summary>
    private static Gen<string> Mixed(int depth)
    {
        var leaf = Gen.OneOf("0", "2", "1.5", "true", "false", "width", "ratio", "most", "counts", "none", "holes", "Input", "Vast", "Scalar");
        if (depth == 0)
        {
            return leaf;
        }

        var inner = Mixed(depth - 1);
        return Gen.OneOf(
            leaf,
            Gen.Select(inner, Gen.OneOf("+", "-", "*", "/", "%", "<", ">=", "==", "!=", "&&", "||"), inner, static (x, o, y) => $"({x} {o} {y})"),
            Gen.Select(Gen.OneOf("-", "+", "!"), inner, static (o, x) => $"{o} {x}"),
            Gen.Select(inner, inner, inner, static (x, y, z) => $"({x} ? {y} : {z})"),
            Gen.Select(inner, inner, static (x, y) => $"({x}, {y})"),
            Gen.Select(inner, inner, static (x, y) => $"({x})[{y}]"),
            Gen.Select(inner, Gen.OneOf("Channels", "Depth", "Width", "Elements", "Rank", "Count"), static (x, m) => $"({x}).{m}"),
            Gen.Select(Gen.OneOf("min", "max", "pow"), inner, inner, static (f, x, y) => $"{f}({x}, {y})"),
            Gen.Select(Gen.OneOf("ceil", "floor", "round", "abs", "sqrt", "log2"), inner, static (f, x) => $"{f}({x})"));
    }

    private static Gen<Node> Tree(int depth)
    {
        var leaf = Gen.OneOf(
                Gen.Long[0, 20],
                Gen.Long[0, long.MaxValue],
                Gen.OneOf(long.MaxValue, 1L << 32, 3_037_000_499, 3_037_000_500))
            .Select(static Node (n) => new Leaf(n));
        if (depth == 0)
        {
            return leaf;
        }

        var inner = Tree(depth - 1);
        return Gen.Frequency(
            (1, leaf),
            (1, inner.Select(static Node (x) => new Negated(x))),
            (4, Gen.Select(inner, Gen.OneOf('+', '-', '*', '/', '%'), inner, static Node (x, o, y) => new Operated(x, o, y))));
    }

    /// <summary>
    /// An integer expression, written with no more parentheses than C# asks for, and its value: null where it, or a part
    /// of it, overflows Int64 or divides by zero.
    /// </summary>
    private abstract record Node(int Precedence)
    {
        public abstract string Text { get; }

        public abstract BigInteger? Number { get; }

        protected string Within(int precedence) => Precedence < precedence ? $"({Text})" : Text;

        protected static string Write(Node node, int precedence) => node.Within(precedence);

        protected static BigInteger? Bounded(BigInteger? number)
            => number >= long.MinValue && number <= long.MaxValue ? number : null;
    }

    private sealed record Leaf(long Value) : Node(3)
    {
        public override string Text => Value.ToString(CultureInfo.InvariantCulture);

        public override BigInteger? Number => Value;
    }

    private sealed record Negated(Node Inner) : Node(3)
    {
        public override string Text => "-" + Write(Inner, 3);

        public override BigInteger? Number => Bounded(-Inner.Number);
    }

    private sealed record Operated(Node Left, char Sign, Node Right) : Node(Sign is '+' or '-' ? 1 : 2)
    {
        public override string Text => Write(Left, Precedence) + Sign + Write(Right, Precedence + 1);

        public override BigInteger? Number => (Left.Number, Right.Number) switch
        {
            ({ } x, { } y) => Bounded(Sign switch
            {
                '+' => x + y,
                '-' => x - y,
                '*' => x * y,
                _ when y.IsZero => null,
                '/' => BigInteger.Divide(x, y),
                _ => BigInteger.Remainder(x, y),
            }),
            _ => null,
        };
    }
}
