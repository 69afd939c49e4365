namespace Burden.Sample.Zoo;

/// <summary>
/// A language model as most are built since LLaMA: the vectors of the tokens, blocks that each token sees the tokens before it
/// through, a norm, and the scores of the next token.
/// </summary>
/// <param name="vocabulary">How many tokens there are.</param>
/// <param name="features">The size of the vectors.</param>
/// <param name="blocks">How many blocks follow each other.</param>
/// <param name="heads">How many heads queries have.</param>
/// <param name="keyValueHeads">How many heads keys and values have.</param>
/// <param name="hidden">The hidden features of the feed-forward layer, or of an expert.</param>
internal sealed class LanguageModelAttribute(object vocabulary, object features, object blocks, object heads, object keyValueHeads, object hidden) : ModuleAttribute
{
    /// <summary>How many keys a query sees at most; 0 for all.</summary>
    public object Window { get; set; } = 0;

    /// <summary>Whether queries, keys and values have biases.</summary>
    public object Bias { get; set; } = false;

    /// <summary>How many experts stand in for the feed-forward layer, of which two are computed for each token; 0 for none.</summary>
    public object Experts { get; set; } = 0;

    /// <summary>Whether the scores are products with the vectors of the tokens.</summary>
    public object Tied { get; set; } = false;

    [Embedding(nameof(vocabulary), nameof(features))]
    Layer Tokens { get; }

    [DecoderBlock(nameof(heads), nameof(keyValueHeads), nameof(hidden), Window = nameof(Window), Bias = nameof(Bias), Experts = nameof(Experts), Repeat = nameof(blocks)), RMSNorm]
    Layer Decoded { get; }

    [When($"!{nameof(Tied)}")]
    [Linear(nameof(vocabulary), Bias = false)]
    Layer Scores { get; }

    [When(nameof(Tied))]
    [Linear(nameof(vocabulary), Bias = false, SharesWith = nameof(Tokens))]
    Layer TiedScores { get; }
}

/// <summary>A block of a decoder: attention in groups of heads and a gated feed-forward layer or experts, each behind a norm.</summary>
/// <param name="heads">How many heads queries have.</param>
/// <param name="keyValueHeads">How many heads keys and values have.</param>
/// <param name="hidden">The hidden features of the feed-forward layer, or of an expert.</param>
internal sealed class DecoderBlockAttribute(object heads, object keyValueHeads, object hidden) : ModuleAttribute
{
    /// <summary>How many keys a query sees at most; 0 for all.</summary>
    public object Window { get; set; } = 0;

    /// <summary>Whether queries, keys and values have biases.</summary>
    public object Bias { get; set; } = false;

    /// <summary>How many experts there are, of which two are computed for each token; 0 for none.</summary>
    public object Experts { get; set; } = 0;

    [RMSNorm, MultiheadAttention(nameof(heads), KeyValueHeads = nameof(keyValueHeads), Causal = true, Window = nameof(Window), Bias = nameof(Bias), OutputBias = false)]
    Layer Attention { get; }

    [Add(Input, nameof(Attention))]
    Layer Attended { get; }

    [RMSNorm]
    Layer Normed { get; }

    [When($"{nameof(Experts)} == 0")]
    [SwiGLU(nameof(hidden))]
    Layer FeedForward { get; }

    [When($"{nameof(Experts)} > 0")]
    [MixtureOfExperts(nameof(Experts), 2, nameof(hidden))]
    Layer Mixture { get; }

    [Add(nameof(Attended), nameof(Mixture))]
    Layer Output { get; }
}

/// <summary>Two blocks of Gemma 2, the first of which sees a window: norms stand before and behind attention and feed-forward layer.</summary>
internal sealed class GemmaBlocksAttribute : ModuleAttribute
{
    [GemmaBlock(4096), GemmaBlock(0)]
    Layer Output { get; }
}

/// <summary>A block of Gemma 2.</summary>
/// <param name="window">How many keys a query sees at most; 0 for all.</param>
internal sealed class GemmaBlockAttribute(object window) : ModuleAttribute
{
    [RMSNorm, MultiheadAttention(8, KeyValueHeads = 4, HeadFeatures = 256, Causal = true, Window = nameof(window), Bias = false), RMSNorm]
    Layer Attention { get; }

    [Add(Input, nameof(Attention))]
    Layer Attended { get; }

    [RMSNorm, SwiGLU(9216), RMSNorm]
    Layer FeedForward { get; }

    [Add(nameof(Attended), nameof(FeedForward))]
    Layer Output { get; }
}
