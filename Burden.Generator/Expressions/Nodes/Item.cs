using System.Globalization;

namespace Burden.Generator.Expressions.Nodes;

/// <summary>An item of a tuple or a dimension of a layer, negative ones from the end: <c>counts[0]</c>, <c>Input[-1]</c>.</summary>
internal sealed class Item(Node target, Node index, int end) : Operation(target, target.Column, end)
{
    protected override Value Apply(Value value, IScope scope) => value switch
    {
        TupleValue tuple => tuple.Items[Position(tuple.Items.Count, "the tuple", "items", scope)],
        LayerValue { Shape: var shape } layer => new IntegerValue(shape[Position(shape.Rank, layer.Name, "dimensions", scope)]),
        _ => throw Operand.Fault($"expected a tuple or a layer before '[', found {value.Noun}"),
    };

    private int Position(int count, string owner, string things, IScope scope)
    {
        var position = index.RequireInteger(index.Evaluate(scope));
        if (position >= -count && position < count)
        {
            return (int)(position < 0 ? position + count : position);
        }

        var (least, most) = ((-count).ToString(CultureInfo.InvariantCulture), (count - 1).ToString(CultureInfo.InvariantCulture));
        throw index.Fault(count == 0
            ? $"{owner} has no {things}"
            : $"the index is {position.ToString(CultureInfo.InvariantCulture)}; expected {least} to {most}, for the {things} of {owner}");
    }
}
