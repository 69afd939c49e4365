using Burden.Generator.Helpers;

namespace Burden.Generator.Layers;

/// <summary>One tensor that a layer stores, named and laid out as in PyTorch's <c>state_dict</c>.</summary>
/// <param name="Name"><c>weight</c>, <c>bias</c>, <c>running_mean</c>, <c>weight_ih_l0</c>.</param>
/// <param name="Shape">Its sizes.</param>
/// <param name="IsTrainable">Whether it is a parameter; a buffer else. PyTorch's counter <c>num_batches_tracked</c> is left out: no inference needs it.</param>
internal sealed record Weight(string Name, EquatableArray<long> Shape, bool IsTrainable = true)
{
    public const string Kernel = "weight";
    public const string Bias = "bias";

    /// <summary>The type of its values; null for the network's type of parameters.</summary>
    public DataType? Type { get; init; }

    /// <summary>Whether another layer counts it, because the two share it.</summary>
    public bool IsShared { get; init; }

    /// <summary>How many output channels it holds; null where that is its first size.</summary>
    public long? OutputChannels { get; init; }

    /// <summary>Whether a runtime merges it into another layer's tensors, so that it takes no bytes of its own.</summary>
    public bool IsMerged { get; init; }

    /// <summary>Whether it holds the scales or zero points of quantised values.</summary>
    public bool IsScale { get; init; }

    /// <exception cref="OverflowException">It overflows Int64.</exception>
    public long Elements => Shape.Product();

    /// <summary>Weights, and a bias for each output where there is one.</summary>
    public static EquatableArray<Weight> WithBias(bool hasBias, long outputs, params long[] weights)
        => hasBias ? [new(Kernel, EquatableArray.Wrap(weights)), new(Bias, [outputs])] : [new(Kernel, EquatableArray.Wrap(weights))];

    /// <summary>A scale and a shift of one shape, as norms have them.</summary>
    public static EquatableArray<Weight> ScaleAndShift(bool hasShift, EquatableArray<long> shape)
        => hasShift ? [new(Kernel, shape), new(Bias, shape)] : [new(Kernel, shape)];

    public override string ToString() => $"{Name} {(Shape.Count == 0 ? "of one value" : string.Join("x", Shape.Select(Text.Of)))}";
}
