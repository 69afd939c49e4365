using Burden.Generator.Expressions;

namespace Burden.Generator.Binding;

/// <summary>Makes a value of a constant as C# gives it: a string is an expression.</summary>
internal static class Evaluation
{
    /// <exception cref="FaultException">It is no value, or its expression is faulty.</exception>
    public static Value Of(Constant constant, IScope scope, ExpressionCache expressions, string argument, int item = -1)
    {
        switch (constant)
        {
            case IntegerConstant integer:
                return new IntegerValue(integer.Value);
            case RealConstant real:
                return new RealValue(real.Value);
            case BooleanConstant boolean:
                return new BooleanValue(boolean.Value);
            case ArrayConstant array:
                return Items(array, scope, expressions, argument);
            case TextConstant text:
                try
                {
                    return expressions.Parse(text.Value).Evaluate(scope);
                }
                catch (ExpressionException fault)
                {
                    throw new FaultException(FaultId.BadExpression, fault.Message, argument, fault.Column, fault.Length, item);
                }

            case OtherConstant other:
                throw new FaultException(FaultId.OutOfRange, $"{argument} is {other.Noun}; expected a number, a truth value or an expression", argument, item: item);
            case UnknownConstant:
                // The compiler speaks of it already.
                throw new FaultException(FaultId.None, $"{argument} is not a constant", argument);
            default:
                throw new FaultException(FaultId.MissingArgument, $"{argument} is null", argument);
        }
    }

    // On its own, so that nothing is captured for all the other constants.
    private static TupleValue Items(ArrayConstant array, IScope scope, ExpressionCache expressions, string argument)
        => TupleValue.Of(array.Items.Select((member, i) => Of(member, scope, expressions, argument, i)));
}
