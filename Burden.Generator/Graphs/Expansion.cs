using Burden.Generator.Declarations;
using Burden.Generator.Expressions;
using Burden.Generator.Helpers;

namespace Burden.Generator.Graphs;

/// <summary>What one module became: networks are made of the same blocks over and over, which need expanding once.</summary>
/// <param name="Path">The way to it.</param>
/// <param name="First">The index of its first node.</param>
/// <param name="Input">The node it read.</param>
internal sealed record Expansion(string Path, int First, int Input, LayerValue Output, IReadOnlyList<GraphNode> Nodes, IReadOnlyList<GraphPart> Parts);

/// <summary>What an expansion follows from.</summary>
internal sealed record ExpansionKey(string Module, Shape Input, EquatableArray<(string Name, Value Value)> Arguments)
{
    /// <summary>The key of a module's use; null where an argument is a layer, so that it is not like any other use.</summary>
    public static ExpansionKey? Of(ClassDeclaration module, Shape input, IReadOnlyDictionary<string, Value> arguments)
        => arguments.Values.Any(HoldsLayer) ? null : new ExpansionKey(module.Id, input, arguments.Select(static a => (a.Key, a.Value)).ToEquatableArray());

    private static bool HoldsLayer(Value value) => value is LayerValue || (value is TupleValue tuple && tuple.Items.Any(HoldsLayer));
}
