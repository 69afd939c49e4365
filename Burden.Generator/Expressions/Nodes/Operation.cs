namespace Burden.Generator.Expressions.Nodes;

/// <summary>
/// A node that begins with evaluating another. Chains of such nodes grow as long as the text (<c>1+1+1+…</c>,
/// <c>!!!…</c>), so they are evaluated in a loop rather than by recursion.
/// </summary>
internal abstract class Operation(Node operand, int column, int end) : Node(column, end)
{
    protected Node Operand { get; } = operand;

    public sealed override Value Evaluate(IScope scope)
    {
        if (Operand is not Operation)
        {
            return Apply(Operand.Evaluate(scope), scope);
        }

        var pending = new Stack<Operation>();
        Node first = this;
        while (first is Operation operation)
        {
            pending.Push(operation);
            first = operation.Operand;
        }

        var value = first.Evaluate(scope);
        while (pending.Count > 0)
        {
            value = pending.Pop().Apply(value, scope);
        }

        return value;
    }

    /// <summary>The result, given the operand's value.</summary>
    protected abstract Value Apply(Value value, IScope scope);
}
