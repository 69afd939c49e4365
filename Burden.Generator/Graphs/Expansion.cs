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
/// <param name="Arguments">The values of the module's parameters in the order of its signature; null for those left out.</param>
internal sealed record ExpansionKey(string Module, Shape Input, EquatableArray<ExpansionKey.Given> Arguments)
{
    /// <summary>The key of a module's use; null where an argument is a layer, so that it is not like any other use.</summary>
    public static ExpansionKey? Of(ClassDeclaration module, Shape input, IReadOnlyDictionary<string, Value> arguments)
    {
        var values = new Given[module.Signature.Positional.Count + module.Signature.Named.Count];
        var i = 0;
        foreach (var name in module.Signature.Names)
        {
            arguments.TryGetValue(name, out var value);
            if (HoldsLayer(value))
            {
                return null;
            }

            values[i++] = new Given(value);
        }

        return new ExpansionKey(module.Id, input, EquatableArray.Create<Given>(values));
    }

    private static bool HoldsLayer(Value? value) => value is LayerValue || (value is TupleValue tuple && tuple.Items.Any(HoldsLayer));

    /// <summary>A value, or none.</summary>
    internal readonly record struct Given(Value? Value);
}
