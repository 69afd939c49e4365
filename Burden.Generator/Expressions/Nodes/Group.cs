namespace Burden.Generator.Expressions.Nodes;

/// <summary>Parentheses: what is said of the whole spans them, what is said of the inside doesn't.</summary>
internal sealed class Group(Node inside, int column, int end) : Operation(inside, column, end)
{
    protected override Value Apply(Value value, IScope scope) => value;
}
