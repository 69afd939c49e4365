using System.Globalization;

namespace Burden.Generator.Expressions.Nodes;

/// <summary>A tuple: <c>(1, 2)</c>, <c>(1,)</c>.</summary>
internal sealed class TupleItems(Node[] items, int column, int end) : Node(column, end)
{
    /// <summary>Tuples grow through parameters, from module to module, beyond what one text nests.</summary>
    private const int MaxDepth = 16;

    public override Value Evaluate(IScope scope)
    {
        var tuple = TupleValue.Of(items.Select(item => item.Evaluate(scope)));
        return tuple.Depth <= MaxDepth
            ? tuple
            : throw Fault($"the tuple nests deeper than {MaxDepth.ToString(CultureInfo.InvariantCulture)} levels");
    }
}
