using Burden.Generator.Layers;
using Burden.Onnx.Evaluation;
using Burden.Onnx.Values;

namespace Burden.Onnx.Operators;

/// <summary>Branches and loops, whose conditions must be known: what runs, and how often, is what counts.</summary>
internal static class ControlFlow
{
    /// <summary>More rounds are no network that anything could run.</summary>
    private const long MostRounds = 100_000;

    public static IEnumerable<(string Domain, string Name, OperatorRule Rule)> Rules =>
    [
        ("", "If", If),
        ("", "Loop", Loop),
        ("", "Scan", Scan),
    ];

    private static void If(OperatorCall call)
    {
        var condition = call.Known(0, "which branch runs")[0] != 0;
        var results = call.Run(condition ? "then_branch" : "else_branch", [], "");
        for (var i = 0; i < results.Count; i++)
        {
            call.Pass(i, results[i]);
        }
    }

    private static void Loop(OperatorCall call)
    {
        var body = call.Graph("body");
        var states = Enumerable.Range(2, Math.Max(0, call.InputCount - 2)).Select(i => call.Has(i) ? call.Value(i) : null).ToList();
        var most = call.Has(0) ? call.StatedTrips ?? call.Known(0, "how often the loop runs")[0] : long.MaxValue;
        var goesOn = call.Optional(1) is not { } runs || (runs.Data is null && call.StatedTrips is { } trips ? trips > 0 : call.Known(1, "whether the loop runs")[0] != 0);
        var scans = Enumerable.Range(0, Math.Max(0, call.OutputCount - states.Count)).Select(static _ => new List<OnnxValue?>()).ToList();

        for (var round = 0L; goesOn && round < most; round++)
        {
            if (round >= MostRounds)
            {
                throw new OnnxException(OnnxFaultKind.Limit, $"the loop runs more than {Text.Grouped(MostRounds)} times");
            }

            var number = new TensorValue(ElementType.Int64, []) { Data = KnownData.Of(round) }.AsConstant();
            var condition = new TensorValue(ElementType.Bool, []) { Data = KnownData.Of(1L) }.AsConstant();
            var results = call.Run("body", [number, condition, .. states], Text.Of(round));
            if (results.Count < 1 + states.Count + scans.Count)
            {
                throw call.Fault($"its body has {results.Count} outputs; expected {1 + states.Count + scans.Count}");
            }

            for (var i = 0; i < states.Count; i++)
            {
                states[i] = results[i + 1];
            }

            for (var i = 0; i < scans.Count; i++)
            {
                scans[i].Add(results[1 + states.Count + i]);
            }

            goesOn = call.StatedTrips is { } stated ? round + 1 < stated
                : (results[0] as TensorValue)?.Data?.Integers is { } known ? known[0] != 0
                : throw new OnnxException(OnnxFaultKind.Data, $"when the loop ends follows from data that only a run has. Say how often it runs as a dimension: {call.Node.Name}:trips=NUMBER");
        }

        for (var i = 0; i < states.Count; i++)
        {
            call.Pass(i, states[i]);
        }

        for (var i = 0; i < scans.Count; i++)
        {
            Collect(call, states.Count + i, scans[i], 0, body.Outputs[1 + states.Count + i]);
        }
    }

    private static void Scan(OperatorCall call)
    {
        if (call.Opset < 9)
        {
            throw call.Fault("version 8 of Scan, which has a batch of its own, is not known; versions from 9 on are");
        }

        var body = call.Graph("body");
        var count = (int)call.Integer("num_scan_inputs");
        var kept = call.InputCount - count;
        if (count < 1 || kept < 0)
        {
            throw call.Fault($"it has {call.InputCount} inputs, {count} of which it goes through");
        }

        var states = Enumerable.Range(0, kept).Select(i => (OnnxValue?)call.Value(i)).ToList();
        var axes = call.Integers("scan_input_axes") ?? new long[count];
        var inputs = Enumerable.Range(0, count).Select(i => (Value: call[kept + i], Axis: call.Axis(axes[i], call[kept + i].Rank))).ToList();
        var length = inputs[0].Value[inputs[0].Axis];
        if (inputs.Exists(i => i.Value[i.Axis] != length))
        {
            throw call.Fault($"what it goes through has different lengths: {string.Join(" and ", inputs.Select(static i => i.Value.Text))}");
        }

        if (length > MostRounds)
        {
            throw new OnnxException(OnnxFaultKind.Limit, $"the scan runs more than {Text.Grouped(MostRounds)} times");
        }

        var scans = Enumerable.Range(0, call.OutputCount - kept).Select(static _ => new List<OnnxValue?>()).ToList();
        for (var round = 0L; round < length; round++)
        {
            var steps = inputs.Select(static i => (OnnxValue?)Step(i.Value, i.Axis));
            var results = call.Run("body", [.. states, .. steps], Text.Of(round));
            states = [.. results.Take(kept)];
            for (var i = 0; i < scans.Count; i++)
            {
                scans[i].Add(results[kept + i]);
            }
        }

        for (var i = 0; i < kept; i++)
        {
            call.Pass(i, states[i]);
        }

        var outputAxes = call.Integers("scan_output_axes") ?? new long[scans.Count];
        for (var i = 0; i < scans.Count; i++)
        {
            Collect(call, kept + i, scans[i], outputAxes[i], body.Outputs[kept + i]);
        }
    }

    /// <summary>One position of an axis: a view.</summary>
    private static TensorValue Step(TensorValue value, int axis)
    {
        var step = new TensorValue(value.Type, [.. value.Sizes.Where((_, i) => i != axis)], value.Node) { Sources = value.Sources };
        return value.IsConstant ? step.AsConstant() : step;
    }

    /// <summary>What the rounds yield, put together along a new axis.</summary>
    private static void Collect(OperatorCall call, int output, List<OnnxValue?> rounds, long axis, Proto.ValueMessage declared)
    {
        if (rounds.Count > 0)
        {
            var tensors = rounds.Select(r => r as TensorValue ?? throw call.Fault("what it collects is no tensor")).ToList();
            if (tensors.Exists(t => !t.Sizes.SequenceEqual(tensors[0].Sizes)))
            {
                throw call.Fault($"its rounds yield {tensors[0].Text} and {tensors.Find(t => !t.Sizes.SequenceEqual(tensors[0].Sizes))!.Text}, which can't be put together");
            }

            var at = call.Axis(axis, tensors[0].Rank + 1);
            call.YieldCollected(output, [.. tensors[0].Sizes.Take(at), rounds.Count, .. tensors[0].Sizes.Skip(at)], tensors[0].Type, tensors);
            return;
        }

        var sizes = declared.Type?.Sizes?.Select(static s => s.Number ?? 0).ToList() ?? [];
        var position = call.Axis(axis, sizes.Count + 1);
        call.YieldCollected(output, [.. sizes.Take(position), 0, .. sizes.Skip(position)], declared.Type?.Element is { } type and not ElementType.Undefined ? type : ElementType.Float, []);
    }
}
