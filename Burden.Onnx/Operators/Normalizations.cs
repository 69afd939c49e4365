using Burden.Generator.Layers;
using Burden.Onnx.Evaluation;
using Burden.Onnx.Values;

namespace Burden.Onnx.Operators;

/// <summary>Normalisations, and softmax.</summary>
internal static class Normalizations
{
    public static IEnumerable<(string Domain, string Name, OperatorRule Rule)> Rules =>
    [
        ("", "BatchNormalization", Batch),
        ("", "InstanceNormalization", static c => AtRunTime(c, $"InstanceNorm{Math.Clamp(c[0].Rank - 2, 1, 3)}d", 5)),
        ("", "GroupNormalization", static c => AtRunTime(c, "GroupNorm", 5)),
        ("", "LayerNormalization", static c => Layer(c)),
        ("", "RMSNormalization", static c => AtRunTime(c, "RMSNorm", 3)),
        ("", "MeanVarianceNormalization", static c => AtRunTime(c, "MeanVarianceNormalization", 4)),
        ("", "LpNormalization", static c => AtRunTime(c, "LpNormalization", 3)),
        ("", "LRN", static c => Response(c)),
        ("", "SimplifiedLayerNormalization", static c => Layer(c)),
        ("", "Softmax", static c => Softmax(c, "Softmax")),
        ("", "LogSoftmax", static c => Softmax(c, "LogSoftmax")),
        ("", "Hardmax", static c => c.Yield("Hardmax", new LayerCosts(Shape.Of()) { Flops = c[0].Elements }, c[0].Sizes, c[0].Type)),
        (OperatorTable.Microsoft, "SimplifiedLayerNormalization", static c => Layer(c)),
        (OperatorTable.Microsoft, "SkipLayerNormalization", static c => Skip(c, "LayerNorm", 5, bias: 4)),
        (OperatorTable.Microsoft, "SkipSimplifiedLayerNormalization", static c => Skip(c, "RMSNorm", 3, bias: 3)),
        (OperatorTable.Microsoft, "EmbedLayerNormalization", static c => Embed(c, c[2].Type, dequantized: 0)),
        (OperatorTable.Microsoft, "QEmbedLayerNormalization", static c => Embed(c, c[8].Type, dequantized: 2)),
        (OperatorTable.Microsoft, "GroupNorm", static c => Group(c, 0)),
        (OperatorTable.Microsoft, "SkipGroupNorm", SkipGroup),
        (OperatorTable.Microsoft, "QLinearSoftmax", static c => c.Yield("Softmax", new LayerCosts(Shape.Of()) { Exponentials = checked(SoftmaxKind.Exponentials * c[0].Elements) }, c[0].Sizes, c[0].Type)),
    ];

    private static void AtRunTime(OperatorCall call, string kind, long flops)
        => call.Yield(kind, new LayerCosts(Shape.Of()) { Flops = checked(flops * call[0].Elements) }, call[0].Sizes, call[0].Type);

    /// <summary>Merged into its neighbour, unless it takes its statistics from the batch.</summary>
    private static void Batch(OperatorCall call)
    {
        var input = call[0];
        var channels = input.Rank > 1 ? input[1] : 1;
        if (call[1].Elements != channels)
        {
            throw call.Fault($"the input {input.Text} has {Text.Of(channels)} channels; its factors are {call[1].Text}");
        }

        var trains = call.Integer("training_mode", 0) == 1 || (call.Opset < 7 && call.Integer("is_test", 0) == 0);
        call.Yield(
            $"BatchNorm{Math.Clamp(input.Rank - 2, 1, 3)}d", new LayerCosts(Shape.Of()) { Flops = trains ? RunTimeNormalization.Flops(Shape.Of(input.Elements), affine: true) : 0, Reach = trains ? null : Reach.Same }, input.Sizes, input.Type);
        for (var i = 1; i < call.OutputCount; i++)
        {
            call.YieldAlso(i, [channels], call[3].Type);
        }
    }

    private static void Layer(OperatorCall call)
    {
        var input = call[0];
        var axis = call.Axis(call.Integer("axis", -1), input.Rank);
        var isSimple = call.Operator.StartsWith("Simplified", StringComparison.Ordinal);
        var flops = isSimple ? checked(3 * input.Elements) : RunTimeNormalization.Flops(Shape.Of(input.Elements), affine: true);
        var kind = isSimple ? "RMSNorm" : "LayerNorm";
        call.Yield(kind, new LayerCosts(Shape.Of()) { Flops = flops, Reach = axis == 0 ? null : Reach.Along([.. Enumerable.Range(axis, input.Rank - axis).Select(a => a - input.Rank)]) }, input.Sizes, input.Type);
        long[] reduced = [.. input.Sizes.Select((size, i) => i < axis ? size : 1)];
        var statistics = (ElementType)call.Integer("stash_type", (long)ElementType.Float);
        call.YieldAlso(1, reduced, statistics);
        call.YieldAlso(2, reduced, statistics);
    }

    private static void Response(OperatorCall call)
    {
        var input = call[0];
        var costs = input.Rank == 4 && input.Elements > 0
            ? call.Apply("LocalResponseNorm", Sizes.OfItems(input.Sizes, 3), ("size", new Generator.Expressions.IntegerValue(call.Integer("size"))))
            : new LayerCosts(Shape.Of()) { Flops = checked(input.Elements + (input.Rank < 2 || input[1] == 0 ? 0 : (2 + (2 * input[1])) * (input.Elements / input[1]))) };
        call.Yield("LocalResponseNorm", costs, input.Sizes, input.Type);
    }

    private static void Softmax(OperatorCall call, string kind)
    {
        var axis = call.Axis(call.Integer("axis", call.Opset >= 13 ? -1 : 1), call[0].Rank);
        call.Yield(kind, new LayerCosts(Shape.Of()) { Exponentials = checked(SoftmaxKind.Exponentials * call[0].Elements), Reach = axis == 0 ? null : Reach.Along(axis - call[0].Rank) }, call[0].Sizes, call[0].Type);
    }

    /// <summary>A sum, with a bias where there is one, and its normalisation.</summary>
    private static void Skip(OperatorCall call, string kind, long flops, int bias)
    {
        var input = call[0];
        var sums = 1 + (call.Has(bias) ? 1 : 0);
        call.Yield(kind, new LayerCosts(Shape.Of()) { Flops = checked((flops + sums) * input.Elements) }, input.Sizes, input.Type);
        long[] reduced = [.. input.Sizes.Take(input.Rank - 1), 1];
        call.YieldAlso(1, reduced, ElementType.Float);
        call.YieldAlso(2, reduced, ElementType.Float);
        call.YieldAlso(3, input.Sizes, input.Type);
    }

    /// <summary>The sum of two or three embeddings, normalised.</summary>
    /// <param name="dequantized">The operations on each value that is looked up.</param>
    private static void Embed(OperatorCall call, ElementType type, long dequantized)
    {
        var (tokens, table) = (call[0], call[2]);
        long[] sizes = [.. tokens.Sizes, table[1]];
        var sums = call.Has(1) && call.Has(4) ? 2 : 1;
        call.Yield("LayerNorm", new LayerCosts(Shape.Of()) { Flops = checked((5 + sums + (dequantized * (sums + 1))) * sizes.Product()), ReadElements = checked((sums + 1) * sizes.Product()) }, sizes, type);
        call.YieldAlso(1, [tokens[0]], ElementType.Int32);
        call.YieldAlso(2, sizes, type);
    }

    private static void Group(OperatorCall call, long sums)
    {
        var silu = call.Integer("activation", 0) == 1 ? Activations.CostOf(call, "Swish", call[0].Elements) : (0, 0);
        call.Yield("GroupNorm", new LayerCosts(Shape.Of()) { Flops = checked(((5 + sums) * call[0].Elements) + silu.Item1), Exponentials = silu.Item2 }, call[0].Sizes, call[0].Type);
    }

    private static void SkipGroup(OperatorCall call)
    {
        Group(call, call.Has(4) ? 2 : 1);
        call.YieldAlso(1, call[0].Sizes, call[0].Type);
    }
}
