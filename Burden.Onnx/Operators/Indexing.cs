using Burden.Generator.Layers;
using Burden.Onnx.Evaluation;
using Burden.Onnx.Values;

namespace Burden.Onnx.Operators;

/// <summary>Values taken from positions, and put to positions.</summary>
internal static class Indexing
{
    public static IEnumerable<(string Domain, string Name, OperatorRule Rule)> Rules =>
    [
        ("", "Gather", Gather),
        ("", "GatherElements", GatherElements),
        ("", "GatherND", GatherVectors),
        ("", "Scatter", Scatter),
        ("", "ScatterElements", Scatter),
        ("", "ScatterND", Scatter),
        ("", "TensorScatter", static c => c.Yield(c[0].Sizes, c[0].Type)),
        ("", "OneHot", OneHot),
        (OperatorTable.Microsoft, "GatherND", GatherVectors),
        (OperatorTable.Microsoft, "GatherBlockQuantized", QuantizedTable),
    ];

    private static void Gather(OperatorCall call)
    {
        var (input, indices) = (call[0], call[1]);
        var axis = call.Axis(call.Integer("axis", 0), input.Rank);
        long[] sizes = [.. input.Sizes.Take(axis), .. indices.Sizes, .. input.Sizes.Skip(axis + 1)];
        KnownData? data = null;
        if (input.Data is { } known && indices.Data?.Integers is { } at && Sizes.IsSmall(sizes))
        {
            if (at.Any(i => i < -input[axis] || i >= input[axis]))
            {
                throw call.Fault($"it takes position {Text.Of(at.First(i => i < -input[axis] || i >= input[axis]))} of dimension {axis} of {input.Text}");
            }

            data = known.At(Sizes.Picked(input.Sizes, axis, [.. at.Select(i => i < 0 ? i + input[axis] : i)]));
        }

        // A stored table of vectors is an embedding; one position of an axis is a view.
        var isTable = input is { IsConstant: true, Rank: 2 } && axis == 0 && !indices.IsConstant && input.Data is null;
        var costs = LookedUp(input, indices, sizes) with
        {
            Storage = indices is { Rank: 0, IsConstant: true } ? Storage.View : Storage.Own,
            Reach = isTable && input.Node == TensorValue.NoNode ? Reach.Vector : null,
        };
        call.Yield(isTable ? "Embedding" : call.Operator, costs, sizes, input.Type, data);
    }

    private static void GatherElements(OperatorCall call)
    {
        var (input, indices) = (call[0], call[1]);
        var axis = call.Axis(call.Integer("axis", 0), input.Rank);
        KnownData? data = null;
        if (input.Data is { } known && indices.Data?.Integers is { } at)
        {
            var (strides, inner) = (Sizes.Strides(input.Sizes), Sizes.Strides(indices.Sizes));
            data = known.At([.. at.Select((index, i) => (int)Enumerable.Range(0, input.Rank)
                .Sum(a => strides[a] * (a == axis ? index < 0 ? index + input[axis] : index : i / inner[a] % indices[a])))]);
        }

        call.Yield(call.Operator, LookedUp(input, indices, indices.Sizes), indices.Sizes, input.Type, data);
    }

    /// <summary>Of what is stored, values are read where the indices say.</summary>
    private static LayerCosts LookedUp(TensorValue input, TensorValue indices, IReadOnlyList<long> sizes)
        => new(Shape.Of()) { ReadElements = input.IsConstant && !indices.IsConstant ? sizes.Product() : null };

    private static void GatherVectors(OperatorCall call)
    {
        var (input, indices) = (call[0], call[1]);
        var batch = (int)call.Integer("batch_dims", 0);
        if (indices.Rank == 0 || batch < 0 || batch >= indices.Rank || batch + indices[indices.Rank - 1] > input.Rank)
        {
            throw call.Fault($"the indices {indices.Text} don't fit {input.Text}");
        }

        var depth = (int)indices[indices.Rank - 1];
        long[] sizes = [.. indices.Sizes.Take(indices.Rank - 1), .. input.Sizes.Skip(batch + depth)];
        KnownData? data = null;
        if (batch == 0 && depth > 0 && input.Data is { } known && indices.Data?.Integers is { } at && Sizes.IsSmall(sizes))
        {
            var strides = Sizes.Strides(input.Sizes);
            var run = (int)input.Sizes.Skip(depth).Product();
            data = known.At([.. at.Chunk(depth).SelectMany(i => Enumerable.Range((int)i.Select((p, a) => (p < 0 ? p + input[a] : p) * strides[a]).Sum(), run))]);
        }

        call.Yield(call.Operator, LookedUp(input, indices, sizes), sizes, input.Type, data);
    }

    /// <summary>Values are moved; where they are added to what is there, each is an operation.</summary>
    private static void Scatter(OperatorCall call)
    {
        var adds = call.Word("reduction", "none") != "none";
        call.Yield(call.Operator, new LayerCosts(Shape.Of()) { Flops = adds ? call[2].Elements : 0 }, call[0].Sizes, call[0].Type, Scattered(call));
    }

    /// <summary>Known values with some replaced along one dimension: how exporters set a size in a shape.</summary>
    private static KnownData? Scattered(OperatorCall call)
    {
        if (call[0] is not { Rank: 1, Data.Integers: { } values } || call[1].Data?.Integers is not { } at || call[2].Data?.Integers is not { } updates
            || at.Length != updates.Length || call.Word("reduction", "none") != "none")
        {
            return null;
        }

        var result = values.ToArray();
        for (var i = 0; i < at.Length; i++)
        {
            result[at[i] < 0 ? at[i] + result.Length : at[i]] = updates[i];
        }

        return KnownData.Of(result);
    }

    private static void OneHot(OperatorCall call)
    {
        var indices = call[0];
        var depth = (long)call.KnownReals(1, "the depth")[0];
        var axis = call.Axis(call.Integer("axis", -1), indices.Rank + 1);
        call.Yield([.. indices.Sizes.Take(axis), depth, .. indices.Sizes.Skip(axis)], call[2].Type);
    }

    /// <summary>An embedding whose rows are quantised in blocks: two values of 4 bits in each byte.</summary>
    private static void QuantizedTable(OperatorCall call)
    {
        var (table, indices) = (call[0], call[1]);
        var axis = call.Axis(call.Integer("gather_axis", 0), table.Rank);
        var bits = table.Type == ElementType.UInt8 ? call.Integer("bits", 4) : 8;
        var perByte = 8 / Math.Clamp(bits, 1, 8);
        var full = table.Sizes.With(table.Rank - 1, table[table.Rank - 1] * perByte);
        long[] sizes = [.. full.Take(axis), .. indices.Sizes, .. full.Skip(axis + 1)];
        call.Yield("Embedding", new LayerCosts(Shape.Of()) { Flops = checked(2 * sizes.Product()), ReadElements = sizes.Product() }, sizes, call[2].Type);
        if (perByte > 1)
        {
            call.StatePacked(0, bits);
            call.StatePacked(3, bits);
        }
    }
}
