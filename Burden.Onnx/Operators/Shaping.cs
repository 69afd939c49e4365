using Burden.Generator.Layers;
using Burden.Onnx.Evaluation;
using Burden.Onnx.Values;

namespace Burden.Onnx.Operators;

/// <summary>The same values under other sizes: views, and copies where values are moved or repeated.</summary>
internal static class Shaping
{
    public static IEnumerable<(string Domain, string Name, OperatorRule Rule)> Rules =>
    [
        ("", "Reshape", Reshape),
        ("", "Flatten", Flatten),
        ("", "Squeeze", Squeeze),
        ("", "Unsqueeze", Unsqueeze),
        ("", "Transpose", static c => Permute(c, c.Integers("perm"))),
        ("", "Expand", Expand),
        ("", "Tile", Tile),
        ("", "Identity", static c => Identity(c)),
        ("", "Dropout", Dropout),
        ("", "DepthToSpace", static c => Blocks(c, "PixelShuffle", static (s, b) => [s[0], s[1] / (b * b), s[2] * b, s[3] * b])),
        ("", "SpaceToDepth", static c => Blocks(c, "PixelUnshuffle", static (s, b) => [s[0], s[1] * b * b, s[2] / b, s[3] / b])),
        ("", "ReverseSequence", static c => c.Yield(c[0].Sizes, c[0].Type)),
        ("", "Trilu", static c => c.Yield(c[0].Sizes, c[0].Type)),
        ("", "Shape", Shape),
        ("", "Size", static c =>
        {
            c.IsConstant = true;
            c.Yield([], ElementType.Int64, KnownData.Of(c[0].Elements), Storage.Parameters);
        }),
        (OperatorTable.Microsoft, "ExpandDims", static c => Unsqueezed(c, c.Known(1, "the axis"))),
        (OperatorTable.Microsoft, "Trilu", static c => c.Yield(c[0].Sizes, c[0].Type)),
    ];

    private static void View(OperatorCall call, IReadOnlyList<long> sizes, string? kind = null)
    {
        var input = call[0];
        var keepsBatch = sizes.Count > 1 && input.Rank > 1 && sizes[0] == input[0];
        call.Yield(
            kind ?? call.Operator,
            new LayerCosts(Generator.Model.Shape.Of()) { Storage = Storage.View, Reach = keepsBatch ? sizes.SequenceEqual(input.Sizes) ? Reach.Same : Reach.Reshaped : null },
            sizes,
            input.Type,
            input.Data is { } data && data.Count == sizes.Product() ? data : null);
    }

    private static void Reshape(OperatorCall call)
    {
        var input = call[0];
        // Version 1 has the shape as an attribute.
        var wanted = call.Has(1) ? call.Known(1, "the new shape") : call.Integers("shape") ?? throw call.Fault("the new shape is missing");
        var keepsZero = call.Integer("allowzero", 0) == 1;
        var sizes = wanted.Select((size, axis) => size == 0 && !keepsZero ? axis < input.Rank ? input[axis] : throw call.Fault($"the new shape {string.Join("x", wanted)} keeps dimension {axis}, which {input.Text} doesn't have") : size).ToArray();
        var open = Array.IndexOf(sizes, -1L);
        if (open >= 0)
        {
            var rest = sizes.Where((_, axis) => axis != open).Product();
            sizes[open] = rest == 0 ? 0 : rest > 0 && input.Elements % rest == 0 ? input.Elements / rest : throw Misfit();
        }

        if (sizes.Any(static s => s < 0) || sizes.Product() != input.Elements)
        {
            throw Misfit();
        }

        View(call, sizes);

        OnnxException Misfit() => call.Fault($"{input.Text} has {Text.Grouped(input.Elements)} values, which don't fit {string.Join("x", wanted)}");
    }

    private static void Flatten(OperatorCall call)
    {
        var input = call[0];
        var axis = call.Integer("axis", 1);
        var at = (int)(axis < 0 ? axis + input.Rank : axis);
        if (at < 0 || at > input.Rank)
        {
            throw call.Fault($"the axis is {Text.Of(axis)}; expected {Text.Of(-input.Rank)} to {Text.Of(input.Rank)}");
        }

        View(call, [input.Sizes.Take(at).Product(), input.Sizes.Skip(at).Product()]);
    }

    private static void Squeeze(OperatorCall call)
    {
        var input = call[0];
        var axes = call.IntegersOrInput("axes", 1)?.Select(a => call.Axis(a, input.Rank)).ToHashSet();
        foreach (var axis in axes ?? [])
        {
            if (input[axis] != 1)
            {
                throw call.Fault($"dimension {axis} of {input.Text} is {Text.Of(input[axis])}; expected 1");
            }
        }

        View(call, [.. input.Sizes.Where((size, axis) => axes is null ? size != 1 : !axes.Contains(axis))]);
    }

    private static void Unsqueeze(OperatorCall call)
        => Unsqueezed(call, call.IntegersOrInput("axes", 1) ?? throw call.Fault("the axes are missing"));

    private static void Unsqueezed(OperatorCall call, long[] axes)
    {
        var rank = call[0].Rank + axes.Length;
        var added = axes.Select(a => call.Axis(a, rank)).ToHashSet();
        if (added.Count != axes.Length)
        {
            throw call.Fault($"the axes {string.Join(", ", axes)} are not all different");
        }

        var rest = new Queue<long>(call[0].Sizes);
        View(call, [.. Enumerable.Range(0, rank).Select(axis => added.Contains(axis) ? 1 : rest.Dequeue())]);
    }

    private static void Permute(OperatorCall call, long[]? given)
    {
        var input = call[0];
        var order = (given is { Length: > 0 } ? given : [.. Enumerable.Range(0, input.Rank).Reverse().Select(static i => (long)i)]).Select(a => call.Axis(a, input.Rank)).ToArray();
        if (order.Length != input.Rank || order.Distinct().Count() != order.Length)
        {
            throw call.Fault($"the order is {string.Join(", ", order)}; expected each of 0 to {Text.Of(input.Rank - 1)} once for {input.Text}");
        }

        long[] sizes = [.. order.Select(axis => input[axis])];
        KnownData? data = null;
        if (input.Data is { } known)
        {
            var (from, to) = (Sizes.Strides(input.Sizes), Sizes.Strides(sizes));
            data = known.At([.. Enumerable.Range(0, known.Count).Select(i => (int)order.Select((axis, at) => i / to[at] % sizes[at] * from[axis]).Sum())]);
        }

        var reach = order.Length > 1 && order[0] == 0 ? new PermutedReach([.. order.Skip(1).Select(axis => axis - order.Length)]) : null;
        call.Yield("Permute", new LayerCosts(Generator.Model.Shape.Of()) { Storage = Storage.View, Reach = reach }, sizes, input.Type, data);
    }

    private static void Expand(OperatorCall call)
    {
        var input = call[0];
        var sizes = Sizes.Broadcast(call, input.Sizes, call.Known(1, "the new shape"));
        call.Yield(sizes, input.Type, input.Data is { } data && Sizes.IsSmall(sizes) ? data.At(Sizes.Stretched(input.Sizes, sizes)) : null, Storage.View);
    }

    private static void Tile(OperatorCall call)
    {
        var input = call[0];
        var repeats = call.Known(1, "how often it is repeated");
        if (repeats.Length != input.Rank && call.Opset >= 6)
        {
            throw call.Fault($"{repeats.Length} repeats are given for {input.Text}");
        }

        long[] sizes = [.. input.Sizes.Select((size, axis) => checked(size * repeats[axis]))];
        KnownData? data = null;
        if (input.Data is { } known && Sizes.IsSmall(sizes))
        {
            var (from, to) = (Sizes.Strides(input.Sizes), Sizes.Strides(sizes));
            data = known.At([.. Enumerable.Range(0, (int)sizes.Product()).Select(i => (int)Enumerable.Range(0, sizes.Length).Sum(axis => i / to[axis] % sizes[axis] % input[axis] * from[axis]))]);
        }

        call.Yield(sizes, input.Type, data);
    }

    private static void Identity(OperatorCall call)
    {
        if (call.Value(0) is TensorValue)
        {
            View(call, call[0].Sizes);
        }
        else
        {
            call.Pass(0, call.Value(0));
        }
    }

    private static void Dropout(OperatorCall call)
    {
        View(call, call[0].Sizes);
        call.YieldAlso(1, call[0].Sizes, call.Opset >= 10 ? ElementType.Bool : call[0].Type);
    }

    private static void Blocks(OperatorCall call, string kind, Func<IReadOnlyList<long>, long, long[]> resize)
    {
        var input = call[0];
        var block = call.Integer("blocksize");
        var parts = kind == "PixelShuffle" ? [input.Rank == 4 ? input[1] : 0] : input.Sizes.Skip(2).ToArray();
        var divisor = kind == "PixelShuffle" ? checked(block * block) : block;
        if (input.Rank != 4 || block < 1 || parts.Any(p => p % divisor != 0))
        {
            throw call.Fault($"the input {input.Text} doesn't divide into blocks of {Text.Of(block)}; expected batch x channels x height x width");
        }

        call.Yield(resize(input.Sizes, block), input.Type, kind: kind);
    }

    private static void Shape(OperatorCall call)
    {
        var input = call[0];
        var start = Clamp(call.Integer("start", 0));
        var end = call.HasAttribute("end") ? Clamp(call.Integer("end")) : input.Rank;
        // The sizes are known without the values.
        call.IsConstant = true;
        long[] sizes = [.. input.Sizes.Skip(start).Take(Math.Max(0, end - start))];
        call.Yield([sizes.Length], ElementType.Int64, KnownData.Of(sizes), Storage.Parameters);

        int Clamp(long axis) => (int)Math.Clamp(axis < 0 ? axis + input.Rank : axis, 0, input.Rank);
    }
}
