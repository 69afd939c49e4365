using Burden.Generator.Layers;
using Burden.Onnx.Evaluation;
using Burden.Onnx.Values;

namespace Burden.Onnx.Operators;

/// <summary>Sums, means, maxima over axes: an operation for each value that goes in, and the positions of extremes.</summary>
internal static class Reductions
{
    public static IEnumerable<(string Domain, string Name, OperatorRule Rule)> Rules =>
    [
        ("", "ReduceL1", static c => Reduce(c, 2)),
        ("", "ReduceL2", static c => Reduce(c, 2)),
        ("", "ReduceLogSum", static c => Reduce(c, 1)),
        ("", "ReduceLogSumExp", static c => Reduce(c, 1, exponentials: 1)),
        ("", "ReduceMax", static c => Reduce(c, 1, Math.Max, Math.Max)),
        ("", "ReduceMean", static c => Reduce(c, 1)),
        ("", "ReduceMin", static c => Reduce(c, 1, Math.Min, Math.Min)),
        ("", "ReduceProd", static c => Reduce(c, 1, static (a, b) => a * b, static (a, b) => a * b)),
        ("", "ReduceSum", static c => Reduce(c, 1, static (a, b) => a + b, static (a, b) => a + b)),
        ("", "ReduceSumSquare", static c => Reduce(c, 2)),
        ("", "ArgMax", Position),
        ("", "ArgMin", Position),
        ("", "CumSum", static c => Cumulate(c, static (a, b) => a + b)),
        ("", "CumProd", static c => Cumulate(c, static (a, b) => a * b)),
        (OperatorTable.Microsoft, "QLinearReduceMean", static c => Reduce(c, 1)),
        (OperatorTable.Microsoft, "ReduceSumInteger", static c => Reduce(c, 1)),
    ];

    private static void Reduce(OperatorCall call, long flops, Func<long, long, long>? integers = null, Func<double, double, double>? reals = null, long exponentials = 0)
    {
        var input = call[0];
        // The axes are an input since version 13 for sums, and 18 for the others.
        var isInput = call.Node.Domain.Length == 0 && call.Opset >= (call.Operator == "ReduceSum" ? 13 : 18);
        var axes = isInput ? call.Has(1) ? call.Known(1, "the axes") : null : call.Integers("axes");
        var isNone = axes is null || axes.Length == 0;
        if (isNone && call.Integer("noop_with_empty_axes", 0) == 1)
        {
            call.Yield(call.Operator, new LayerCosts(Shape.Of()) { Flops = input.Elements * (flops - 1) }, input.Sizes, input.Type, flops == 1 ? input.Data : null);
            return;
        }

        var reduced = isNone ? [.. Enumerable.Range(0, input.Rank)] : axes!.Select(a => call.Axis(a, input.Rank)).ToHashSet();
        var keeps = call.Integer("keepdims", 1) == 1;
        long[] sizes = [.. input.Sizes.Select((size, axis) => (Size: reduced.Contains(axis) ? 1 : size, IsKept: keeps || !reduced.Contains(axis))).Where(static s => s.IsKept).Select(static s => s.Size)];
        var data = reduced.Count == input.Rank && input.Data is { } known
            ? known.Integers is { Length: > 0 } i && integers is not null ? KnownData.Of(i.Aggregate(integers))
                : known.Reals is { Length: > 0 } r && reals is not null ? KnownData.Of(Arithmetic.Rounded(r.Aggregate(reals), input.Type))
                : known.Count == 0 && call.Operator == "ReduceProd" ? input.Type.IsReal() ? KnownData.Of(1.0) : KnownData.Of(1L)
                : null
            : null;
        call.Yield(
            call.Operator,
            new LayerCosts(Shape.Of()) { Flops = checked(flops * input.Elements), Exponentials = checked(exponentials * input.Elements) },
            sizes,
            input.Type,
            data);
    }

    private static void Position(OperatorCall call)
    {
        var input = call[0];
        var axis = call.Axis(call.Integer("axis", 0), input.Rank);
        var keeps = call.Integer("keepdims", 1) == 1;
        call.Yield(
            call.Operator,
            new LayerCosts(Shape.Of()) { Flops = input.Elements },
            [.. input.Sizes.Take(axis), .. keeps ? [1L] : Array.Empty<long>(), .. input.Sizes.Skip(axis + 1)],
            ElementType.Int64);
    }

    private static void Cumulate(OperatorCall call, Func<long, long, long> combine)
    {
        var input = call[0];
        KnownData? data = null;
        if (input is { Rank: 1, Data.Integers: { } values } && call.Integer("exclusive", 0) == 0 && call.Integer("reverse", 0) == 0)
        {
            var result = values.ToArray();
            for (var i = 1; i < result.Length; i++)
            {
                result[i] = combine(result[i - 1], result[i]);
            }

            data = KnownData.Of(result);
        }

        call.Yield(call.Operator, new LayerCosts(Shape.Of()) { Flops = input.Elements }, input.Sizes, input.Type, data);
    }
}
