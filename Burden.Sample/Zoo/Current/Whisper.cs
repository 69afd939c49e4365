namespace Burden.Sample.Zoo;

// A. Radford et al.: Robust Speech Recognition via Large-Scale Weak Supervision, 2022. Keys have no bias; queries, values and
// what is gathered have one.

/// <summary>Attention to a layer's features, whose keys have no bias.</summary>
/// <param name="heads">The heads of the attention.</param>
/// <param name="source">What keys and values are made of.</param>
internal sealed class WhisperAttentionAttribute(object heads, string source) : ModuleAttribute
{
    [Linear("Input.Features", Bias = false, From = nameof(source))]
    Layer Keys { get; }

    [Linear("Input.Features", From = nameof(source))]
    Layer Values { get; }

    [Linear("Input.Features", From = Input), ScaledDotProductAttention(nameof(Keys), nameof(Values), Heads = nameof(heads)), Linear("Input.Features")]
    Layer Output { get; }
}

/// <summary>A block of the encoder.</summary>
/// <param name="heads">The heads of the attention.</param>
internal sealed class WhisperEncoderBlockAttribute(object heads) : ModuleAttribute
{
    [LayerNorm]
    Layer Normed { get; }

    [WhisperAttention(nameof(heads), nameof(Normed)), Add(Input)]
    Layer Attention { get; }

    [LayerNorm, Mlp, Add(nameof(Attention))]
    Layer FeedForward { get; }
}

/// <summary>A block of the decoder, which attends to its own tokens and to the encoded sound.</summary>
/// <param name="heads">The heads of the attentions.</param>
/// <param name="sound">The encoded sound.</param>
internal sealed class WhisperDecoderBlockAttribute(object heads, string sound) : ModuleAttribute
{
    [LayerNorm]
    Layer Normed { get; }

    [WhisperAttention(nameof(heads), nameof(Normed)), Add(Input)]
    Layer Attention { get; }

    [LayerNorm, WhisperAttention(nameof(heads), nameof(sound)), Add(nameof(Attention))]
    Layer CrossAttention { get; }

    [LayerNorm, Mlp, Add(nameof(CrossAttention))]
    Layer FeedForward { get; }
}

/// <summary>The encoder: two convolutions over a log-mel spectrogram, fixed sines for the positions, blocks.</summary>
/// <param name="features">The size of the vectors.</param>
/// <param name="blocks">How many blocks follow each other.</param>
/// <param name="heads">The heads of each.</param>
internal sealed class WhisperEncoderAttribute(object features, object blocks, object heads) : ModuleAttribute
{
    [Conv1d(nameof(features), 3, Padding = 1), GELU, Conv1d(nameof(features), 3, Stride = 2, Padding = 1), GELU]
    Layer Frames { get; }

    [Permute(1, 0), PositionalEmbedding(Learned = false)]
    Layer Placed { get; }

    [WhisperEncoderBlock(nameof(heads), Repeat = nameof(blocks)), LayerNorm]
    Layer Encoded { get; }
}

/// <summary>The decoder. The scores are products with the vectors of the tokens.</summary>
/// <param name="features">The size of the vectors.</param>
/// <param name="blocks">How many blocks follow each other.</param>
/// <param name="heads">The heads of each.</param>
/// <param name="sound">The encoded sound.</param>
internal sealed class WhisperDecoderAttribute(object features, object blocks, object heads, string sound) : ModuleAttribute
{
    /// <summary>How many tokens there are: those of all languages.</summary>
    private const int Vocabulary = 51865;

    [Embedding(Vocabulary, nameof(features))]
    Layer Tokens { get; }

    [PositionalEmbedding]
    Layer Embedded { get; }

    [WhisperDecoderBlock(nameof(heads), nameof(sound), Repeat = nameof(blocks)), LayerNorm]
    Layer Decoded { get; }

    [Linear(Vocabulary, Bias = false, SharesWith = nameof(Tokens))]
    Layer Scores { get; }
}

/// <summary>Whisper tiny: 30 seconds of sound, and the scores of the next token at each of 448 places.</summary>
/// <remarks>A. Radford et al.: Robust Speech Recognition via Large-Scale Weak Supervision, 2022.</remarks>
[Network(80, 3000, Name = "whisper-tiny")]
public sealed partial class WhisperTiny
{
    [Input(448)]
    public static partial Layer Text { get; }

    [WhisperEncoder(384, 4, 6, From = Layer.Input)]
    public static partial Layer Encoded { get; }

    [WhisperDecoder(384, 4, 6, nameof(Encoded), From = nameof(Text))]
    public static partial Layer Scores { get; }
}

/// <summary>Whisper base: the same with wider vectors and two more blocks on each side.</summary>
/// <remarks>A. Radford et al.: Robust Speech Recognition via Large-Scale Weak Supervision, 2022.</remarks>
[Network(80, 3000, Name = "whisper-base")]
public sealed partial class WhisperBase
{
    [Input(448)]
    public static partial Layer Text { get; }

    [WhisperEncoder(512, 6, 8, From = Layer.Input)]
    public static partial Layer Encoded { get; }

    [WhisperDecoder(512, 6, 8, nameof(Encoded), From = nameof(Text))]
    public static partial Layer Scores { get; }
}
