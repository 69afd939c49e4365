using Burden.Generator.Helpers;
namespace Burden.Generator.Layers;

/// <summary>What one layer yields and costs for one input, all its items included. The graph multiplies by the batch.</summary>
internal sealed record LayerCosts(Shape Output)
{
    /// <summary>The tensors it stores, from which <see cref="Parameters"/> and <see cref="Buffers"/> follow; none for layers that state their counts alone.</summary>
    public EquatableArray<Weight> Weights
    {
        get;
        init
        {
            field = value;
            (Parameters, Buffers) = (Count(value, isTrainable: true), Count(value, isTrainable: false));
        }
    }

    /// <summary>Trainable parameters: what PyTorch's <c>parameters()</c> counts.</summary>
    public long Parameters { get; init; }

    /// <summary>Trainable parameters that another layer counts already, because the two share them.</summary>
    public long SharedParameters { get; init; }

    /// <summary>Stored values that are not trained.</summary>
    public long Buffers { get; init; }

    /// <summary>Multiply-adds of convolutions, linear layers and matrix products.</summary>
    public long Macs { get; init; }

    /// <summary>Floating-point operations without exponentials.</summary>
    public long Flops { get; init; }

    /// <summary>What <see cref="Flops"/> grows by where exponentials are counted.</summary>
    public long Exponentials { get; init; }

    /// <summary>The type of the output's values, and of what <see cref="ExtraElements"/> counts; null for the network's type of features.</summary>
    public DataType? OutputType { get; init; }

    /// <summary>Where the output's memory comes from.</summary>
    public Storage Storage { get; init; } = Storage.Own;

    /// <summary>Values in memory of its own beside the output: a kept dropout's mask, an attention's inner features.</summary>
    public long ExtraElements { get; init; }

    /// <summary>The bytes of its parameters and buffers: a tensor with a type of its own in whole bytes, what has none together.</summary>
    /// <param name="type">The type of what has none of its own.</param>
    /// <exception cref="OverflowException">They overflow Int64.</exception>
    public long StoredBytes(DataType type)
    {
        checked
        {
            var (untyped, bytes) = (Parameters + Buffers, 0L);
            foreach (var weight in Weights)
            {
                if (weight is { Type: { } own, IsShared: false })
                {
                    untyped -= weight.Elements;
                    bytes += weight.IsMerged ? 0 : own.Bytes(weight.Elements);
                }
            }

            return bytes + type.Bytes(untyped);
        }
    }

    /// <summary>How many of its stored values one pass reads, where that is not all of them: a look-up reads the rows that it is asked for.</summary>
    public long? ReadElements { get; init; }

    /// <summary>The bytes of its stored values that one pass reads, those that it shares with another layer included.</summary>
    /// <param name="type">The type of what has none of its own.</param>
    /// <exception cref="OverflowException">They overflow Int64.</exception>
    public long ReadBytes(DataType type)
    {
        checked
        {
            if (ReadElements is { } read)
            {
                // Of scales, those of what is read.
                var stored = Weights.Where(static w => !w.IsScale).Aggregate(0L, static (sum, w) => sum + w.Elements);
                return Weights.Where(static w => w.IsScale).Aggregate(
                    (Weights.Count > 0 ? Weights[0].Type ?? type : type).Bytes(read),
                    (sum, w) => sum + (w.Type ?? type).Bytes((long)decimal.Ceiling((decimal)w.Elements * read / stored)));
            }

            return Weights.Count == 0
                ? type.Bytes(Parameters + SharedParameters + Buffers)
                : Weights.Aggregate(0L, (sum, w) => sum + (w.IsMerged ? 0 : (w.Type ?? type).Bytes(w.Elements)));
        }
    }

    /// <summary>The parameters that one position is computed with, where that is not all of them: the experts that are chosen.</summary>
    public long? ActiveParameters { get; init; }

    /// <summary>The part of it that attends; null where none does.</summary>
    public AttentionProducts? Attention { get; init; }

    /// <summary>Whether it sets values to zero at random while training, so that its output is then no view of its input.</summary>
    public bool Drops { get; init; }

    /// <summary>Which values of its inputs an output follows from; null where that is not known.</summary>
    public Reach? Reach { get; init; }

    /// <summary>What the layer costs where it is built and never run: what it stores.</summary>
    public LayerCosts NeverRun() => this with { Macs = 0, Flops = 0, Exponentials = 0, ExtraElements = 0, Storage = Storage.None };

    private static long Count(EquatableArray<Weight> weights, bool isTrainable)
    {
        var count = 0L;
        foreach (var weight in weights)
        {
            count = checked(count + (weight.IsTrainable == isTrainable && !weight.IsShared ? weight.Elements : 0));
        }

        return count;
    }
}

/// <summary>Where the memory of a layer's output comes from.</summary>
internal enum Storage
{
    /// <summary>A buffer of its own.</summary>
    Own,
    /// <summary>The input's buffer where nothing else reads the input, else a buffer of its own.</summary>
    InPlace,
    /// <summary>Always the input's buffer: a view, or nothing at all at inference.</summary>
    View,
    /// <summary>The parameters themselves: no feature, and nothing may overwrite it.</summary>
    Parameters,
    /// <summary>None: the layer is built and never run.</summary>
    None,
}
