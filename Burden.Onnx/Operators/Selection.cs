using Burden.Onnx.Evaluation;
using Burden.Onnx.Values;

namespace Burden.Onnx.Operators;

/// <summary>What picks values by what they are: how many there will be often follows from the data.</summary>
internal static class Selection
{
    public static IEnumerable<(string Domain, string Name, OperatorRule Rule)> Rules =>
    [
        ("", "TopK", TopK),
        ("", "NonZero", NonZero),
        ("", "Compress", Compress),
        ("", "Unique", Unique),
        ("", "NonMaxSuppression", static c => c.Yield([c.Stated(0, 0, "how many boxes are kept"), 3], ElementType.Int64)),
        (OperatorTable.Microsoft, "Unique", Unique),
    ];

    private static void TopK(OperatorCall call)
    {
        var input = call[0];
        var axis = call.Axis(call.Integer("axis", -1), input.Rank);
        var k = call.Opset >= 10 ? call.Known(1, "how many values are kept")[0] : call.Integer("k");
        if (k < 0 || k > input[axis])
        {
            throw call.Fault($"it keeps {Text.Of(k)} values; dimension {axis} of {input.Text} has fewer");
        }

        var sizes = input.Sizes.With(axis, k);
        call.Yield(sizes, input.Type);
        call.YieldAlso(1, sizes, ElementType.Int64);
    }

    private static void NonZero(OperatorCall call)
    {
        var input = call[0];
        if (input.Data?.AsReals() is { } values)
        {
            var at = Enumerable.Range(0, values.Length).Where(i => values[i] != 0).ToList();
            var strides = Sizes.Strides(input.Sizes);
            long[] positions = [.. Enumerable.Range(0, input.Rank).SelectMany(axis => at.Select(i => i / strides[axis] % input[axis]))];
            call.Yield([input.Rank, at.Count], ElementType.Int64, positions.Length <= KnownData.Most ? KnownData.Of(positions) : null);
            return;
        }

        call.Yield([input.Rank, call.Stated(0, 1, "how many values are not zero")], ElementType.Int64);
    }

    private static void Compress(OperatorCall call)
    {
        var input = call[0];
        var kept = call[1].Data?.Integers is { } condition ? condition.Count(static c => c != 0) : (long?)null;
        if (!call.HasAttribute("axis"))
        {
            call.Yield([kept ?? call.Stated(0, 0, "how many values are kept")], input.Type);
            return;
        }

        var axis = call.Axis(call.Integer("axis"), input.Rank);
        call.Yield(input.Sizes.With(axis, kept ?? call.Stated(0, axis, "how many values are kept")), input.Type);
    }

    private static void Unique(OperatorCall call)
    {
        var input = call[0];
        if (call.HasAttribute("axis"))
        {
            var axis = call.Axis(call.Integer("axis"), input.Rank);
            var count = call.Stated(0, axis, "how many parts are different");
            call.Yield(input.Sizes.With(axis, count), input.Type);
            Indices(count, input[axis]);
        }
        else
        {
            var count = call.Stated(0, 0, "how many values are different");
            call.Yield([count], input.Type);
            Indices(count, input.Elements);
        }

        void Indices(long count, long all)
        {
            // Microsoft's has no first positions.
            var isOwn = call.Node.Domain.Length > 0;
            call.YieldAlso(1, [isOwn ? all : count], ElementType.Int64);
            call.YieldAlso(2, [isOwn ? count : all], ElementType.Int64);
            call.YieldAlso(3, [count], ElementType.Int64);
        }
    }
}
