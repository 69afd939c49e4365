using Burden.Generator.Binding;
using Burden.Generator.Expressions;
using Burden.Generator.Helpers;
using Burden.Generator.Layers;

namespace Burden.Generator.Expansion;

/// <summary>Finds what a layer reads: the layer before it, the one that <c>From</c> names, those that a merge names.</summary>
internal static class InputSelector
{
    /// <summary>The layer that an argument names.</summary>
    public static LayerValue Layer(IArguments arguments, string argument) => arguments.Evaluate(argument) is var value && value is LayerValue layer
        ? layer
        : throw new FaultException(FaultId.UnknownLayer, $"{argument} is {value.Noun}; expected a layer's name", argument);

    /// <summary>The layer before, which must be known.</summary>
    public static LayerValue Known(LayerValue? previous) => previous ?? throw new FaultException(FaultId.None, "the layer before could not be worked out");

    /// <summary>The layers that a layer combines: one for all but merges.</summary>
    /// <param name="from">The layer that <c>From</c> names; null where it is not given.</param>
    /// <param name="previous">The value of the chain so far.</param>
    /// <param name="opens">Whether the layer opens its chain.</param>
    public static EquatableArray<LayerValue> Inputs(BoundUse use, IArguments arguments, LayerValue? from, LayerValue? previous, bool opens)
    {
        var named = use.IsMerge ? Layers(arguments) : [];
        var least = use.Kind?.MinInputs ?? 1;
        if (least == 0)
        {
            return opens && from is null
                ? []
                : throw new FaultException(
                    FaultId.OutOfRange, $"{use.Name} reads no layer; expected it first in its chain, once and without From", from is null ? null : ReservedNames.From);
        }

        var inputs = from is not null || !opens || named.Length == 0 ? [from ?? Known(previous), .. named] : named;
        return inputs.Length >= least
            ? EquatableArray.Wrap(inputs)
            : throw new FaultException(FaultId.MissingInput, MergeKind.TooFew(use.Name, inputs.Length, least), MergeKind.LayersParameter);
    }

    /// <summary>The nodes that a layer reads: its inputs, and those that its arguments name beside.</summary>
    public static int[] Reads(EquatableArray<LayerValue> inputs, IReadOnlyList<int> others)
    {
        var reads = new int[inputs.Count + others.Count];
        for (var i = 0; i < reads.Length; i++)
        {
            reads[i] = i < inputs.Count ? inputs[i].Node : others[i - inputs.Count];
        }

        return reads;
    }

    private static LayerValue[] Layers(IArguments arguments)
    {
        if (arguments.Evaluate(MergeKind.LayersParameter) is not TupleValue { Items: var items })
        {
            return [];
        }

        var layers = new LayerValue[items.Count];
        for (var i = 0; i < layers.Length; i++)
        {
            layers[i] = items[i] as LayerValue
                ?? throw new FaultException(FaultId.UnknownLayer, $"found {items[i].Noun}; expected a layer's name", MergeKind.LayersParameter, item: i);
        }

        return layers;
    }
}
