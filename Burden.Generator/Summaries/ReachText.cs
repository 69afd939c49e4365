using Burden.Generator.Helpers;
using Burden.Generator.Layers;

namespace Burden.Generator.Summaries;

/// <summary>Reaches as text: a word for the kind, then its numbers.</summary>
internal static class ReachText
{
    public static string Of(Reach reach) => reach switch
    {
        AllReach => "all",
        VectorReach => "vector",
        ReshapedReach => "reshaped",
        SameReach same => $"same:{Axes(same.Whole)}",
        WindowReach window => $"window:{Windows(window.Axes, window.AllChannels)}",
        TransposedReach transposed => $"transposed:{Windows(transposed.Axes, transposed.AllChannels)}",
        ResizedReach resized => $"resized:{Text.Of(resized.SpatialAxes)},{Text.Of(resized.Neighbours)}",
        ShiftedReach shifted => $"shifted:{SummaryFields.Numbers(shifted.Begin)}",
        JoinedReach joined => $"joined:{Text.Of(joined.Axis)}",
        PermutedReach permuted => $"permuted:{Axes(permuted.Axes)}",
        _ => throw new NotSupportedException($"no text for {reach.GetType().Name}"),
    };

    /// <summary>The reach of a text; null where it is none.</summary>
    public static Reach? Parse(string text)
    {
        var colon = text.IndexOf(':');
        var kind = colon < 0 ? text : text.Substring(0, colon);
        if (Numbers(colon < 0 ? "" : text.Substring(colon + 1)) is not { } numbers)
        {
            return null;
        }

        return (kind, numbers) switch
        {
            ("all", []) => Reach.All,
            ("vector", []) => Reach.Vector,
            ("reshaped", []) => Reach.Reshaped,
            ("same", _) when Integers(numbers) is { } axes => new SameReach(axes),
            ("window", _) when Windows(numbers) is { } windows => new WindowReach(windows, numbers[0] == 1),
            ("transposed", _) when Windows(numbers) is { } windows => new TransposedReach(windows, numbers[0] == 1),
            ("resized", [>= 0 and <= int.MaxValue, >= 0 and <= int.MaxValue]) => new ResizedReach((int)numbers[0], (int)numbers[1]),
            ("shifted", _) => new ShiftedReach(numbers.ToEquatableArray()),
            ("joined", [>= int.MinValue and <= int.MaxValue]) => new JoinedReach((int)numbers[0]),
            ("permuted", _) when Integers(numbers) is { } axes => new PermutedReach(axes),
            _ => null,
        };
    }

    private static string Axes(EquatableArray<int> axes) => SummaryFields.Numbers(axes.Select(static a => (long)a));

    /// <summary>Whether all channels are seen, and then four numbers for each window.</summary>
    private static string Windows(EquatableArray<AxisWindow> windows, bool allChannels)
        => SummaryFields.Numbers(windows.SelectMany(static w => new[] { w.Kernel, w.Stride, w.Dilation, w.Begin }).Prepend(allChannels ? 1 : 0));

    private static EquatableArray<AxisWindow>? Windows(IReadOnlyList<long> numbers)
        => numbers.Count % 4 != 1 || numbers[0] is not (0 or 1)
            ? null
            : Enumerable.Range(0, numbers.Count / 4)
                .Select(i => new AxisWindow(numbers[(4 * i) + 1], numbers[(4 * i) + 2], numbers[(4 * i) + 3], numbers[(4 * i) + 4]))
                .ToEquatableArray();

    private static EquatableArray<int>? Integers(IReadOnlyList<long> numbers)
        => numbers.All(static n => n is >= int.MinValue and <= int.MaxValue) ? numbers.Select(static n => (int)n).ToEquatableArray() : null;

    private static IReadOnlyList<long>? Numbers(string text)
    {
        if (text.Length == 0)
        {
            return [];
        }

        var parts = text.Split(',');
        var numbers = new long[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!long.TryParse(parts[i], System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out numbers[i]))
            {
                return null;
            }
        }

        return numbers;
    }
}
