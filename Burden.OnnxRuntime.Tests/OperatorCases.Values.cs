using Burden.Onnx.Values;

namespace Burden.OnnxRuntime.Tests;

/// <content>Functions of values, reductions, selection, creation.</content>
internal static partial class OperatorCases
{
    private static readonly string[] Unary =
    [
        "Abs", "Acos", "Acosh", "Asin", "Asinh", "Atan", "Atanh", "Ceil", "Celu", "Cos", "Cosh", "Elu", "Erf", "Exp", "Floor", "HardSigmoid", "HardSwish", "Identity", "IsInf", "IsNaN",
        "LeakyRelu", "Log", "Neg", "Reciprocal", "Relu", "Round", "Selu", "Shrink", "Sigmoid", "Sign", "Sin", "Sinh", "Softplus", "Softsign", "Sqrt", "Tan", "Tanh", "ThresholdedRelu",
    ];

    private static readonly string[] Binary = ["Add", "Sub", "Mul", "Div", "Pow", "Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual", "Max", "Min", "Mean", "Sum", "PRelu"];

    private static readonly string[] Reductions = ["ReduceL1", "ReduceL2", "ReduceLogSum", "ReduceLogSumExp", "ReduceMax", "ReduceMean", "ReduceMin", "ReduceProd", "ReduceSumSquare"];

    /// <summary>One comparison and two leaves.</summary>
    private static (string Name, object Value)[] Tree =>
    [
        ("nodes_treeids", new long[] { 0, 0, 0 }), ("nodes_nodeids", new long[] { 0, 1, 2 }), ("nodes_featureids", new long[] { 1, 0, 0 }), ("nodes_values", new[] { 0.5f, 0, 0 }),
        ("nodes_modes", new[] { "BRANCH_LEQ", "LEAF", "LEAF" }), ("nodes_truenodeids", new long[] { 1, 0, 0 }), ("nodes_falsenodeids", new long[] { 2, 0, 0 }),
    ];

    private static readonly OperatorCase[] Values =
    [
        .. Unary.Select(static op => new OperatorCase(op, g => g.Node(op, [g.Float("x", 2, 3, 4)]))),
        .. Binary.Select(static op => new OperatorCase(op, g => g.Node(op, [g.Float("a", 2, 3, 4), g.Float("b", 3, 1)]))),
        .. Reductions.Select(static op => new OperatorCase(op, g => g.Node(op, [g.Float("x", 2, 3, 4, 5)], ("axes", new long[] { 1, -1 }), ("keepdims", 0)))),
        .. Reductions.Select(static op => new OperatorCase($"{op} by an input", g => g.Node(op, [g.Float("x", 2, 3, 4, 5), g.Integers(1, -1)])) { Opset = 18 }),
        new("Gelu", static g => g.Node("Gelu", [g.Float("x", 2, 3)])) { Opset = 20 },
        new("Mish", static g => g.Node("Mish", [g.Float("x", 2, 3)])) { Opset = 18 },
        new("Swish", static g => g.Node("Swish", [g.Float("x", 2, 3)])) { Opset = 24 },
        new("Clip", static g => g.Node("Clip", [g.Float("x", 2, 3), g.Real(0), g.Real(6)])),
        new("Clip by attributes", static g => g.Node("Clip", [g.Float("x", 2, 3)], ("min", 0f), ("max", 6f))) { Opset = 9 },
        new("Not", static g => g.Node("Not", [g.Node("Greater", [g.Float("a", 2, 3), g.Float("b", 3)])])),
        new("And, Or and Xor", static g =>
        {
            var (a, b) = (g.Input("a", ElementType.Bool, 2, 3), g.Input("b", ElementType.Bool, 3));
            g.Node("Xor", [g.Node("And", [a, b]), g.Node("Or", [a, b])]);
        }),
        new("Bits", static g =>
        {
            var (a, b) = (g.Input("a", ElementType.Int32, 2, 3), g.Input("b", ElementType.Int32, 3));
            g.Node("BitwiseXor", [g.Node("BitwiseAnd", [a, b]), g.Node("BitwiseOr", [g.Node("BitwiseNot", [a]), b])]);
        }) { Opset = 18 },
        new("BitShift", static g => g.Node("BitShift", [g.Input("a", ElementType.UInt32, 2, 3), g.Input("b", ElementType.UInt32, 3)], ("direction", "LEFT"))),
        new("Mod", static g => g.Node("Mod", [g.Float("a", 2, 3), g.Float("b", 3)], ("fmod", 1))),
        new("Where", static g => g.Node("Where", [g.Input("c", ElementType.Bool, 3, 1), g.Float("a", 2, 1, 4), g.Float("b", 1)])),
        new("Cast", static g => g.Node("Cast", [g.Float("x", 2, 3)], ("to", 7))),
        new("CastLike", static g => g.Node("CastLike", [g.Float("x", 2, 3), g.Input("t", ElementType.Double, 1)])),
        new("Max of three", static g => g.Node("Max", [g.Float("a", 2, 3), g.Float("b", 3), g.Float("c", 2, 1)])),
        new("ReduceSum", static g => g.Node("ReduceSum", [g.Float("x", 2, 3, 4), g.Integers(0)], ("keepdims", 0))),
        new("ReduceSum of everything", static g => g.Node("ReduceSum", [g.Float("x", 2, 3, 4)], ("keepdims", 0))),
        new("ReduceSum of nothing", static g => g.Node("ReduceSum", [g.Float("x", 2, 3, 4)], ("noop_with_empty_axes", 1))),
        new("ArgMax", static g => g.Node("ArgMax", [g.Float("x", 2, 3, 4)], ("axis", -1), ("keepdims", 0))),
        new("ArgMin", static g => g.Node("ArgMin", [g.Float("x", 2, 3, 4)], ("axis", 1))),
        new("CumSum", static g => g.Node("CumSum", [g.Float("x", 2, 3), g.Integer(1)])),
        new("TopK", static g => g.Nodes("TopK", 2, [g.Float("x", 2, 9), g.Integers(4)])),
        new("TopK along another axis", static g => g.Nodes("TopK", 2, [g.Float("x", 9, 2), g.Integers(4)], ("axis", 0), ("largest", 0))),
        new("NonZero of what is known", static g => g.Node("NonZero", [g.Node("ConstantOfShape", [g.Integers(3, 4)], ("value", GraphTensor(ElementType.Int64, [1], BitConverter.GetBytes(1L))))])),
        new("Compress", static g => g.Node("Compress", [g.Float("x", 3, 4), g.Bools(true, false, true)], ("axis", 0))),
        new("Compress flat", static g => g.Node("Compress", [g.Float("x", 3, 4), g.Bools(true, false, true, true)])),
        new("Unique", static g => g.Nodes("Unique", 4, [g.Float("x", 8)])) { Dimensions = "unique1_0=8" },
        new("NonMaxSuppression", static g => g.Node("NonMaxSuppression", [g.Weight("boxes", 1, 6, 4), g.Weight("scores", 1, 1, 6), g.Integers(3), g.Reals(0.5f), g.Reals(2f)])) { Dimensions = "nonmaxsuppression4_0:0=0" },
        new("ConstantOfShape", static g => g.Node("Add", [g.Node("ConstantOfShape", [g.Integers(3, 4)]), g.Float("x", 4)])),
        new("Range", static g => g.Node("Range", [g.Integer(2), g.Integer(17), g.Integer(4)])),
        new("Range of reals", static g => g.Node("Range", [g.Real(0), g.Real(1), g.Real(0.3f)])),
        new("EyeLike", static g => g.Node("EyeLike", [g.Float("x", 3, 5)], ("k", 1))),
        new("Random values", static g => g.Node("Add", [g.Node("RandomNormal", [], ("shape", new long[] { 2, 3 })), g.Node("RandomUniformLike", [g.Float("x", 2, 3)])])),
        new("Bernoulli", static g => g.Node("Bernoulli", [g.Node("Sigmoid", [g.Float("x", 2, 3)])])),
        new("Multinomial", static g => g.Node("Multinomial", [g.Float("x", 2, 3)], ("sample_size", 5))),
        new("OneHot", static g => g.Node("OneHot", [g.Input("x", ElementType.Int64, 2, 3), g.Integer(7), g.Reals(0, 1)], ("axis", 1))),
        new("QuantizeLinear and back", static g => g.Node("DequantizeLinear", [g.Node("QuantizeLinear", [g.Float("x", 2, 3), g.Real(0.1f), Zero(g)]), g.Real(0.1f), Zero(g)])),
        new("DynamicQuantizeLinear", static g => g.Nodes("DynamicQuantizeLinear", 3, [g.Float("x", 2, 3)])),
        new("QLinearAdd", static g => g.Node("com.microsoft::QLinearAdd", [g.Input("a", ElementType.UInt8, 2, 3), g.Real(0.1f), Zero(g), g.Input("b", ElementType.UInt8, 3), g.Real(0.1f), Zero(g), g.Real(0.1f), Zero(g)])) { Domains = ["com.microsoft"] },
        new("QLinearSigmoid", static g => g.Node("com.microsoft::QLinearSigmoid", [g.Input("a", ElementType.UInt8, 2, 3), g.Real(0.1f), Zero(g), g.Real(0.1f), Zero(g)])) { Domains = ["com.microsoft"] },
        new("QLinearConcat", static g => g.Node("com.microsoft::QLinearConcat", [g.Real(0.1f), Zero(g), g.Input("a", ElementType.UInt8, 2, 3), g.Real(0.1f), Zero(g), g.Input("b", ElementType.UInt8, 2, 4), g.Real(0.1f), Zero(g)], ("axis", 1))) { Domains = ["com.microsoft"] },
        new("QLinearAveragePool", static g => g.Node("com.microsoft::QLinearAveragePool", [g.Input("x", ElementType.UInt8, 1, 3, 8, 8), g.Real(0.1f), Zero(g), g.Real(0.1f), Zero(g)], ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 }))) { Domains = ["com.microsoft"] },
        new("QLinearGlobalAveragePool", static g => g.Node("com.microsoft::QLinearGlobalAveragePool", [g.Input("x", ElementType.UInt8, 1, 3, 8, 8), g.Real(0.1f), Zero(g), g.Real(0.1f), Zero(g)])) { Domains = ["com.microsoft"] },
        new("Microsoft's activations", static g => g.Node("com.microsoft::QuickGelu", [g.Node("com.microsoft::FastGelu", [g.Node("com.microsoft::BiasGelu", [g.Node("com.microsoft::Gelu", [g.Float("x", 2, 4)]), g.Weight("b", 4)])])])) { Domains = ["com.microsoft"] },
        new("DFT", static g => g.Node("DFT", [g.Float("x", 2, 16, 1)], ("onesided", 1))),
        new("DFT of a length along an axis", static g => g.Node("DFT", [g.Float("x", 2, 16, 2), g.Integer(8), g.Integer(1)])) { Opset = 20 },
        new("STFT", static g => g.Node("STFT", [g.Float("x", 2, 128, 1), g.Integer(8), g.Weight("w", 16)])),
        new("HannWindow", static g => g.Node("HannWindow", [g.Integer(12)])),
        new("MelWeightMatrix", static g => g.Node("MelWeightMatrix", [g.Integer(8), g.Integer(32), g.Integer(8000), g.Real(0), g.Real(4000)])),
        new("LinearRegressor", static g => g.Node("ai.onnx.ml::LinearRegressor", [g.Float("x", 4, 3)], ("coefficients", new[] { 1f, 2, 3, 4, 5, 6 }), ("intercepts", new[] { 1f, 2 }), ("targets", 2))) { Domains = ["ai.onnx.ml"] },
        new("LinearClassifier", static g => g.Nodes("ai.onnx.ml::LinearClassifier", 2, [g.Float("x", 4, 3)], ("coefficients", new[] { 1f, 2, 3, 4, 5, 6 }), ("intercepts", new[] { 1f, 2 }), ("classlabels_ints", new long[] { 0, 1 }))) { Domains = ["ai.onnx.ml"] },
        new("Scaler and Normalizer", static g => g.Node("ai.onnx.ml::Normalizer", [g.Node("ai.onnx.ml::Scaler", [g.Float("x", 4, 3)], ("offset", new[] { 0f }), ("scale", new[] { 1f }))], ("norm", "L2"))) { Domains = ["ai.onnx.ml"] },
        new("TreeEnsembleRegressor", static g => g.Node("ai.onnx.ml::TreeEnsembleRegressor", [g.Float("x", 4, 3)], [.. Tree, ("n_targets", 2L), ("target_treeids", new long[] { 0, 0 }), ("target_nodeids", new long[] { 1, 2 }), ("target_ids", new long[] { 0, 1 }), ("target_weights", new[] { 1f, 2 })])) { Domains = ["ai.onnx.ml"] },
        new("TreeEnsembleClassifier", static g => g.Nodes("ai.onnx.ml::TreeEnsembleClassifier", 2, [g.Float("x", 4, 3)], [.. Tree, ("classlabels_int64s", new long[] { 0, 1, 2 }), ("class_treeids", new long[] { 0, 0, 0 }), ("class_nodeids", new long[] { 1, 2, 2 }), ("class_ids", new long[] { 0, 1, 2 }), ("class_weights", new[] { 1f, 2, 3 })])) { Domains = ["ai.onnx.ml"] },
        new("ArrayFeatureExtractor", static g => g.Node("ai.onnx.ml::ArrayFeatureExtractor", [g.Float("x", 4, 6), g.Integers(1, 3)])) { Domains = ["ai.onnx.ml"] },
    ];

    private static Burden.Onnx.Tests.Models.ModelBytes GraphTensor(ElementType type, long[] sizes, byte[] raw) => Burden.Onnx.Tests.Models.GraphWriter.Tensor("value", type, sizes, raw);
}
