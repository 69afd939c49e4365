using Burden.Onnx.Proto;
using Burden.Onnx.Values;

namespace Burden.Onnx.Reading;

/// <summary>What a stored tensor is for, by the operator and the input that read it.</summary>
internal static class OperandRoles
{
    /// <summary>Inputs that are attributes in other versions of the operator, or steer what it does: no weights.</summary>
    private static readonly Dictionary<string, int[]> Settings = new(StringComparer.Ordinal)
    {
        ["Clip"] = [1, 2],
        ["Dropout"] = [1, 2],
        ["MelWeightMatrix"] = [0, 1, 2, 3, 4],
        ["NonMaxSuppression"] = [2, 3, 4],
        ["OneHot"] = [0, 1, 2],
        ["Pad"] = [1, 2, 3],
        ["Range"] = [0, 1, 2],
        ["Resize"] = [1, 2, 3],
        ["Upsample"] = [1],
        ["Where"] = [0],
        ["If"] = [0],
    };

    /// <summary>Scales and zero points of quantisations, statistics of normalisations, tables of rotations: stored, not trained.</summary>
    private static readonly Dictionary<string, int[]> Buffers = new(StringComparer.Ordinal)
    {
        ["BatchNormalization"] = [3, 4],
        ["ConvInteger"] = [2, 3],
        ["DequantizeLinear"] = [1, 2],
        ["DynamicQuantizeLSTM"] = [8, 9, 10, 11],
        ["DynamicQuantizeMatMul"] = [2, 3],
        ["GatherBlockQuantized"] = [2, 3],
        ["GemmFloat8"] = [3, 4, 5],
        ["GroupQueryAttention"] = [7, 8],
        ["MatMulBnb4"] = [2],
        ["MatMulInteger"] = [2, 3],
        ["MatMulIntegerToFloat"] = [2, 3, 4, 5],
        ["MatMulNBits"] = [2, 3],
        ["QAttention"] = [3, 4, 6, 7],
        ["QEmbedLayerNormalization"] = [8, 9, 10, 11, 12, 13, 14, 15, 16, 17],
        ["QGemm"] = [1, 2, 4, 5, 7, 8],
        ["QLinearAdd"] = [1, 2, 4, 5, 6, 7],
        ["QLinearAveragePool"] = [1, 2, 3, 4],
        ["QLinearConv"] = [1, 2, 4, 5, 6, 7],
        ["QLinearGlobalAveragePool"] = [1, 2, 3, 4],
        ["QLinearLeakyRelu"] = [1, 2, 3, 4],
        ["QLinearMatMul"] = [1, 2, 4, 5, 6, 7],
        ["QLinearMul"] = [1, 2, 4, 5, 6, 7],
        ["QLinearReduceMean"] = [1, 2, 3, 4],
        ["QLinearSigmoid"] = [1, 2, 3, 4],
        ["QLinearSoftmax"] = [1, 2, 3, 4],
        ["QLinearWhere"] = [2, 3, 5, 6, 7, 8],
        ["QMoE"] = [3, 6, 9, 11, 12, 13],
        ["QuantizeLinear"] = [1, 2],
        ["RotaryEmbedding"] = [1, 2, 3],
    };

    /// <summary>Inputs whose integers of 16 or 32 bits are weights: what products of 8 bits are added to, matrices of 16 bits, and packed ones.</summary>
    private static readonly Dictionary<string, int[]> WideWeights = new(StringComparer.Ordinal)
    {
        ["DequantizeLinear"] = [0],
        ["MatMulInteger16"] = [0, 1],
        ["MatMulNBits"] = [1],
        ["QGemm"] = [6],
        ["QLinearConv"] = [8],
        ["QAttention"] = [2],
    };

    /// <summary>Operators that only pass a value on in another form.</summary>
    private static readonly HashSet<string> Passing = new(StringComparer.Ordinal)
    {
        "Cast", "Concat", "Expand", "Flatten", "Identity", "Reshape", "Squeeze", "Transpose", "Unsqueeze",
    };

    public static bool PassesOn(NodeMessage node, int input) => node.Domain.Length == 0 && Passing.Contains(node.Operator) && (input == 0 || node.Operator == "Concat");

    /// <summary>The role of a tensor that nothing reads.</summary>
    public static StoredRole Default(ElementType type) => type.IsReal() || type.IsQuantized() ? StoredRole.Parameter : StoredRole.None;

    public static StoredRole Of(NodeMessage node, int input, ElementType type)
    {
        if (Is(Buffers, node, input) || (node.Operator == "QLinearConcat" && (input < 2 || (input - 2) % 3 > 0)))
        {
            // Of a rotation's inputs, positions are integers.
            return type == ElementType.Int64 ? StoredRole.None : StoredRole.Buffer;
        }

        if (Is(Settings, node, input))
        {
            return StoredRole.None;
        }

        return Default(type) == StoredRole.Parameter || (Is(WideWeights, node, input) && type is ElementType.Int32 or ElementType.Int16 or ElementType.UInt16)
            ? StoredRole.Parameter
            : StoredRole.None;
    }

    private static bool Is(Dictionary<string, int[]> table, NodeMessage node, int input) => table.TryGetValue(node.Operator, out var inputs) && Array.IndexOf(inputs, input) >= 0;
}
