namespace Burden.Sample.Zoo;

/// <summary>The feed-forward part of a transformer's block: two linear layers around a GELU.</summary>
internal sealed class MlpAttribute : ModuleAttribute
{
    /// <summary>How many times more features are inside.</summary>
    public object Expansion { get; set; } = 4;

    [Linear($"{nameof(Expansion)} * Input.Features"), GELU, Linear("Input.Features")]
    Layer Output { get; }
}

/// <summary>A transformer's block as the paper has it: each part is added to its input, then normalised.</summary>
/// <remarks>A. Vaswani et al.: Attention Is All You Need, NIPS 2017, figure 1.</remarks>
/// <param name="heads">The heads of the attention.</param>
internal sealed class TransformerBlockAttribute(object heads) : ModuleAttribute
{
    [MultiheadAttention(nameof(heads)), Add(Input), LayerNorm]
    Layer Attention { get; }

    [Mlp, Add(nameof(Attention)), LayerNorm]
    Layer FeedForward { get; }
}

/// <summary>A transformer's block that normalises before each part, so that the sums run straight through the network.</summary>
/// <remarks>A. Dosovitskiy et al.: An Image is Worth 16x16 Words, ICLR 2021, figure 1.</remarks>
/// <param name="heads">The heads of the attention.</param>
internal sealed class PreNormTransformerBlockAttribute(object heads) : ModuleAttribute
{
    [LayerNorm, MultiheadAttention(nameof(heads)), Add(Input)]
    Layer Attention { get; }

    [LayerNorm, Mlp, Add(nameof(Attention))]
    Layer FeedForward { get; }
}
