namespace Burden;

/// <summary>
/// Asks what an autoregressive transformer costs while it writes: <c>Cost.Decoding</c> has the bytes of keys and values that
/// are cached for each token, and the FLOPs of reading a context and of one more token behind it.
/// </summary>
/// <remarks>The network's first dimension is its length, and each layer but attention works on every position alone.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method | AttributeTargets.Property, Inherited = false)]
public sealed class DecodingAttribute : AnalysisAttribute
{
    /// <summary>How many tokens there are; the network's own length where it is left out.</summary>
    public int Context { get; set; }

    /// <summary>The type in which keys and values are kept; where it is left out, that of each layer's features. Scales of a quantised cache are not counted.</summary>
    public DataType CacheType { get; set; }

    /// <summary>The most bytes of keys and values at the context, of the whole batch: more is a warning.</summary>
    public double MaxCache { get; set; }

    /// <summary>The most bytes of keys and values of one token: more is a warning.</summary>
    public double MaxCachePerToken { get; set; }

    /// <summary>The most FLOPs of one more token behind the context: more is a warning.</summary>
    public double MaxFlops { get; set; }
}
