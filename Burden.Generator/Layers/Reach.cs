using Burden.Generator.Helpers;

namespace Burden.Generator.Layers;

/// <summary>Which values of its inputs a value of a layer's output is computed from: what receptive fields follow from.</summary>
/// <remarks>Axes are counted from the end, -1 for the last. Groups of channels are not told apart: a layer that mixes channels sees all of them.</remarks>
internal abstract record Reach
{
    /// <summary>Whether all layers that it reads are inputs of its values; else the first alone is, and others only have a size that it takes over.</summary>
    public virtual bool IsOfAll => false;

    /// <summary>The value at the same place; where an input is repeated (broadcast), at the place that is repeated.</summary>
    public static readonly Reach Same = new SameReach([]);

    /// <summary>All of each input.</summary>
    public static readonly Reach All = new AllReach();

    /// <summary>The vector at each place of the input: the output has one more axis.</summary>
    public static readonly Reach Vector = new VectorReach();

    /// <summary>The same values in the same order in other dimensions.</summary>
    public static readonly Reach Reshaped = new ReshapedReach();

    /// <summary>The same place, but for some axes of which all is seen: a norm, a softmax, a linear layer.</summary>
    public static Reach Along(params int[] axes) => new SameReach(axes.ToEquatableArray());
}

/// <summary>All of each input.</summary>
internal sealed record AllReach : Reach
{
    public override bool IsOfAll => true;
}

/// <summary>The same place, and behind it an axis that the input has not.</summary>
internal sealed record VectorReach : Reach;

/// <summary>The same place, but for some axes of which all is seen.</summary>
internal sealed record SameReach(EquatableArray<int> Whole) : Reach
{
    public override bool IsOfAll => true;
}

/// <summary>A window that slides over the last axes.</summary>
/// <param name="Axes">The window along each of the last axes.</param>
/// <param name="AllChannels">Whether all of the axis before them is seen; the same place else.</param>
internal sealed record WindowReach(EquatableArray<AxisWindow> Axes, bool AllChannels) : Reach;

/// <summary>A window along one axis.</summary>
/// <param name="Kernel">How many values it takes.</param>
/// <param name="Begin">How many places before the first value it begins for the first output: the padding.</param>
internal readonly record struct AxisWindow(long Kernel, long Stride, long Dilation, long Begin);

/// <summary>The other way round: each input is spread over a window of outputs.</summary>
/// <param name="Axes">The window along each of the last axes.</param>
/// <param name="AllChannels">Whether all of the axis before them is seen; the same place else.</param>
internal sealed record TransposedReach(EquatableArray<AxisWindow> Axes, bool AllChannels) : Reach;

/// <summary>Interpolation along the last axes: the neighbours of the place that an output lies at.</summary>
/// <param name="SpatialAxes">How many axes are resized.</param>
/// <param name="Neighbours">How many inputs are read along each: 1 for the nearest, 2 linear, 4 cubic.</param>
internal sealed record ResizedReach(int SpatialAxes, int Neighbours) : Reach;

/// <summary>The same values further on or back: a slice, a crop, padding.</summary>
/// <param name="Begin">For each axis of the output, at which input it begins; negative where something stands before the input.</param>
internal sealed record ShiftedReach(EquatableArray<long> Begin) : Reach;

/// <summary>Layers joined along an axis.</summary>
internal sealed record JoinedReach(int Axis) : Reach
{
    public override bool IsOfAll => true;
}

/// <summary>The dimensions in another order.</summary>
/// <param name="Axes">For each of the last axes of the output, which of the input it is.</param>
internal sealed record PermutedReach(EquatableArray<int> Axes) : Reach;

/// <summary>The same values in the same order in other dimensions.</summary>
internal sealed record ReshapedReach : Reach;
