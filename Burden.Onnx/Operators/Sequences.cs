using Burden.Generator.Layers;
using Burden.Onnx.Evaluation;
using Burden.Onnx.Values;

namespace Burden.Onnx.Operators;

/// <summary>Sequences of tensors, and values that may be absent.</summary>
internal static class Sequences
{
    public static IEnumerable<(string Domain, string Name, OperatorRule Rule)> Rules =>
    [
        ("", "SequenceConstruct", static c => c.Pass(0, new SequenceValue([.. c.Tensors]))),
        ("", "SequenceEmpty", static c => c.Pass(0, new SequenceValue([]))),
        ("", "SequenceInsert", Insert),
        ("", "SequenceErase", Erase),
        ("", "SequenceAt", At),
        ("", "SequenceLength", static c =>
        {
            c.IsConstant = true;
            c.Yield([], ElementType.Int64, KnownData.Of((long)Items(c).Count), Storage.Parameters);
        }),
        ("", "SequenceMap", Map),
        ("", "SplitToSequence", Split),
        ("", "ConcatFromSequence", Concat),
        ("", "Optional", static c => c.Pass(0, new OptionalValue(c.Has(0) ? c.Value(0) : null))),
        ("", "OptionalGetElement", static c => c.Pass(0, c.Value(0) is OptionalValue optional ? optional.Value ?? throw c.Fault("the value is absent") : c.Value(0))),
        ("", "OptionalHasElement", static c =>
        {
            c.IsConstant = true;
            c.Yield([], ElementType.Bool, KnownData.Of(c.Has(0) && c.Value(0) is not OptionalValue { Value: null } ? 1L : 0), Storage.Parameters);
        }),
    ];

    private static IReadOnlyList<OnnxValue> Items(OperatorCall call) => (call.Value(0) as SequenceValue)?.Items ?? throw call.Fault("input 0 is no sequence");

    private static void Pass(OperatorCall call, IEnumerable<OnnxValue> items) => call.Pass(0, new SequenceValue([.. items]));

    private static int Position(OperatorCall call, int count, int input)
    {
        if (!call.Has(input))
        {
            return count - 1;
        }

        var at = call.Known(input, "the position in the sequence")[0];
        return at >= -count && at < count ? (int)(at < 0 ? at + count : at) : throw call.Fault($"the position is {Text.Of(at)}; the sequence has {Text.Of(count)} items");
    }

    private static void Erase(OperatorCall call)
    {
        var items = Items(call);
        var at = Position(call, items.Count, 1);
        Pass(call, items.Where((_, i) => i != at));
    }

    private static void Insert(OperatorCall call)
    {
        var items = Items(call).ToList();
        var at = call.Has(2) ? call.Known(2, "the position in the sequence")[0] : items.Count;
        at = at < 0 ? at + items.Count : at;
        if (at < 0 || at > items.Count)
        {
            throw call.Fault($"the position is {Text.Of(at)}; the sequence has {Text.Of(items.Count)} items");
        }

        items.Insert((int)at, call.Value(1));
        Pass(call, items);
    }

    private static void At(OperatorCall call)
    {
        var items = Items(call);
        // Which item it is makes no difference where all have one shape.
        var isAlike = items.Count > 0 && items.All(i => i is TensorValue tensor && items[0] is TensorValue first && tensor.Type == first.Type && tensor.Sizes.SequenceEqual(first.Sizes));
        if (call[1].Data is null && isAlike)
        {
            call.Yield(((TensorValue)items[0]).Sizes, ((TensorValue)items[0]).Type, storage: Storage.View);
            return;
        }

        call.Pass(0, items[Position(call, items.Count, 1)]);
    }

    private static void Split(OperatorCall call)
    {
        var input = call[0];
        var axis = call.Axis(call.Integer("axis", 0), input.Rank);
        var keeps = call.Has(1) || call.Integer("keepdims", 1) == 1;
        long[] parts;
        if (!call.Has(1))
        {
            parts = [.. Enumerable.Repeat(1L, (int)Math.Min(input[axis], 100_000))];
        }
        else if (call.Known(1, "the parts") is var given && call[1].Rank == 0)
        {
            var each = given[0] > 0 ? given[0] : throw call.Fault("the parts are of size 0");
            parts = [.. Enumerable.Range(0, (int)Math.Min((input[axis] + each - 1) / each, 100_000)).Select(i => Math.Min(each, input[axis] - (i * each)))];
        }
        else
        {
            parts = given;
        }

        if (parts.Sum() != input[axis])
        {
            throw call.Fault($"the parts sum to {Text.Of(parts.Sum())}; dimension {axis} of {input.Text} has {Text.Of(input[axis])}");
        }

        // The parts are views of one tensor.
        var whole = call.Yield(input.Sizes, input.Type, storage: Storage.View);
        Pass(call, parts.Select(part => (OnnxValue)Part(keeps ? input.Sizes.With(axis, part) : [.. input.Sizes.Where((_, i) => i != axis)])));

        TensorValue Part(IReadOnlyList<long> sizes)
        {
            var part = new TensorValue(input.Type, sizes, whole.Node) { Sources = whole.Sources };
            return whole.IsConstant ? part.AsConstant() : part;
        }
    }

    private static void Concat(OperatorCall call)
    {
        var items = Items(call).OfType<TensorValue>().ToList();
        var axis = call.Integer("axis");
        if (call.Integer("new_axis", 0) == 0)
        {
            Slicing.Concat(call, axis, items);
            return;
        }

        if (items.Count == 0 || items.Exists(i => !i.Sizes.SequenceEqual(items[0].Sizes)))
        {
            throw call.Fault(items.Count == 0 ? "there is nothing to join" : "the items have different shapes");
        }

        var at = call.Axis(axis, items[0].Rank + 1);
        call.Yield("Concat", new LayerCosts(Shape.Of()), [.. items[0].Sizes.Take(at), items.Count, .. items[0].Sizes.Skip(at)], items[0].Type);
    }

    private static void Map(OperatorCall call)
    {
        var items = Items(call);
        var outputs = Enumerable.Range(0, call.OutputCount).Select(static _ => new List<OnnxValue>()).ToList();
        for (var i = 0; i < items.Count; i++)
        {
            var others = Enumerable.Range(1, call.InputCount - 1).Select(input => call.Value(input) is SequenceValue sequence ? i < sequence.Items.Count ? sequence.Items[i] : throw call.Fault("its sequences have different lengths") : call.Value(input));
            var results = call.Run("body", [items[i], .. others], Text.Of(i));
            for (var output = 0; output < outputs.Count; output++)
            {
                outputs[output].Add(results[output] ?? throw call.Fault("its body leaves an output out"));
            }
        }

        for (var output = 0; output < outputs.Count; output++)
        {
            call.Pass(output, new SequenceValue(outputs[output]));
        }
    }
}
