using Burden;

/// <summary>The network of quantized_classifier.onnx.</summary>
[Network(3, 32, 32, Name = "quantized_classifier")]
public sealed partial class QuantizedClassifier
{
    [QuantizeLinear, DequantizeLinear, Conv("(8, 16, 16)"), ReLU, QuantizeLinear, DequantizeLinear]
    public static partial Layer Conv1 { get; }

    [Conv("(16, 8, 8)"), ReLU, QuantizeLinear, DequantizeLinear]
    public static partial Layer Conv2 { get; }

    [Conv("(16, 4, 4)"), ReLU, QuantizeLinear, DequantizeLinear, GlobalAvgPool2d, QuantizeLinear, DequantizeLinear]
    public static partial Layer Conv3 { get; }

    [Precision(Parameters = DataType.Int8, Symmetric = false), Flatten, Linear(32)]
    public static partial Layer Fc1 { get; }

    [Precision(Parameters = DataType.Int8, Granularity = Granularity.PerTensor), Linear(10, Bias = false)]
    public static partial Layer Fc2 { get; }
}

/// <summary>The operator Conv: no layer kind costs the same.</summary>
/// <param name="shape">What it yields.</param>
internal sealed class ConvAttribute(object shape) : LayerAttribute
{
    public const string Output = "shape";
    public const string Int32Parameters = "Output.Channels";
    public const string Int8Parameters = "9 * Input.Channels * Output.Channels";
    public const string Macs = "9 * Input.Channels * Output.Elements";
    public const string Flops = "Macs + Output.Elements";
    public const string Buffers = "2 * Output.Channels";
    public const string Int8Buffers = "Output.Channels";
}

/// <summary>The operator DequantizeLinear: no layer kind costs the same.</summary>
internal sealed class DequantizeLinearAttribute : LayerAttribute
{
    public const string Output = "Input";
    public const string Parameters = "0";
    public const string Macs = "0";
    public const string Flops = "2 * Output.Elements";
}

/// <summary>The operator QuantizeLinear: no layer kind costs the same.</summary>
internal sealed class QuantizeLinearAttribute : LayerAttribute
{
    public const string Output = "Input";
    public const string Parameters = "0";
    public const string Macs = "0";
    public const string Flops = "2 * Output.Elements";
    public const string Buffers = "1";
    public const string UInt8Buffers = "1";
    public const DataType ElementType = DataType.UInt8;
}
