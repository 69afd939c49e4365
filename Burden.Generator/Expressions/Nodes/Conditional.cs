namespace Burden.Generator.Expressions.Nodes;

/// <summary>
/// <c>a ? x : b ? y : z</c>: the value after the first condition that holds. Only what is chosen is evaluated.
/// </summary>
internal sealed class Conditional(IReadOnlyList<(Node Condition, Node Consequence)> cases, Node otherwise)
    : Node(cases[0].Condition.Column, otherwise.End)
{
    public override Value Evaluate(IScope scope)
    {
        foreach (var (condition, consequence) in cases)
        {
            if (condition.RequireTruth(condition.Evaluate(scope)))
            {
                return consequence.Evaluate(scope);
            }
        }

        return otherwise.Evaluate(scope);
    }
}
