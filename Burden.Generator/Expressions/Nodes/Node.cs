namespace Burden.Generator.Expressions.Nodes;

/// <summary>A part of an expression that has a value.</summary>
internal abstract class Node(int column, int end)
{
    public int Column { get; } = column;

    /// <summary>The column after it.</summary>
    public int End { get; } = end;

    /// <exception cref="ExpressionException">It has no value in this scope.</exception>
    public abstract Value Evaluate(IScope scope);

    public ExpressionException Fault(string message) => new(message, Column, End - Column);

    /// <summary>The value, which must be a finite number.</summary>
    public Value RequireNumber(Value value) => value switch
    {
        IntegerValue or RealValue when Number.IsFinite(value) => value,
        RealValue => throw Fault($"expected a finite number, found {Number.Text(value)}"),
        _ => throw WrongKind("a number", value),
    };

    public bool RequireTruth(Value value) => value is BooleanValue { Truth: var truth } ? truth : throw WrongKind("a truth value", value);

    public long RequireInteger(Value value) => value is IntegerValue { Number: var number } ? number : throw WrongKind("an integer", value);

    public ExpressionException WrongKind(string expected, Value found) => Fault($"expected {expected}, found {found.Noun}" + found switch
    {
        LayerValue => "; take a member of it such as .Channels, .Height or .Width",
        TupleValue => "; take an item of it such as [0]",
        _ => "",
    });
}
