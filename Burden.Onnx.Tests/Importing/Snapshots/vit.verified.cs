using Burden;

/// <summary>The network of vit.onnx.</summary>
[Network(3, 224, 224, Name = "vit")]
public sealed partial class Vit
{
    [Conv2d(96, 32, Stride = 32), Reshape(96, 49), Permute(1, 0), ClassToken, PositionalEmbedding]
    public static partial Layer Conv { get; }

    [TransformerBlock(Repeat = 4), LayerNormalization]
    public static partial Layer TransformerBlock { get; }

    [Slice(0, 1), Flatten, Linear(10)]
    public static partial Layer Linear { get; }
}

/// <summary>Layers that the file has 4 times.</summary>
internal sealed class TransformerBlockAttribute : ModuleAttribute
{
    [LayerNormalization]
    Layer LayerNormalization { get; }

    [Linear(96, Bias = false), Bias]
    Layer Linear { get; }

    [Reshape(50, 3, 32), Permute(1, 0, 2)]
    Layer Reshape { get; }

    [Linear(96, Bias = false, From = nameof(LayerNormalization)), Bias]
    Layer Linear2 { get; }

    [Reshape(50, 3, 32), Permute(1, 2, 0)]
    Layer Reshape2 { get; }

    [Linear(96, Bias = false, From = nameof(LayerNormalization)), Bias]
    Layer Linear3 { get; }

    [Reshape(50, 3, 32), Permute(1, 0, 2)]
    Layer Reshape3 { get; }

    [MatMul(nameof(Reshape), nameof(Reshape2)), ScalarScale, Softmax]
    Layer MatMul { get; }

    [MatMul(nameof(MatMul), nameof(Reshape3))]
    Layer MatMul2 { get; }

    [Permute(1, 0, 2), Reshape(50, 96), Linear(96, Bias = false), Bias, Add(Input)]
    Layer Linear4 { get; }

    [LayerNormalization, Linear(384, Bias = false), Bias, Swish]
    Layer Linear5 { get; }

    [Linear(96, Bias = false), Bias, Add(nameof(Linear4))]
    Layer Linear6 { get; }
}

/// <summary>SiLU: a value times its sigmoid.</summary>
internal sealed class SwishAttribute : ModuleAttribute
{
    [Sigmoid, Multiply(Input)]
    Layer Sigmoid { get; }
}

/// <summary>Layer norm, operator by operator.</summary>
internal sealed class LayerNormalizationAttribute : ModuleAttribute
{
    [ReduceMean]
    Layer ReduceMean { get; }

    [Subtract(Input, nameof(ReduceMean))]
    Layer Subtract { get; }

    [PowConstant, ReduceMean, AddConstant, Sqrt]
    Layer PowConstant { get; }

    [Div(nameof(Subtract), nameof(PowConstant)), Scale(Axis = -1), Bias]
    Layer Div { get; }
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

/// <summary>The operator Div: no layer kind costs the same.</summary>
/// <param name="layers">The layers that it reads.</param>
internal sealed class DivAttribute(params string[] layers) : MergeAttribute(layers)
{
    public const string Output = "Input";
    public const string Parameters = "0";
    public const string Macs = "0";
    public const string Flops = "Output.Elements";
}

/// <summary>The operator Pow with a constant: no layer kind costs the same.</summary>
internal sealed class PowConstantAttribute : LayerAttribute
{
    public const string Output = "Input";
    public const string Parameters = "0";
    public const string Macs = "0";
    public const string Flops = "Output.Elements";
}

/// <summary>The operator ReduceMean: no layer kind costs the same.</summary>
internal sealed class ReduceMeanAttribute : LayerAttribute
{
    public const string Output = "(Input[0], 1)";
    public const string Parameters = "0";
    public const string Macs = "0";
    public const string Flops = "Input.Elements";
}

/// <summary>The operator Mul with stored values: no layer kind costs the same.</summary>
internal sealed class ScalarScaleAttribute : LayerAttribute
{
    public const string Output = "Input";
    public const string Parameters = "1";
    public const string Macs = "0";
    public const string Flops = "Output.Elements";
}

/// <summary>The operator Sqrt: no layer kind costs the same.</summary>
internal sealed class SqrtAttribute : LayerAttribute
{
    public const string Output = "Input";
    public const string Parameters = "0";
    public const string Macs = "0";
    public const string Flops = "Output.Elements";
}
