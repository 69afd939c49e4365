using Burden.Generator.Costs.Analyses;
using Burden.Generator.Helpers;

namespace Burden.Generator.TorchSharp;

/// <summary>What products of matrices keep for the backward pass: which factors, and of which a copy in another order.</summary>
internal static class Products
{
    /// <summary>Of a product to which something is added, the factors that each other's gradient needs.</summary>
    /// <param name="reads">The tensors of the call, the factors among them.</param>
    public static Keeping OfAddends(IEnumerable<Value> reads, TensorValue left, TensorValue right)
    {
        var tensors = reads.SelectMany(Tracer.Tensors).ToList();
        var (first, second) = (tensors.IndexOf(left), tensors.LastIndexOf(right));
        return new Keeping(SavedTensorRules.Input with { Chooses = (i, needs) => (i == first && needs[second]) || (i == second && needs[first]) }) { Factors = [first, second] };
    }

    /// <summary>
    /// The factors that <c>matmul</c> copies into another order before. A matrix by a matrix copies none. A batch by a matrix
    /// is one product of all rows, where that copies nothing or the matrix needs a gradient; all else is a batch of products.
    /// </summary>
    /// <param name="a">The left factor's sizes, as a matrix at least.</param>
    /// <param name="b">The right factor's.</param>
    /// <param name="batch">The sizes before the matrices'.</param>
    public static IReadOnlyList<(TensorValue Input, long Elements)> Copies(Autograd autograd, TensorValue left, TensorValue right, IReadOnlyList<long> a, IReadOnlyList<long> b, IReadOnlyList<long> batch)
    {
        if (left.Rank <= 2 && right.Rank <= 2)
        {
            return [];
        }

        if (Math.Min(left.Rank, right.Rank) <= 2)
        {
            var isTurned = left.Rank < right.Rank;
            var (larger, smaller) = isTurned ? (Turned(right), left) : (left, right);
            var isView = Rows(larger);
            if (autograd.NeedsGradient(smaller) || (isView && !(isTurned && left.Rank == 2)))
            {
                return isView ? [] : [Whole(isTurned ? right : left)];
            }
        }

        // A factor is spread over the batch first, and copied as it is then.
        return [.. new[] { (Factor: left, Sizes: a), (Factor: right, Sizes: b) }.Where(f => !IsBatch(f.Factor, f.Sizes, batch))
            .Select(f => (f.Factor, checked(batch.Product() * f.Sizes.Skip(f.Sizes.Count - 2).Product())))];
    }

    /// <summary>
    /// What a sum of products keeps, of which two factors at a time are multiplied from the left: where nothing is summed, both as
    /// they are; else the matrices that one batch of products is made of. Factors in between are tensors of their own.
    /// </summary>
    /// <param name="axes">The size and stride of each letter of each tensor.</param>
    /// <param name="output">The letters of the result, in their order.</param>
    public static Keeping OfEinsum(Autograd autograd, IReadOnlyList<TensorValue> tensors, IReadOnlyList<Dictionary<char, (long Size, long Stride)>> axes, string output)
    {
        var kept = new HashSet<int>();
        var copies = new List<(TensorValue, long)>();
        var between = 0L;
        var current = axes[0];
        var needsCurrent = autograd.NeedsGradient(tensors[0]);
        for (var i = 1; i < tensors.Count; i++)
        {
            var next = axes[i];
            List<char> letters = [.. output, .. axes.Skip(i + 1).SelectMany(static a => a.Keys).Where(l => output.IndexOf(l) < 0).Distinct()];
            var summed = current.Keys.Concat(next.Keys).Distinct().Where(l => !letters.Contains(l)).OrderBy(static l => l).ToList();
            var needsNext = autograd.NeedsGradient(tensors[i]);
            if (needsNext)
            {
                Keep(i == 1 ? 0 : -1, Copy(current, next, summed, letters, isLeft: true), current);
            }

            if (needsCurrent)
            {
                Keep(i, Copy(next, current, summed, letters, isLeft: false), next);
            }

            needsCurrent |= needsNext;
            var (left, right) = (current, next);
            current = letters.Where(l => left.ContainsKey(l) || right.ContainsKey(l)).ToDictionary(static l => l, l => (Math.Max(Size(left, l), Size(right, l)), 0L));
        }

        return new Keeping(SavedTensorRules.Input with { Chooses = (i, _) => kept.Contains(i), Values = _ => between }) { Copies = copies };

        void Keep(int index, long? copied, Dictionary<char, (long Size, long Stride)> factor)
        {
            if (index < 0)
            {
                between = checked(between + (copied ?? factor.Values.Select(static a => a.Size).Product()));
            }
            else if (copied is { } elements)
            {
                copies.Add((tensors[index], elements));
            }
            else
            {
                _ = kept.Add(index);
            }
        }
    }

    /// <summary>How many values of a factor are copied into the order of one batch of products; null where none are.</summary>
    private static long? Copy(Dictionary<char, (long Size, long Stride)> factor, Dictionary<char, (long Size, long Stride)> other, List<char> summed, List<char> letters, bool isLeft)
    {
        if (summed.Count == 0)
        {
            return null;
        }

        List<char> both = [.. letters.Where(l => Size(factor, l) > 1 && Size(other, l) > 1)];
        List<char> own = [.. letters.Where(l => Size(factor, l) > 1 && Size(other, l) <= 1)];
        List<char> products = [.. summed.Where(l => Size(factor, l) > 1 && Size(other, l) > 1)];
        List<List<char>> groups = isLeft ? [both, own, products] : [both, products, own];
        List<char> order = [.. groups.SelectMany(static g => g)];
        long[] sizes = [.. order.Select(l => factor[l].Size)];
        // What the other lacks is summed before, into a tensor of its own.
        var isSummed = summed.Exists(l => Size(factor, l) > 1 && Size(other, l) <= 1);
        return !isSummed && Shapes.ViewStrides(sizes, [.. order.Select(l => factor[l].Stride)], [.. groups.Select(g => g.Select(l => factor[l].Size).Product())]) is not null ? null : sizes.Product();
    }

    private static long Size(Dictionary<char, (long Size, long Stride)> axes, char letter) => axes.TryGetValue(letter, out var axis) ? axis.Size : 1;

    private static (TensorValue, long) Whole(TensorValue tensor) => (tensor, tensor.Elements);

    /// <summary>Whether the rows of a tensor lie in order, so that they are one matrix.</summary>
    public static bool Rows(TensorValue tensor)
        => Shapes.ViewStrides(tensor.Sizes, tensor.Strides, [tensor.Sizes.Take(tensor.Rank - 1).Product(), tensor.Sizes[tensor.Rank - 1]]) is not null;

    /// <summary>Whether a tensor, spread over a batch, is matrices one after another without a copy.</summary>
    private static bool IsBatch(TensorValue factor, IReadOnlyList<long> sizes, IReadOnlyList<long> batch)
    {
        var own = Math.Max(0, factor.Rank - 2);
        var matrix = sizes.Skip(sizes.Count - 2).ToList();
        var spread = batch.Select((size, i) => i - (batch.Count - own) is >= 0 and var axis && factor.Sizes[axis] == size ? factor.Strides[axis] : 0);
        long[] strides = factor.Rank == 1 ? [.. spread, 0, factor.Strides[0]] : [.. spread, factor.Strides[factor.Rank - 2], factor.Strides[factor.Rank - 1]];
        return Shapes.ViewStrides([.. batch, .. matrix], strides, [batch.Product(), .. matrix]) is not null;
    }

    private static TensorValue Turned(TensorValue tensor) => tensor.Rank < 2 ? tensor : tensor.Like(
        [.. tensor.Sizes.Take(tensor.Rank - 2), tensor.Sizes[tensor.Rank - 1], tensor.Sizes[tensor.Rank - 2]],
        [.. tensor.Strides.Take(tensor.Rank - 2), tensor.Strides[tensor.Rank - 1], tensor.Strides[tensor.Rank - 2]],
        tensor.Type);
}
