using Burden.Generator.Binding;
using Burden.Generator.Expressions;
using Burden.Generator.Graphs;
using Burden.Generator.Helpers;
using Burden.Generator.Layers;

namespace Burden.Generator.Expansion;

/// <summary>The types that inputs and layers state of their own values. They hold whatever is stated around them, and nothing is converted for them.</summary>
/// <param name="features">The network's type of features.</param>
internal sealed class StatedTypes(DataType features)
{
    /// <summary>The type that a value stands for.</summary>
    /// <param name="what">What has the value, for messages.</param>
    /// <param name="argument">The argument that it is given for; null where it is a rule's.</param>
    /// <exception cref="FaultException">It stands for none.</exception>
    public static DataType Read(Value value, string what, string? argument = null)
        => value is IntegerValue { Number: var number and >= int.MinValue and <= int.MaxValue } && Enum.IsDefined(typeof(DataType), (int)number)
            ? (DataType)number
            : throw new FaultException(FaultId.OutOfRange, $"{what} is no value of Burden.DataType", argument);

    /// <summary>The node of an input.</summary>
    /// <param name="type">The type that it states; null for none.</param>
    public GraphNode Input(GraphNode node, DataType? type)
        => type is null ? node : node with { Costs = node.Costs with { OutputType = Own(type) }, Precision = WithoutFeatures(node.Precision) };

    /// <summary>The node of a layer.</summary>
    /// <param name="use">Its use.</param>
    /// <param name="type">The type that the use states; null for none.</param>
    /// <param name="nodes">The nodes before it.</param>
    /// <exception cref="OverflowException">A count of scales overflows Int64.</exception>
    public GraphNode Layer(GraphNode node, BoundUse use, DataType? type, IReadOnlyList<GraphNode> nodes)
    {
        var (costs, precision) = (node.Costs, node.Precision);
        if ((type ?? costs.OutputType) is { } stated)
        {
            (costs, precision) = (costs with { OutputType = Own(stated) }, WithoutFeatures(precision));
        }
        else if (node.Reads.Count > 0 && nodes[node.Reads[0]].Costs.OutputType is { } read && Moves(use.Kind is not null, costs) && node.Reads.All(r => nodes[r].Costs.OutputType == read))
        {
            costs = costs with { OutputType = read };
        }

        if (precision is { Parameters: not null } && costs.Weights.Any(static w => w.Type is not null))
        {
            var open = new WeightFormat(precision, precision.Features ?? features).Apply(costs with { Weights = costs.Weights.Where(static w => w.Type is null).ToEquatableArray() });
            costs = costs with { Weights = [.. open.Weights, .. costs.Weights.Where(static w => w.Type is not null)] };
            precision = precision with { Parameters = null };
        }

        return ReferenceEquals(costs, node.Costs) && ReferenceEquals(precision, node.Precision) ? node : node with { Costs = costs, Precision = precision };
    }

    private DataType? Own(DataType? type) => type == features ? null : type;

    private static PrecisionSettings? WithoutFeatures(PrecisionSettings? precision) => precision?.Features is null ? precision : precision with { Features = null };

    /// <summary>Whether a layer yields the very values that it reads, and so their type: a view, or values in other places.</summary>
    public static bool Moves(bool isBuiltIn, LayerCosts costs)
        => costs.Storage == Storage.View
            || (isBuiltIn && costs is { Reach: not null, Parameters: 0, SharedParameters: 0, Buffers: 0, Macs: 0, Flops: 0, Exponentials: 0 });
}
