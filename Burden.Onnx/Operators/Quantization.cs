using Burden.Generator.Layers;
using Burden.Onnx.Evaluation;
using Burden.Onnx.Values;

namespace Burden.Onnx.Operators;

/// <summary>To fewer bits and back, and the operators that compute on quantised values: they cost what their counterparts on real numbers do.</summary>
internal static class Quantization
{
    public static IEnumerable<(string Domain, string Name, OperatorRule Rule)> Rules =>
    [
        ("", "QuantizeLinear", Quantize),
        ("", "DequantizeLinear", Dequantize),
        ("", "DynamicQuantizeLinear", Dynamic),
        (OperatorTable.Microsoft, "QuantizeLinear", Quantize),
        (OperatorTable.Microsoft, "DequantizeLinear", Dequantize),
        (OperatorTable.Microsoft, "QLinearAdd", static c => Binary(c, "Add")),
        (OperatorTable.Microsoft, "QLinearMul", static c => Binary(c, "Multiply")),
        (OperatorTable.Microsoft, "QLinearSigmoid", static c => Activation(c, "Sigmoid")),
        (OperatorTable.Microsoft, "QLinearLeakyRelu", static c => Activation(c, "LeakyRelu")),
        (OperatorTable.Microsoft, "QLinearConcat", static c => Slicing.Concat(c, c.Integer("axis"), [.. Enumerable.Range(0, (c.InputCount - 2) / 3).Select(i => c[2 + (3 * i)])])),
        (OperatorTable.Microsoft, "QLinearWhere", static c => c.Yield(Sizes.Broadcast(c, c[0].Sizes, c[1].Sizes, c[4].Sizes), c[1].Type)),
    ];

    /// <summary>A division and a rounding.</summary>
    private static void Quantize(OperatorCall call)
    {
        var type = call.Has(2) ? call[2].Type : call.Integer("output_dtype", 0) is > 0 and var given ? (ElementType)given : ElementType.UInt8;
        call.Yield(call.Operator, new LayerCosts(Shape.Of()) { Flops = checked(2 * call[0].Elements) }, call[0].Sizes, type);
    }

    /// <summary>A difference and a product.</summary>
    private static void Dequantize(OperatorCall call)
    {
        var type = call.Integer("output_dtype", 0) is > 0 and var given ? (ElementType)given : call[1].Type;
        call.Yield(call.Operator, new LayerCosts(Shape.Of()) { Flops = checked(2 * call[0].Elements) }, call[0].Sizes, type);
    }

    /// <summary>The least and the greatest value, then a division and a rounding.</summary>
    private static void Dynamic(OperatorCall call)
    {
        call.Yield(call.Operator, new LayerCosts(Shape.Of()) { Flops = checked(4 * call[0].Elements) }, call[0].Sizes, ElementType.UInt8);
        call.YieldAlso(1, [], ElementType.Float);
        call.YieldAlso(2, [], ElementType.UInt8);
    }

    private static void Binary(OperatorCall call, string kind)
    {
        var sizes = Sizes.Broadcast(call, call[0].Sizes, call[3].Sizes);
        call.Yield(kind, new LayerCosts(Shape.Of()) { Flops = sizes.Product() }, sizes, call[0].Type);
    }

    private static void Activation(OperatorCall call, string name)
    {
        var (flops, exponentials) = Activations.CostOf(call, name, call[0].Elements);
        call.Yield(name, new LayerCosts(Shape.Of()) { Flops = flops, Exponentials = exponentials }, call[0].Sizes, call[0].Type);
    }
}
