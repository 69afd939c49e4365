namespace Burden.Sample.Zoo;

// J. Devlin, M.-W. Chang, K. Lee, K. Toutanova: BERT: Pre-training of Deep Bidirectional Transformers, NAACL 2019.

/// <summary>BERT's input, figure 2: the sum of token, segment and position vectors, normalised. Dropout is gone.</summary>
/// <param name="features">The size of the vectors.</param>
/// <param name="segments">Which of two texts each token is of.</param>
internal sealed class BertEmbeddingAttribute(object features, string segments) : ModuleAttribute
{
    /// <summary>How many tokens there are.</summary>
    public object Vocabulary { get; set; } = 30522;

    /// <summary>The most tokens a sequence may have.</summary>
    public object Positions { get; set; } = 512;

    [Embedding(2, nameof(features), From = nameof(segments))]
    Layer Segments { get; }

    [Embedding(nameof(Vocabulary), nameof(features), From = Input), Add(nameof(Segments)), PositionalEmbedding(Length = nameof(Positions)), LayerNorm]
    Layer Output { get; }
}

/// <summary>BERT-base, uncased, with the pooled vector of its first token.</summary>
/// <remarks>J. Devlin et al.: BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding, NAACL 2019.</remarks>
[Network(512, Name = "bert-base")]
public sealed partial class BertBase
{
    [Input(512)]
    public static partial Layer Segments { get; }

    [BertEmbedding(768, nameof(Segments))]
    public static partial Layer Embedded { get; }

    [TransformerBlock(12, Repeat = 12)]
    public static partial Layer Encoded { get; }

    [Slice(0, 1), Flatten, Linear(768), Tanh]
    public static partial Layer Pooled { get; }
}
