namespace Burden.Generator.Expressions.Nodes;

/// <summary>An operator between two operands.</summary>
internal sealed class Binary(TokenKind kind, string sign, Node left, Node right) : Operation(left, left.Column, right.End)
{
    public const int LowestPrecedence = 1;

    /// <summary>How tightly an operator binds, as in C#; 0 for what is none.</summary>
    public static int Precedence(TokenKind kind) => kind switch
    {
        TokenKind.Or => 1,
        TokenKind.And => 2,
        TokenKind.Equal or TokenKind.NotEqual => 3,
        TokenKind.Less or TokenKind.LessOrEqual or TokenKind.Greater or TokenKind.GreaterOrEqual => 4,
        TokenKind.Plus or TokenKind.Minus => 5,
        TokenKind.Times or TokenKind.Divide or TokenKind.Remainder => 6,
        _ => 0,
    };

    protected override Value Apply(Value value, IScope scope) => Precedence(kind) switch
    {
        1 => new BooleanValue(Operand.RequireTruth(value) || right.RequireTruth(right.Evaluate(scope))),
        2 => new BooleanValue(Operand.RequireTruth(value) && right.RequireTruth(right.Evaluate(scope))),
        3 => new BooleanValue(AreEqual(value, right.Evaluate(scope)) == (kind == TokenKind.Equal)),
        4 => new BooleanValue(IsOrdered(Number.Compare(Operand.RequireNumber(value), right.RequireNumber(right.Evaluate(scope))))),
        _ => Calculate(Operand.RequireNumber(value), right.RequireNumber(right.Evaluate(scope))),
    };

    private bool AreEqual(Value x, Value y)
    {
        switch (x, y)
        {
            case (IntegerValue or RealValue, IntegerValue or RealValue):
                return Number.Compare(x, y) == 0;
            case (BooleanValue, BooleanValue):
                return x.Equals(y);
            case (TupleValue { Items: var first }, TupleValue { Items: var second }):
                return first.Count == second.Count && first.Zip(second, AreEqual).All(static equal => equal);
            default:
                throw Fault(x is LayerValue || y is LayerValue
                    ? $"'{sign}' doesn't compare layers; compare members of them such as .Channels"
                    : $"'{sign}' compares values of one kind, found {x.Noun} and {y.Noun}");
        }
    }

    private bool IsOrdered(int comparison) => kind switch
    {
        TokenKind.Less => comparison < 0,
        TokenKind.LessOrEqual => comparison <= 0,
        TokenKind.Greater => comparison > 0,
        _ => comparison >= 0,
    };

    private Value Calculate(Value x, Value y)
    {
        if (kind is TokenKind.Divide or TokenKind.Remainder && Number.Real(y) == 0)
        {
            throw right.Fault("division by zero");
        }

        if ((x, y) is (IntegerValue { Number: var i }, IntegerValue { Number: var j }))
        {
            try
            {
                return new IntegerValue(Calculate(i, j));
            }
            catch (OverflowException)
            {
                throw Fault(Messages.BeyondInteger);
            }
        }

        var result = new RealValue(Calculate(Number.Real(x), Number.Real(y)));
        return Number.IsFinite(result) ? result : throw Fault(Messages.BeyondReal);
    }

    private long Calculate(long x, long y) => kind switch
    {
        TokenKind.Plus => checked(x + y),
        TokenKind.Minus => checked(x - y),
        TokenKind.Times => checked(x * y),
        TokenKind.Divide => checked(x / y),
        // The smallest integer has no negation, so the division throws.
        _ => y == -1 ? 0 : x % y,
    };

    private double Calculate(double x, double y) => kind switch
    {
        TokenKind.Plus => x + y,
        TokenKind.Minus => x - y,
        TokenKind.Times => x * y,
        TokenKind.Divide => x / y,
        _ => x % y,
    };
}
