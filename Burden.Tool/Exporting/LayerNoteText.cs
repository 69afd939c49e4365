using System.Globalization;
using System.Text.Json;
using Burden.Generator.Expressions;
using Burden.Generator.Graphs;
using Burden.Generator.Layers;

namespace Burden.Tool.Exporting;

/// <summary>Which layer a function is, as its call notes it.</summary>
internal static class LayerNoteText
{
    /// <summary>A layer with its arguments; what it reads is called <c>Input0</c>, <c>Input1</c> and so on there.</summary>
    public static string Of(GraphNode node, long batch)
    {
        var (call, kind) = (node.Call!, LayerKinds.Find(node.Kind)!);
        var arguments = kind.Signature.Names
            .Where(p => p != MergeKind.LayersParameter && call.IsGiven(p))
            .ToDictionary(static p => p, p => call.Written(p) is { } text && kind.IsWord(p, text) ? text : Text(call.Evaluate(p), call), StringComparer.Ordinal);
        return JsonSerializer.Serialize(new { kind = node.Kind, inputs = call.Inputs.Count, batch, arguments });
    }

    /// <summary>A layer that is built and never run.</summary>
    public static string NeverRun(GraphNode node)
        => JsonSerializer.Serialize(new { kind = node.Kind, neverRun = true, buffers = node.Costs.Weights.Where(static w => !w.IsTrainable).Select(static w => w.Name.Split('.')[^1]) });

    private static string Text(Value value, LayerCall call) => value switch
    {
        IntegerValue integer => integer.Number.ToString(CultureInfo.InvariantCulture),
        RealValue real => real.Number.ToString("0.################", CultureInfo.InvariantCulture),
        BooleanValue boolean => boolean.Truth ? "true" : "false",
        TupleValue { Items: [var only] } => Text(only, call),
        TupleValue tuple => $"({string.Join(", ", tuple.Items.Select(i => Text(i, call)))})",
        LayerValue layer => $"Input{call.Inputs.Count + call.Reads.ToList().IndexOf(layer.Node)}",
        _ => throw new InvalidOperationException(value.Noun),
    };
}
