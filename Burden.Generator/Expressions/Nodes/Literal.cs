namespace Burden.Generator.Expressions.Nodes;

/// <summary>A number, <c>true</c> or <c>false</c>.</summary>
internal sealed class Literal(Value value, Token token) : Node(token.Column, token.End)
{
    public override Value Evaluate(IScope scope) => value;
}
