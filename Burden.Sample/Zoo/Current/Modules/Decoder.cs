namespace Burden.Sample.Zoo;

/// <summary>A block of a decoder: attention in groups of heads and a gated feed-forward layer, each behind a norm.</summary>
/// <param name="heads">How many heads queries have.</param>
/// <param name="keyValueHeads">How many heads keys and values have.</param>
/// <param name="hidden">The hidden features of the feed-forward layer.</param>
public sealed class DecoderBlockAttribute(object heads, object keyValueHeads, object hidden) : ModuleAttribute
{
    /// <summary>How many keys a query sees at most; 0 for all.</summary>
    public object Window { get; set; } = 0;

    /// <summary>Whether queries, keys and values have biases.</summary>
    public object Bias { get; set; } = false;

    [RMSNorm, MultiheadAttention(nameof(heads), KeyValueHeads = nameof(keyValueHeads), Causal = true, Window = nameof(Window), Bias = nameof(Bias), OutputBias = false)]
    Layer Attention { get; }

    [Add(Input, nameof(Attention))]
    Layer Attended { get; }

    [RMSNorm, SwiGLU(nameof(hidden))]
    Layer FeedForward { get; }

    [Add(nameof(Attended), nameof(FeedForward))]
    Layer Output { get; }
}

/// <summary>The same with experts, of which a router chooses two for each token.</summary>
/// <param name="heads">How many heads queries have.</param>
/// <param name="keyValueHeads">How many heads keys and values have.</param>
/// <param name="experts">How many experts there are.</param>
/// <param name="hidden">The hidden features of an expert.</param>
public sealed class ExpertBlockAttribute(object heads, object keyValueHeads, object experts, object hidden) : ModuleAttribute
{
    [RMSNorm, MultiheadAttention(nameof(heads), KeyValueHeads = nameof(keyValueHeads), Causal = true, Bias = false)]
    Layer Attention { get; }

    [Add(Input, nameof(Attention))]
    Layer Attended { get; }

    [RMSNorm, MixtureOfExperts(nameof(experts), 2, nameof(hidden))]
    Layer FeedForward { get; }

    [Add(nameof(Attended), nameof(FeedForward))]
    Layer Output { get; }
}

/// <summary>Two blocks of Gemma 2, the first of which sees a window: norms stand before and behind attention and feed-forward layer.</summary>
public sealed class GemmaBlocksAttribute : ModuleAttribute
{
    [GemmaBlock(4096), GemmaBlock(0)]
    Layer Output { get; }
}

/// <summary>A block of Gemma 2.</summary>
/// <param name="window">How many keys a query sees at most; 0 for all.</param>
public sealed class GemmaBlockAttribute(object window) : ModuleAttribute
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
