using Burden.Generator.Expressions;
using Burden.Generator.Layers;
using Burden.Onnx.Evaluation;
using Burden.Onnx.Values;

namespace Burden.Onnx.Operators;

/// <summary>Matrix products, in all their forms, and sums of products.</summary>
internal static class Products
{
    public static IEnumerable<(string Domain, string Name, OperatorRule Rule)> Rules =>
    [
        ("", "MatMul", static c => Multiply(c, c[0], c[1], c[0].Type)),
        ("", "MatMulInteger", static c => Multiply(c, c[0], c[1], ElementType.Int32)),
        ("", "QLinearMatMul", static c => Multiply(c, c[0], c[3], Convolutions.QuantizedType(c, 7))),
        ("", "Gemm", static c => Gemm(c, c[0], c[1], c.Optional(2), c[0].Type)),
        ("", "Einsum", Einsums.Apply),
        ("", "Det", Determinant),
        (OperatorTable.Microsoft, "FusedMatMul", Fused),
        (OperatorTable.Microsoft, "FusedMatMulActivation", Fused),
        (OperatorTable.Microsoft, "TransposeMatMul", Fused),
        (OperatorTable.Microsoft, "FusedGemm", static c => Gemm(c, c[0], c[1], c.Optional(2), c[0].Type, c.Word("activation", ""))),
        (OperatorTable.Microsoft, "GemmFastGelu", static c => Multiply(c, c[0], c[1], c[0].Type, addends: c.Has(2) ? 1 : 0, activation: "Gelu")),
        (OperatorTable.Microsoft, "GemmFloat8", static c => Gemm(c, c[0], c[1], c.Optional(2), (ElementType)c.Integer("dtype", 1), c.Word("activation", "") is "NONE" ? "" : c.Word("activation", ""))),
        (OperatorTable.Microsoft, "QGemm", static c => Gemm(c, c[0], c[3], c.Optional(6), c.Has(8) ? c[8].Type : ElementType.Float)),
        (OperatorTable.Microsoft, "DynamicQuantizeMatMul", static c => Multiply(c, c[0], c[1], ElementType.Float, addends: c.Has(4) ? 1 : 0, quantizes: true)),
        (OperatorTable.Microsoft, "MatMulIntegerToFloat", static c => Multiply(c, c[0], c[1], c[2].Type, addends: c.Has(6) ? 2 : 1)),
        (OperatorTable.Microsoft, "MatMulInteger16", static c => Multiply(c, c[0], c[1], ElementType.Int32)),
        (OperatorTable.Microsoft, "MatMulNBits", static c => Packed(c, c.Integer("bits", 4))),
        (OperatorTable.Microsoft, "MatMulBnb4", static c => Packed(c, 4)),
    ];

    /// <summary>The output's sizes and the multiply-adds of a product, as NumPy has it for every rank.</summary>
    public static (long[] Sizes, long Macs) Product(OperatorCall call, IReadOnlyList<long> left, IReadOnlyList<long> right)
    {
        if (left.Count == 0 || right.Count == 0)
        {
            throw call.Fault("a single value can't be multiplied as a matrix");
        }

        long[] a = left.Count == 1 ? [1, left[0]] : [.. left];
        long[] b = right.Count == 1 ? [right[0], 1] : [.. right];
        if (a[^1] != b[^2])
        {
            throw call.Fault($"{TensorValue.Describe(left)} and {TensorValue.Describe(right)} can't be multiplied: {Text.Of(a[^1])} and {Text.Of(b[^2])} differ");
        }

        var batch = Sizes.Broadcast(call, a[..^2], b[..^2]);
        long[] sizes = [.. batch, .. left.Count > 1 ? [a[^2]] : Array.Empty<long>(), .. right.Count > 1 ? [b[^1]] : Array.Empty<long>()];
        return (sizes, checked(sizes.Product() * a[^1]));
    }

    /// <summary>A product; with a matrix that the file stores it is a linear layer.</summary>
    /// <param name="addends">How many values are added to each output: a bias.</param>
    /// <param name="quantizes">Whether the input is quantised on the way.</param>
    private static void Multiply(OperatorCall call, TensorValue left, TensorValue right, ElementType type, long addends = 0, string activation = "", bool quantizes = false)
    {
        var (sizes, macs) = Product(call, left.Sizes, right.Sizes);
        var isLinear = right is { IsConstant: true, Rank: 2 } && !left.IsConstant && left.Elements > 0;
        if (isLinear)
        {
            macs = call.Apply("Linear", Sizes.OfItems(left.Sizes, 1), ("outFeatures", new IntegerValue(right[1])), ("Bias", new BooleanValue(false))).Macs;
        }

        var (flops, exponentials) = Activations.CostOf(call, activation, sizes.Product());
        var more = checked((addends * sizes.Product()) + flops + (quantizes ? 2 * left.Elements : 0));
        call.Yield(isLinear ? "Linear" : "MatMul", new LayerCosts(Shape.Of()) { Macs = macs, Flops = checked(macs + more), Exponentials = exponentials, Reach = isLinear ? Reach.Along(-1) : null }, sizes, type);
    }

    private static void Gemm(OperatorCall call, TensorValue left, TensorValue right, TensorValue? added, ElementType type, string activation = "")
    {
        if (left.Rank != 2 || right.Rank != 2)
        {
            throw call.Fault($"the operands are {left.Text} and {right.Text}; expected two matrices");
        }

        var a = call.Integer("transA", 0) == 0 ? left.Sizes : [left[1], left[0]];
        var b = call.Integer("transB", 0) == 0 ? right.Sizes : [right[1], right[0]];
        var (sizes, macs) = Product(call, a, b);
        if (added is not null && !Sizes.Broadcast(call, sizes, added.Sizes).SequenceEqual(sizes))
        {
            throw call.Fault($"{added.Text} is added to {TensorValue.Describe(sizes)}");
        }

        var isLinear = right.IsConstant && !left.IsConstant && left.Elements > 0;
        var costs = isLinear
            ? call.Apply("Linear", Sizes.OfItems(a, 1), ("outFeatures", new IntegerValue(b[1])), ("Bias", new BooleanValue(added is not null)))
            : new LayerCosts(Shape.Of()) { Macs = macs, Flops = checked(macs + (added is null ? 0 : sizes.Product())) };
        var (flops, exponentials) = Activations.CostOf(call, activation, sizes.Product());
        call.Yield(isLinear ? "Linear" : "MatMul", costs with { Flops = checked(costs.Flops + flops), Exponentials = exponentials, Reach = isLinear && a == left.Sizes ? costs.Reach : null }, sizes, type);
    }

    private static void Fused(OperatorCall call)
    {
        var left = Swapped(call[0].Sizes, call.Integer("transA", 0) == 1, call.Integer("transBatchA", 0) == 1);
        var right = Swapped(call[1].Sizes, call.Integer("transB", 0) == 1, call.Integer("transBatchB", 0) == 1);
        var (sizes, macs) = Product(call, left, right);
        var (flops, exponentials) = Activations.CostOf(call, call.Word("activation", ""), sizes.Product());
        // A factor of the result is one more operation on each value.
        var scaled = call.Real("alpha", 1) == 1 ? 0 : sizes.Product();
        call.Yield(call[1] is { IsConstant: true, Rank: 2 } ? "Linear" : "MatMul", new LayerCosts(Shape.Of()) { Macs = macs, Flops = checked(macs + flops + scaled), Exponentials = exponentials }, sizes, call[0].Type);
    }

    /// <summary>The last two sizes swapped; where the batch is transposed too, the first goes before the last.</summary>
    private static IReadOnlyList<long> Swapped(IReadOnlyList<long> sizes, bool transposes, bool movesBatch)
    {
        if (sizes.Count < 2)
        {
            return sizes;
        }

        long[] order = movesBatch && sizes.Count > 2 ? [.. sizes.Skip(1).Take(sizes.Count - 2), sizes[0], sizes[^1]] : [.. sizes];
        if (transposes)
        {
            (order[^1], order[^2]) = (order[^2], order[^1]);
        }

        return order;
    }

    /// <summary>A linear layer whose weights are packed, several in a byte: K inputs and N outputs are attributes.</summary>
    private static void Packed(OperatorCall call, long bits)
    {
        var input = call[0];
        var (inputs, outputs) = (call.Integer("K"), call.Integer("N"));
        if (input.Rank == 0 || input[input.Rank - 1] != inputs)
        {
            throw call.Fault($"the input is {input.Text}; expected {Text.Of(inputs)} values in its last dimension");
        }

        var costs = call.Apply("Linear", Sizes.OfItems(input.Sizes, 1), ("outFeatures", new IntegerValue(outputs)), ("Bias", new BooleanValue(call.Has(5))));
        call.Yield("Linear", costs, input.Sizes.With(input.Rank - 1, outputs), input.Type);
        call.StatePacked(1, bits);
        if (call.Operator == "MatMulNBits")
        {
            call.StatePacked(3, bits);
        }
    }

    private static void Determinant(OperatorCall call)
    {
        var input = call[0];
        if (input.Rank < 2 || input[input.Rank - 1] != input[input.Rank - 2])
        {
            throw call.Fault($"the input is {input.Text}; expected square matrices");
        }

        long[] sizes = [.. input.Sizes.Take(input.Rank - 2)];
        var n = input[input.Rank - 1];
        // An elimination: a third of the cube.
        call.Yield("Det", new LayerCosts(Shape.Of()) { Flops = checked(sizes.Product() * n * n * n / 3) }, sizes, input.Type);
    }
}
