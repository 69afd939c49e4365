using System.Globalization;

namespace Burden.Generator.Expressions.Nodes;

/// <summary>A member of a layer or a tuple: <c>Input.Channels</c>, <c>counts.Count</c>.</summary>
internal sealed class Member(Node target, MemberRule rule, Token token) : Operation(target, target.Column, token.End)
{
    protected override Value Apply(Value value, IScope scope) => value switch
    {
        LayerValue layer => new IntegerValue(Of(layer)),
        TupleValue tuple when rule.OfTuples => new IntegerValue(tuple.Items.Count),
        _ => throw Operand.Fault($"expected {(rule.OfTuples ? "a layer or a tuple" : "a layer")} before '.{rule.Name}', found {value.Noun}"),
    };

    private long Of(LayerValue layer)
    {
        if (layer.Shape.Rank < rule.LeastRank)
        {
            throw token.Fault(
                $"{layer.Name} {(layer.Shape.Rank == 0 ? "has no dimensions" : $"is {layer.Shape}")}; {rule.Name} needs at least {rule.LeastRank.ToString(CultureInfo.InvariantCulture)} dimension{(rule.LeastRank == 1 ? "" : "s")}");
        }

        try
        {
            return rule.Of(layer);
        }
        catch (OverflowException)
        {
            throw Fault(Messages.BeyondInteger);
        }
    }
}
