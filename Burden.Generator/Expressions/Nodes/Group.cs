namespace Burden.Generator.Expressions.Nodes;

/// <summary>Parentheses: an error in the whole spans them, one in the inside doesn't.</summary>
internal sealed class Group(Node inside, int column, int end) : Operation(inside, column, end)
{
    protected override Value Apply(Value value, IScope scope) => value;
}
