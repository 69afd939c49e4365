using Burden.Generator.Layers;

namespace Burden.Generator.Costs.Receptive;

/// <summary>
/// How a receptive field follows from an output's place along one axis of the network's input: it spans
/// <c>First + i * Jump</c> to <c>Last + i * Jump</c> for place i along an axis of the output.
/// </summary>
/// <param name="Axis">The output's axis, from the end; 0 where the field is the same for all outputs.</param>
internal readonly record struct FieldAxis(int Axis, double Jump, double First, double Last)
{
    /// <summary>
    /// Where the output's axis is several joined to one, as rows and columns to a sequence: place p of it is place
    /// <c>p / Divisor % Modulus</c> of the one that is meant. A modulus of 0 is an axis of its own.
    /// </summary>
    public long Divisor { get; init; }

    /// <inheritdoc cref="Divisor"/>
    public long Modulus { get; init; }

    /// <summary>The same for all of so many places together.</summary>
    public FieldAxis Whole(long places) => Axis == 0 ? this : new FieldAxis(0, 0, First, Last + ((places - 1) * Jump));
}

/// <summary>The receptive field of every value of a layer's output, as far as it moves evenly with the output's place.</summary>
/// <param name="Axes">For each axis of the network's input; empty for what doesn't depend on it.</param>
/// <param name="IsEven">Whether it does: an interpolated map's field depends on the place in other ways.</param>
/// <param name="Period">How far the field moves until it lies alike again in every layer before: a multiple of how far each moved from one value to the next.</param>
internal sealed record FieldMap(IReadOnlyList<FieldAxis> Axes, bool IsEven = true, double Period = 1)
{
    public static readonly FieldMap None = new([]);

    /// <summary>How many times one distance is taken at most to find a multiple of another.</summary>
    private const int MostTimes = 64;

    /// <summary>Distances are ratios of whole numbers, rounded.</summary>
    private const double Tolerance = 1e-6;

    /// <summary>Whether each axis is one of the output's own.</summary>
    public bool IsSimple => Axes.All(static a => a.Modulus == 0);

    /// <summary>The input's own.</summary>
    public static FieldMap OfInput(Shape input) => new([.. Enumerable.Range(0, input.Rank).Select(axis => new FieldAxis(axis - input.Rank, 1, 0, 0))]);

    /// <summary>That of a layer's output, as far as it follows from one input.</summary>
    public FieldMap Through(Reach reach, Shape input, Shape output)
    {
        // A window over joined axes would reach from the end of one row into the next.
        return Axes.Any(a => IsMoved(reach, a))
            ? (this with { Axes = [.. Axes.Select(a => IsMoved(reach, a) ? a.Whole(a.Modulus) : a)], IsEven = false }).Step(reach, input, output)
            : Step(reach, input, output);
    }

    private static bool IsMoved(Reach reach, FieldAxis axis) => axis is { Axis: not 0, Modulus: > 0 } && reach switch
    {
        WindowReach { Axes: var axes } => -axis.Axis <= axes.Count && axes[axes.Count + axis.Axis] is not { Kernel: 1, Stride: 1, Begin: 0 },
        TransposedReach { Axes: var axes } => -axis.Axis <= axes.Count,
        ResizedReach resized => -axis.Axis <= resized.SpatialAxes,
        ShiftedReach { Begin: var begin } => begin[begin.Count + axis.Axis] != 0,
        _ => false,
    };

    private FieldMap Step(Reach reach, Shape input, Shape output) => reach switch
    {
        SameReach same => Map(a => same.Whole.Contains(a.Axis) ? a.Whole(PlacesOf(input, a)) : SizeOf(input, a) == 1 && SizeOf(output, a) != 1 ? a.Whole(1) : a),
        AllReach => Map(a => a.Whole(PlacesOf(input, a))),
        VectorReach => Map(static a => a with { Axis = a.Axis - 1 }),
        WindowReach window => Map(a => Window(window.Axes.Count, window.AllChannels, a, input) ?? Slide(window.Axes[window.Axes.Count + a.Axis], a)),
        TransposedReach window => Map(a => Window(window.Axes.Count, window.AllChannels, a, input) ?? a with { Jump = a.Jump / window.Axes[window.Axes.Count + a.Axis].Stride }) with { IsEven = false },
        ResizedReach resized => Map(a => -a.Axis > resized.SpatialAxes ? a : a with { Jump = a.Jump * SizeOf(input, a) / SizeOf(output, a) }) with { IsEven = false },
        ShiftedReach shifted => Map(a => shifted.Begin[shifted.Begin.Count + a.Axis] * a.Jump is var shift ? a with { First = a.First + shift, Last = a.Last + shift } : a),
        JoinedReach joined => Map(a => a.Axis == joined.Axis ? a.Whole(PlacesOf(input, a)) : a),
        PermutedReach permuted => Map(a => a with { Axis = permuted.Axes.Items.IndexOf(a.Axis) - permuted.Axes.Count }),
        ReshapedReach => Reshaped(input, output),
        _ => throw new ArgumentException(reach.ToString()),
    };

    /// <summary>The fields of a layer that sees what several inputs see.</summary>
    public FieldMap With(FieldMap other)
    {
        if (Axes.Count == 0 || other.Axes.Count == 0)
        {
            return Axes.Count == 0 ? other : this;
        }

        var isEven = IsEven && other.IsEven;
        var axes = new FieldAxis[Axes.Count];
        for (var i = 0; i < axes.Length; i++)
        {
            var (a, b) = (Axes[i], other.Axes[i]);
            // Where one input is seen whole, that is the larger field, wherever the output lies.
            var isSame = (a.Axis, a.Divisor, a.Modulus) == (b.Axis, b.Divisor, b.Modulus);
            axes[i] = isSame ? a with { First = Math.Min(a.First, b.First), Last = Math.Max(a.Last, b.Last) } : a.Axis == 0 ? a : b;
            isEven &= a.Axis == 0 || b.Axis == 0 || (isSame && a.Jump == b.Jump);
        }

        return new FieldMap(axes, isEven, Common(Period, other.Period));
    }

    private FieldMap Map(Func<FieldAxis, FieldAxis> map)
    {
        var axes = Axes.Select(a => a.Axis == 0 ? a : map(a)).ToList();
        return new FieldMap(axes, IsEven, axes.Where(static a => a.Jump > 0).Select(static a => a.Jump).Distinct().Aggregate(Period, Common));
    }

    /// <summary>The least multiple of two distances; the longer one where that is too far to be gone through.</summary>
    private static double Common(double one, double other)
    {
        for (var times = 1; times <= MostTimes; times++)
        {
            var parts = times * one / other;
            if (parts >= 1 - Tolerance && Math.Abs(parts - Math.Round(parts)) < Tolerance)
            {
                return times * one;
            }
        }

        return Math.Max(one, other);
    }

    private static FieldAxis? Window(int spatialAxes, bool allChannels, FieldAxis axis, Shape input)
        => -axis.Axis <= spatialAxes ? null : -axis.Axis == spatialAxes + 1 && allChannels ? axis.Whole(PlacesOf(input, axis)) : axis;

    private static FieldAxis Slide(AxisWindow window, FieldAxis axis) => axis with
    {
        Jump = axis.Jump * window.Stride,
        First = axis.First - (window.Begin * axis.Jump),
        Last = axis.Last + (((window.Dilation * (window.Kernel - 1)) - window.Begin) * axis.Jump),
    };

    /// <summary>
    /// An axis whose size and whose values behind it stay the same is the same axis; one that is joined with others to one can be
    /// told apart again; any other is cut up.
    /// </summary>
    private FieldMap Reshaped(Shape input, Shape output)
    {
        var isEven = IsEven;
        var axes = Axes.Select(a =>
        {
            if (a.Axis == 0 || SizeOf(input, a) == 1)
            {
                return a.Whole(1);
            }

            var places = PlacesOf(input, a);
            var behind = Behind(input, input.Rank + a.Axis) * Math.Max(1, a.Divisor);
            for (var axis = 0; axis < output.Rank; axis++)
            {
                var (size, own) = (output[axis], Behind(output, axis));
                if (own > 0 && behind % own == 0 && size * own % (behind * places) == 0)
                {
                    var isOwn = size == places && own == behind;
                    return a with { Axis = axis - output.Rank, Divisor = isOwn ? 0 : behind / own, Modulus = isOwn ? 0 : places };
                }
            }

            isEven = false;
            return a.Whole(places);
        }).ToList();
        return new FieldMap(axes, isEven, Period);
    }

    private static long Behind(Shape shape, int axis) => shape.Dimensions.Skip(axis + 1).Aggregate(1L, static (product, size) => product * size);

    /// <summary>How many places of its own an axis has.</summary>
    private static long PlacesOf(Shape shape, FieldAxis axis) => axis.Modulus > 0 ? axis.Modulus : SizeOf(shape, axis);

    private static long SizeOf(Shape shape, FieldAxis axis) => shape.Rank + axis.Axis is >= 0 and var i ? shape[i] : 1;
}
