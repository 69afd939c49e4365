using Burden.Generator.Binding;
using Burden.Generator.Expressions;
using Burden.Generator.Graphs;

namespace Burden.Generator.Expansion;

/// <summary>What one module became: networks are made of the same blocks over and over, which need expanding once.</summary>
/// <param name="Path">Its path.</param>
/// <param name="First">The index of its first node.</param>
/// <param name="Input">The node it read.</param>
internal sealed record ExpandedModule(string Path, int First, int Input, LayerValue Output, IReadOnlyList<GraphNode> Nodes, IReadOnlyList<GraphPart> Parts);

/// <summary>What an expansion follows from.</summary>
/// <param name="type">The type of the input's values; null for the network's.</param>
/// <param name="arguments">The values of the module's parameters in the order of its signature; null for those left out.</param>
/// <param name="precision">The types of its layers.</param>
internal sealed class ExpansionKey(string module, Shape input, DataType? type, Value?[] arguments, PrecisionSettings? precision) : IEquatable<ExpansionKey>
{
    private readonly PrecisionSettings? precision = precision;
    private readonly string module = module;
    private readonly Shape input = input;
    private readonly DataType? type = type;
    private readonly Value?[] arguments = arguments;

    /// <summary>The key of a module's use; null where an argument is a layer, so that it is not like any other use.</summary>
    public static ExpansionKey? Of(BoundClass module, Shape input, DataType? type, Value?[] arguments, PrecisionSettings? precision)
        => Array.Exists(arguments, HoldsLayer) ? null : new ExpansionKey(module.Id, input, type, arguments, precision);

    public bool Equals(ExpansionKey? other)
        => other is not null && module == other.module && input.Equals(other.input) && type == other.type && arguments.AsSpan().SequenceEqual(other.arguments)
            && Equals(precision, other.precision);

    public override bool Equals(object? obj) => Equals(obj as ExpansionKey);

    public override int GetHashCode()
    {
        var hash = unchecked((module.GetHashCode() * 31) + input.GetHashCode());
        foreach (var argument in arguments)
        {
            hash = unchecked((hash * 31) + (argument?.GetHashCode() ?? 0));
        }

        return hash;
    }

    private static bool HoldsLayer(Value? value) => value is LayerValue || (value is TupleValue tuple && tuple.Items.Any(HoldsLayer));
}
