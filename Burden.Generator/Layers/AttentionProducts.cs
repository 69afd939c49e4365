namespace Burden.Generator.Layers;

/// <summary>The part of a layer that attends: what decoding keeps of it, and what depends on how many keys there are.</summary>
/// <param name="IsOfItself">Whether keys and values are of the same sequence as the queries.</param>
/// <param name="IsCausal">Whether products beyond the diagonal are left out.</param>
/// <param name="Window">How many keys a query sees at most; 0 for all.</param>
/// <param name="FlopsPerPair">Operations for each pair of query and key, of all heads: the multiply-adds of both products, and additions to the score.</param>
/// <param name="CachedPerToken">Values of keys and values for each position.</param>
internal sealed record AttentionProducts(bool IsOfItself, bool IsCausal, long Window, long FlopsPerPair, long CachedPerToken)
{
    /// <summary>How many of so many keys one query sees.</summary>
    public long Seen(long keys) => Window == 0 ? keys : Math.Min(Window, keys);

    /// <summary>The pairs of query and key in a sequence.</summary>
    /// <exception cref="OverflowException">They overflow Int64.</exception>
    public long Pairs(long length) => checked(IsCausal ? (Seen(length) * (Seen(length) + 1) / 2) + ((length - Seen(length)) * Seen(length)) : length * Seen(length));
}
