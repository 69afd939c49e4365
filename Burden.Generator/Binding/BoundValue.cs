using Burden.Generator.Expressions;
using Burden.Generator.Helpers;

namespace Burden.Generator.Binding;

/// <summary>A constant as C# gives it, ready to be evaluated: a string is an expression, parsed once.</summary>
internal sealed class BoundValue
{
    private readonly Value? settled;
    private Expression? expression;

    private BoundValue(Constant constant, IReadOnlyList<BoundValue>? items)
    {
        Constant = constant;
        Items = items ?? [];
        settled = constant switch
        {
            IntegerConstant integer => new IntegerValue(integer.Value),
            RealConstant real => new RealValue(real.Value),
            BooleanConstant boolean => new BooleanValue(boolean.Value),
            _ => null,
        };
    }

    public Constant Constant { get; }

    /// <summary>The items of an array.</summary>
    public IReadOnlyList<BoundValue> Items { get; }

    /// <summary>Whether it has an error of its own, which is reported where it is bound.</summary>
    public bool IsFaulty { get; set; }

    public static BoundValue Of(Constant constant)
        => new(constant, constant is ArrayConstant array ? [.. array.Items.Select(static item => Of(item))] : null);

    /// <summary>Values that are arguments of their own, as one: those of a <c>params</c> parameter.</summary>
    public static BoundValue List(IReadOnlyList<BoundValue> items) => new(new ArrayConstant(items.Select(static i => i.Constant).ToEquatableArray()), items);

    /// <summary>The expression that a string is.</summary>
    /// <exception cref="ExpressionException">The string is not an expression.</exception>
    public Expression Parse() => expression ??= Expression.Parse(((TextConstant)Constant).Value);

    /// <summary>What it evaluates to.</summary>
    /// <param name="argument">What it is given for, for messages.</param>
    /// <param name="item">Which item of it; -1 for the whole.</param>
    /// <exception cref="FaultException">It is not a value, or its expression is faulty.</exception>
    public Value Evaluate(IScope scope, string argument, int item = -1)
    {
        if (settled is not null)
        {
            return settled;
        }

        if (IsFaulty)
        {
            throw new FaultException(FaultId.None, $"{argument} is faulty", argument);
        }

        switch (Constant)
        {
            case ArrayConstant:
                return EvaluateItems(scope, argument);
            case TextConstant:
                try
                {
                    return Parse().Evaluate(scope);
                }
                catch (ExpressionException fault)
                {
                    throw new FaultException(FaultId.BadExpression, fault.Message, argument, fault.Column, fault.Length, item);
                }

            case OtherConstant other:
                throw new FaultException(FaultId.OutOfRange, $"{argument} is {other.Noun}; expected a number, a truth value or an expression", argument, item: item);
            case UnknownFigureConstant figure:
                throw new FaultException(FaultId.UnknownFigure, $"{argument} is {figure.Reason}", argument, item: item);
            case UnknownConstant:
                // The compiler reports it.
                throw new FaultException(FaultId.None, $"{argument} is not a constant", argument);
            default:
                throw new FaultException(FaultId.MissingArgument, $"{argument} is null", argument);
        }
    }

    private TupleValue EvaluateItems(IScope scope, string argument)
    {
        var values = new Value[Items.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Items[i].Evaluate(scope, argument, i);
        }

        return new TupleValue(EquatableArray.Wrap(values));
    }
}
