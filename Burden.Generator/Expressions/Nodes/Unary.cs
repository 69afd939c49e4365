namespace Burden.Generator.Expressions.Nodes;

/// <summary><c>!x</c>, <c>-x</c>, <c>+x</c>.</summary>
internal sealed class Unary(Token sign, Node operand) : Operation(operand, sign.Column, operand.End)
{
    protected override Value Apply(Value value, IScope scope)
    {
        if (sign.Kind == TokenKind.Not)
        {
            return new BooleanValue(!Operand.RequireTruth(value));
        }

        var number = Operand.RequireNumber(value);
        return (sign.Kind, number) switch
        {
            (TokenKind.Plus, _) => number,
            (_, IntegerValue { Number: long.MinValue }) => throw Fault(Messages.BeyondInteger),
            (_, IntegerValue { Number: var integer }) => new IntegerValue(-integer),
            _ => new RealValue(-Number.Real(number)),
        };
    }
}
