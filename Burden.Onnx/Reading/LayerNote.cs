using System.Text.Json;
using Burden.Generator.Expressions;
using Burden.Generator.Layers;
using Burden.Onnx.Evaluation;

namespace Burden.Onnx.Reading;

/// <summary>
/// Which layer kind the call of a function is, as the file notes it beside the call: <c>{ "kind": "GroupNorm", "inputs": 1, "batch": 1,
/// "arguments": { "groups": "8" } }</c>. What the call reads is <c>Input0</c>, <c>Input1</c> and so on in arguments.
/// </summary>
internal sealed class LayerNote
{
    /// <summary>The key that it stands under among a node's metadata.</summary>
    public const string Key = "burden.layer";

    private readonly Dictionary<string, Value> arguments = new(StringComparer.Ordinal);
    private readonly LayerKind? kind;
    private readonly int inputs;

    private LayerNote(JsonElement json, IReadOnlyList<Shape> reads)
    {
        Kind = json.GetProperty("kind").GetString() ?? "";
        kind = LayerKinds.Find(Kind);
        IsNeverRun = json.TryGetProperty("neverRun", out var never) && never.GetBoolean();
        Buffers = json.TryGetProperty("buffers", out var buffers) ? [.. buffers.EnumerateArray().Select(static b => b.GetString() ?? "")] : [];
        if (!IsNeverRun)
        {
            inputs = json.GetProperty("inputs").GetInt32();
            Batch = json.GetProperty("batch").GetInt64();
            var scope = new Reads([.. reads.Select(OfItem)]);
            foreach (var argument in json.GetProperty("arguments").EnumerateObject())
            {
                var text = argument.Value.GetString() ?? "";
                arguments[argument.Name] = kind?.IsWord(argument.Name, text) == true ? new TextValue(text) : Expression.Parse(text).Evaluate(scope);
            }

            Shapes = scope.Shapes;
        }
    }

    /// <summary>The layer kind's name.</summary>
    public string Kind { get; }

    /// <summary>Whether the layer is built and never run.</summary>
    public bool IsNeverRun { get; }

    /// <summary>The stored tensors of a layer that is never run which aren't trained, by the last part of their names.</summary>
    public IReadOnlyList<string> Buffers { get; }

    /// <summary>How many inputs of the network run at once: each layer costs as much for each of them.</summary>
    public long Batch { get; } = 1;

    /// <summary>The shapes of what the call reads, for one input of the network.</summary>
    private IReadOnlyList<Shape> Shapes { get; } = [];

    /// <param name="text">The note.</param>
    /// <param name="reads">The shapes of what the call reads and the file doesn't store.</param>
    /// <exception cref="OnnxException">It is none.</exception>
    public static LayerNote Parse(string text, IReadOnlyList<Shape> reads)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return new LayerNote(json.RootElement, reads);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ExpressionException or DivideByZeroException)
        {
            throw new OnnxException(OnnxFaultKind.Format, $"its note '{Key}' tells no layer: {fault.Message}");
        }
    }

    /// <summary>What the layer yields and costs, for one input of the network.</summary>
    /// <param name="used">The reads that it uses: its inputs, and those that arguments name.</param>
    public LayerCosts Apply(out IReadOnlyList<int> used)
    {
        if (kind is null || inputs < 0 || inputs > Shapes.Count)
        {
            throw new OnnxException(OnnxFaultKind.Format, $"its note '{Key}' says that it is {(kind is null ? $"'{Kind}', which is no layer kind" : $"a {Kind} of {inputs} inputs; it reads {Shapes.Count}")}");
        }

        try
        {
            var call = new LayerCall(Kind, [.. Shapes.Take(inputs)], new PlainArguments(kind.Signature, arguments));
            var costs = kind.Apply(call);
            used = [.. Enumerable.Range(0, inputs), .. call.Reads];
            return costs;
        }
        catch (FaultException fault)
        {
            throw new OnnxException(OnnxFaultKind.Shape, $"its note '{Key}' says that it is a {Kind}: {fault.Message}");
        }
    }

    private Shape OfItem(Shape whole) => Batch > 0 && whole.Count % Batch == 0
        ? whole.WithCount(whole.Count / Batch)
        : throw new OnnxException(OnnxFaultKind.Format, $"its note '{Key}' says that {Text.Of(Batch)} inputs run at once; it reads {whole}");

    private sealed class Reads(IReadOnlyList<Shape> shapes) : IScope
    {
        public IReadOnlyList<Shape> Shapes => shapes;

        IEnumerable<string> IScope.Names => shapes.Select(static (_, i) => $"Input{i}");

        public Value? Resolve(string name)
        {
            for (var i = 0; i < shapes.Count; i++)
            {
                if (name == $"Input{i}")
                {
                    return new LayerValue(name, shapes[i], i);
                }
            }

            return null;
        }
    }
}
