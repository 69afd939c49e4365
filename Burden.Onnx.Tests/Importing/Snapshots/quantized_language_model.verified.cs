using Burden;

/// <summary>The network of quantized_language_model.onnx.</summary>
[Network(8, Name = "quantized_language_model", ParameterType = DataType.Float16, FeatureType = DataType.Float16, InputType = DataType.Int64)]
public sealed partial class QuantizedLanguageModel
{
    [Embedding(300, 64)]
    public static partial Layer EmbedTokens { get; }

    [ResidualBlock(Repeat = 3), RMSNorm]
    public static partial Layer Layers2 { get; }

    [Precision(Parameters = DataType.Int4, GroupSize = 32, Scales = DataType.Float16, Symmetric = false), Linear(300, Bias = false)]
    public static partial Layer LmHead { get; }

    [Cast]
    public static partial Layer Cast { get; }
}

/// <summary>The file's 'layers.0', 'layers.1', 'layers.2'.</summary>
internal sealed class ResidualBlockAttribute : ModuleAttribute
{
    [RMSNorm]
    Layer Norm { get; }

    [Precision(Parameters = DataType.Int4, GroupSize = 32, Scales = DataType.Float16, Symmetric = false), Linear(128, Bias = false)]
    Layer GateProj { get; }

    [RMSNorm(From = Input)]
    Layer Norm2 { get; }

    [Precision(Parameters = DataType.Int4, GroupSize = 32, Scales = DataType.Float16, Symmetric = false), Linear(128, Bias = false)]
    Layer UpProj { get; }

    [Swish(From = nameof(GateProj)), Multiply(nameof(UpProj))]
    Layer Swish { get; }

    [Precision(Parameters = DataType.Int4, GroupSize = 32, Scales = DataType.Float16, Symmetric = false), Linear(64, Bias = false), Add(Input)]
    Layer DownProj { get; }
}

/// <summary>SiLU: a value times its sigmoid.</summary>
internal sealed class SwishAttribute : ModuleAttribute
{
    [Sigmoid, Multiply(Input)]
    Layer Sigmoid { get; }
}

/// <summary>The operator Cast: no layer kind costs the same.</summary>
internal sealed class CastAttribute : LayerAttribute
{
    public const string Output = "Input";
    public const string Parameters = "0";
    public const string Macs = "0";
    public const string Flops = "0";
    public const DataType ElementType = DataType.Float32;
}
