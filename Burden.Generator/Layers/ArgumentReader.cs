using Burden.Generator.Declarations;
using Burden.Generator.Diagnostics;
using Burden.Generator.Expressions;

namespace Burden.Generator.Layers;

/// <summary>The arguments of one layer, by parameter name, evaluated in the scope they were written in.</summary>
internal sealed class ArgumentReader(IReadOnlyDictionary<string, Constant> given, IReadOnlyDictionary<string, Constant> defaults, IScope scope, ExpressionCache expressions)
{
    public bool IsGiven(string parameter) => given.TryGetValue(parameter, out var constant) && constant is not NullConstant;

    /// <summary>The text as written; null where the argument is no string.</summary>
    public string? Text(string parameter) => (Find(parameter) as TextConstant)?.Value;

    /// <summary>What the argument evaluates to.</summary>
    /// <exception cref="FaultException">It is missing, or its expression is faulty.</exception>
    public Value Evaluate(string parameter) => Evaluate(Find(parameter), parameter);

    private Constant Find(string parameter)
        => given.TryGetValue(parameter, out var constant) || defaults.TryGetValue(parameter, out constant)
            ? constant
            : throw new FaultException(FaultId.MissingArgument, $"{parameter} is missing");

    private Value Evaluate(Constant constant, string parameter, int item = -1)
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
                return new TupleValue([.. array.Items.Select((member, i) => Evaluate(member, parameter, i))]);
            case TextConstant text:
                try
                {
                    return expressions.Parse(text.Value).Evaluate(scope);
                }
                catch (ExpressionException fault)
                {
                    throw new FaultException(FaultId.BadExpression, fault.Message, parameter, fault.Column, fault.Length, item);
                }

            case UnknownConstant:
                // The compiler speaks of it already.
                throw new FaultException(FaultId.None, $"{parameter} is not a constant", parameter);
            default:
                throw new FaultException(FaultId.MissingArgument, $"{parameter} is null", parameter);
        }
    }
}
