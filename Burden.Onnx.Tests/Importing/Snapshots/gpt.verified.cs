using Burden;

/// <summary>The network of gpt.onnx.</summary>
[Network(16, Name = "gpt", InputType = DataType.Int64)]
public sealed partial class Gpt
{
    [Embedding(1000, 64), PositionalEmbedding(Length = 1024)]
    public static partial Layer Transformer { get; }

    [ResidualBlock(Repeat = 3), LayerNorm]
    public static partial Layer Transformer2 { get; }

    [Linear(1000, Bias = false, SharesWith = nameof(Transformer))]
    public static partial Layer LmHead { get; }
}

/// <summary>The file's 'transformer.h.0', 'transformer.h.1', 'transformer.h.2'.</summary>
internal sealed class ResidualBlockAttribute : ModuleAttribute
{
    [LayerNorm, Attn, Add(Input)]
    Layer Attn { get; }

    [LayerNorm, Mlp, Add(nameof(Attn))]
    Layer Mlp { get; }
}

/// <summary>The file's 'transformer.h.0.mlp', 'transformer.h.1.mlp', 'transformer.h.2.mlp'.</summary>
internal sealed class MlpAttribute : ModuleAttribute
{
    [Linear(256, Bias = false), Bias, ErfGelu]
    Layer CFc { get; }

    [Linear(64, Bias = false), Bias]
    Layer CProj { get; }
}

/// <summary>The file's 'transformer.h.0.attn', 'transformer.h.1.attn', 'transformer.h.2.attn'.</summary>
internal sealed class AttnAttribute : ModuleAttribute
{
    [Linear(192, Bias = false), Bias]
    Layer CAttn { get; }

    [Slice(0, 64, Axis = 1)]
    Layer Slice { get; }

    [Slice(64, 64, Axis = 1, From = nameof(CAttn))]
    Layer Slice2 { get; }

    [Slice(128, 64, Axis = 1, From = nameof(CAttn))]
    Layer Slice3 { get; }

    [Reshape(16, 4, 16, From = nameof(Slice)), Permute(1, 0, 2)]
    Layer Reshape { get; }

    [Reshape(16, 4, 16, From = nameof(Slice2)), Permute(1, 2, 0)]
    Layer Reshape2 { get; }

    [Reshape(16, 4, 16, From = nameof(Slice3)), Permute(1, 0, 2)]
    Layer Reshape3 { get; }

    [MatMul(nameof(Reshape), nameof(Reshape2)), ScalarDiv, Softmax]
    Layer MatMul { get; }

    [MatMul(nameof(MatMul), nameof(Reshape3))]
    Layer MatMul2 { get; }

    [Permute(1, 0, 2), Reshape(16, 64), Linear(64, Bias = false), Bias]
    Layer CProj { get; }
}

/// <summary>GELU by the error function, operator by operator.</summary>
internal sealed class ErfGeluAttribute : ModuleAttribute
{
    [DivConstant, Erf, AddConstant, Multiply(Input), MulConstant]
    Layer DivConstant { get; }
}

/// <summary>The operator Add with a constant: no layer kind costs the same.</summary>
internal sealed class AddConstantAttribute : LayerAttribute
{
    public const string Output = "Input";
    public const string Parameters = "0";
    public const string Macs = "0";
    public const string Flops = "Output.Elements";
}

/// <summary>The operator Add with stored values: no layer kind costs the same.</summary>
internal sealed class BiasAttribute : LayerAttribute
{
    public const string Output = "Input";
    public const string Parameters = "Input.Features";
    public const string Macs = "0";
    public const string Flops = "Output.Elements";
}

/// <summary>The operator Div with a constant: no layer kind costs the same.</summary>
internal sealed class DivConstantAttribute : LayerAttribute
{
    public const string Output = "Input";
    public const string Parameters = "0";
    public const string Macs = "0";
    public const string Flops = "Output.Elements";
}

/// <summary>The operator Erf: no layer kind costs the same.</summary>
internal sealed class ErfAttribute : LayerAttribute
{
    public const string Output = "Input";
    public const string Parameters = "0";
    public const string Macs = "0";
    public const string Flops = "0";
}

/// <summary>The operator Mul with a constant: no layer kind costs the same.</summary>
internal sealed class MulConstantAttribute : LayerAttribute
{
    public const string Output = "Input";
    public const string Parameters = "0";
    public const string Macs = "0";
    public const string Flops = "Output.Elements";
}

/// <summary>The operator Div with stored values: no layer kind costs the same.</summary>
internal sealed class ScalarDivAttribute : LayerAttribute
{
    public const string Output = "Input";
    public const string Parameters = "1";
    public const string Macs = "0";
    public const string Flops = "Output.Elements";
}
