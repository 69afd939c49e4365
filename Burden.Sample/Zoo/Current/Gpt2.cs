namespace Burden.Sample.Zoo;

/// <summary>
/// GPT-2 small: the scores of the next token at each of 1,024 places. The scores are products with the vectors of the tokens.
/// </summary>
/// <remarks>
/// A. Radford et al.: Language Models are Unsupervised Multitask Learners, 2019. What a place must not see is masked after the
/// products, which are computed for all pairs of places.
/// </remarks>
[Network(1024, Name = "gpt2")]
public sealed partial class Gpt2
{
    [Embedding(50257, 768)]
    public static partial Layer Tokens { get; }

    [PositionalEmbedding]
    public static partial Layer Embedded { get; }

    [PreNormTransformerBlock(12, Repeat = 12), LayerNorm]
    public static partial Layer Decoded { get; }

    [Linear(50257, Bias = false, SharesWith = nameof(Tokens))]
    public static partial Layer Scores { get; }
}
