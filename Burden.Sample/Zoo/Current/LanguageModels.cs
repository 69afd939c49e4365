namespace Burden.Sample.Zoo;

/// <summary>Llama 3 8B, with a context of 8,192 tokens.</summary>
/// <remarks>The Llama 3 Herd of Models, 2024.</remarks>
[Network(8192, Name = "llama-3-8b", ParameterType = DataType.BFloat16, FeatureType = DataType.BFloat16)]
[Decoding]
public sealed partial class Llama3
{
    [LanguageModel(128256, 4096, 32, 32, 8, 14336)]
    public static partial Layer Scores { get; }
}

/// <summary>Mistral 7B: each token sees the 4,096 before it.</summary>
/// <remarks>A. Q. Jiang et al.: Mistral 7B, 2023.</remarks>
[Network(8192, Name = "mistral-7b", ParameterType = DataType.BFloat16, FeatureType = DataType.BFloat16)]
[Decoding]
public sealed partial class Mistral7B
{
    [LanguageModel(32000, 4096, 32, 32, 8, 14336, Window = 4096)]
    public static partial Layer Scores { get; }
}

/// <summary>Mixtral 8x7B: eight experts in each block, of which two are computed for each token.</summary>
/// <remarks>A. Q. Jiang et al.: Mixtral of Experts, 2024.</remarks>
[Network(8192, Name = "mixtral-8x7b", ParameterType = DataType.BFloat16, FeatureType = DataType.BFloat16)]
[Decoding]
public sealed partial class Mixtral
{
    [LanguageModel(32000, 4096, 32, 32, 8, 14336, Experts = 8)]
    public static partial Layer Scores { get; }
}

/// <summary>Gemma 2 2B: every other block sees a window of 4,096 tokens.</summary>
/// <remarks>Gemma 2: Improving Open Language Models at a Practical Size, 2024. Its gate is a GELU, which costs what SiLU does without exponentials.</remarks>
[Network(8192, Name = "gemma-2-2b", ParameterType = DataType.BFloat16, FeatureType = DataType.BFloat16)]
[Decoding]
public sealed partial class Gemma2
{
    [Embedding(256000, 2304)]
    public static partial Layer Tokens { get; }

    [GemmaBlocks(Repeat = 13), RMSNorm]
    public static partial Layer Decoded { get; }

    [Linear(256000, Bias = false, SharesWith = nameof(Tokens))]
    public static partial Layer Scores { get; }
}

/// <summary>Phi-3 mini, with a context of 4,096 tokens.</summary>
/// <remarks>M. Abdin et al.: Phi-3 Technical Report, 2024.</remarks>
[Network(4096, Name = "phi-3-mini", ParameterType = DataType.BFloat16, FeatureType = DataType.BFloat16)]
[Decoding]
public sealed partial class Phi3Mini
{
    [LanguageModel(32064, 3072, 32, 32, 32, 8192)]
    public static partial Layer Scores { get; }
}

/// <summary>Qwen2.5 0.5B: queries, keys and values have biases, and the scores are products with the vectors of the tokens.</summary>
/// <remarks>Qwen2.5 Technical Report, 2024.</remarks>
[Network(32768, Name = "qwen2.5-0.5b", ParameterType = DataType.BFloat16, FeatureType = DataType.BFloat16)]
[Decoding]
public sealed partial class Qwen25
{
    [LanguageModel(151936, 896, 24, 14, 2, 4864, Bias = true, Tied = true)]
    public static partial Layer Scores { get; }
}
