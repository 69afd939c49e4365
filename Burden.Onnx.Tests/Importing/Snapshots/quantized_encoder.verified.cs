using Burden;

/// <summary>The network of quantized_encoder.onnx.</summary>
[Network(12, Name = "quantized_encoder", InputType = DataType.Int64)]
public sealed partial class QuantizedEncoder
{
    [Input(12, Type = DataType.Int64)]
    public static partial Layer AttentionMask { get; }

    [Gather, DequantizeLinear, PositionalEmbedding, LayerNorm]
    public static partial Layer Embeddings { get; }

    [Reshape(1, 1, 12, From = nameof(AttentionMask)), Cast, ScalarSub, ScalarScale]
    public static partial Layer Reshape { get; }

    [Block2(nameof(Reshape), From = nameof(Embeddings))]
    public static partial Layer EncoderLayer0 { get; }

    [Block2(nameof(Reshape))]
    public static partial Layer EncoderLayer1 { get; }

    [Block2(nameof(Reshape))]
    public static partial Layer EncoderLayer2 { get; }
}

/// <summary>The file's 'encoder.layer.0', 'encoder.layer.1', 'encoder.layer.2'.</summary>
/// <param name="other">A layer that it reads beside its input.</param>
internal sealed class Block2Attribute(string other) : ModuleAttribute
{
    [Attention(nameof(other))]
    Layer Attention { get; }

    [Block(128), GELU]
    Layer Intermediate { get; }

    [OutputBlock(nameof(Attention))]
    Layer Output { get; }
}

/// <summary>The file's 'encoder.layer.0.attention', 'encoder.layer.1.attention', 'encoder.layer.2.attention'.</summary>
/// <param name="other">A layer that it reads beside its input.</param>
internal sealed class AttentionAttribute(string other) : ModuleAttribute
{
    [Block(32)]
    Layer Query { get; }

    [Reshape(12, 2, 16), Permute(1, 0, 2)]
    Layer Reshape { get; }

    [Block(32, From = Input)]
    Layer Key { get; }

    [Reshape(12, 2, 16), Permute(1, 2, 0)]
    Layer Reshape2 { get; }

    [Block(32, From = Input)]
    Layer Value { get; }

    [Reshape(12, 2, 16), Permute(1, 0, 2)]
    Layer Reshape3 { get; }

    [MatMul(nameof(Reshape), nameof(Reshape2)), ScalarDiv, Add(nameof(other)), Softmax]
    Layer MatMul { get; }

    [MatMul(nameof(MatMul), nameof(Reshape3))]
    Layer MatMul2 { get; }

    [Permute(1, 0, 2), Reshape(12, 32), OutputBlock(Input)]
    Layer Output { get; }
}

/// <summary>The file's 'encoder.layer.0.attention.output', 'encoder.layer.0.output', 'encoder.layer.1.attention.output', and others: 6 times.</summary>
/// <param name="other">A layer that it reads beside its input.</param>
internal sealed class OutputBlockAttribute(string other) : ModuleAttribute
{
    [Block(32), Add(nameof(other)), LayerNorm]
    Layer Dense { get; }
}

/// <summary>The file's 'encoder.layer.0.attention.query', 'encoder.layer.0.attention.key', 'encoder.layer.0.attention.value', and others: 18 times.</summary>
/// <param name="features">The features of MatMulInteger.</param>
internal sealed class BlockAttribute(object features) : ModuleAttribute
{
    [DynamicQuantizeLinear]
    Layer DynamicQuantizeLinear { get; }

    [DynamicQuantizeLinearOutput(Input, nameof(DynamicQuantizeLinear))]
    Layer DynamicQuantizeLinearOutput { get; }

    [DynamicQuantizeLinearOutput(Input, nameof(DynamicQuantizeLinear), OutputType = DataType.UInt8)]
    Layer DynamicQuantizeLinearOutput2 { get; }

    [MatMulInteger(nameof(features), nameof(DynamicQuantizeLinear), nameof(DynamicQuantizeLinearOutput2))]
    Layer MatMulInteger { get; }

    [MulConstant(From = nameof(DynamicQuantizeLinearOutput))]
    Layer MulConstant { get; }

    [Cast(From = nameof(MatMulInteger)), Multiply(nameof(MulConstant)), Bias]
    Layer Cast { get; }
}

/// <summary>The operator Add with stored values: no layer kind costs the same.</summary>
internal sealed class BiasAttribute : LayerAttribute
{
    public const string Output = "Input";
    public const string Parameters = "Input.Features";
    public const string Macs = "0";
    public const string Flops = "Output.Elements";
}

/// <summary>The operator Cast: no layer kind costs the same.</summary>
internal sealed class CastAttribute : LayerAttribute
{
    public const string Output = "Input";
    public const string Parameters = "0";
    public const string Macs = "0";
    public const string Flops = "0";
}

/// <summary>The operator DequantizeLinear: no layer kind costs the same.</summary>
internal sealed class DequantizeLinearAttribute : LayerAttribute
{
    public const string Output = "Input";
    public const string Parameters = "0";
    public const string Macs = "0";
    public const string Flops = "2 * Output.Elements";
    public const string Buffers = "1";
    public const string UInt8Buffers = "1";
}

/// <summary>The operator DynamicQuantizeLinear: no layer kind costs the same.</summary>
internal sealed class DynamicQuantizeLinearAttribute : LayerAttribute
{
    public const string Output = "Input";
    public const string Parameters = "0";
    public const string Macs = "0";
    public const string Flops = "4 * Output.Elements";
    public const DataType ElementType = DataType.UInt8;
}

/// <summary>The operator DynamicQuantizeLinear, a further output of it: no layer kind costs the same.</summary>
/// <param name="layers">The layers that it reads.</param>
internal sealed class DynamicQuantizeLinearOutputAttribute(params string[] layers) : MergeAttribute(layers)
{
    public const string Output = "1";
    public const string Parameters = "0";
    public const string Macs = "0";
    public const string Flops = "0";
}

/// <summary>The operator Gather: no layer kind costs the same.</summary>
internal sealed class GatherAttribute : LayerAttribute
{
    public const string Output = "(12, 32)";
    public const string UInt8Parameters = "16000";
    public const string Macs = "0";
    public const string Flops = "0";
    public const DataType ElementType = DataType.UInt8;
}

/// <summary>The operator MatMulInteger: no layer kind costs the same.</summary>
/// <param name="features">The features that it yields.</param>
/// <param name="layers">The layers that it reads.</param>
internal sealed class MatMulIntegerAttribute(object features, params string[] layers) : MergeAttribute(layers)
{
    public const string Output = "(Input[0], features)";
    public const string Int8Parameters = "Input.Features * Output.Features";
    public const string Macs = "Input.Features * Output.Elements";
    public const string Flops = "Macs";
    public const string Int8Buffers = "1";
    public const DataType ElementType = DataType.Int32;
}

/// <summary>The operator Mul with a constant: no layer kind costs the same.</summary>
internal sealed class MulConstantAttribute : LayerAttribute
{
    public const string Output = "Input";
    public const string Parameters = "0";
    public const string Macs = "0";
    public const string Flops = "Output.Elements";
    public const string Buffers = "1";
}

/// <summary>The operator Div with stored values: no layer kind costs the same.</summary>
internal sealed class ScalarDivAttribute : LayerAttribute
{
    public const string Output = "Input";
    public const string Parameters = "1";
    public const string Macs = "0";
    public const string Flops = "Output.Elements";
}

/// <summary>The operator Mul with stored values: no layer kind costs the same.</summary>
internal sealed class ScalarScaleAttribute : LayerAttribute
{
    public const string Output = "Input";
    public const string Parameters = "1";
    public const string Macs = "0";
    public const string Flops = "Output.Elements";
}

/// <summary>The operator Sub with stored values: no layer kind costs the same.</summary>
internal sealed class ScalarSubAttribute : LayerAttribute
{
    public const string Output = "Input";
    public const string Parameters = "1";
    public const string Macs = "0";
    public const string Flops = "Output.Elements";
}
