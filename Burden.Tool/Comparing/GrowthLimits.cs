using System.Globalization;

namespace Burden.Tool.Comparing;

/// <summary>By how many percent figures may grow: <c>5%</c> for all, <c>flops=2%</c> for one.</summary>
internal sealed class GrowthLimits
{
    private readonly Dictionary<string, double> ofFigures = new(StringComparer.OrdinalIgnoreCase);
    private double? ofAll;

    /// <summary>Reads limits.</summary>
    /// <exception cref="ToolException">One can't be read.</exception>
    public static GrowthLimits Parse(IEnumerable<string> texts)
    {
        var limits = new GrowthLimits();
        foreach (var text in texts)
        {
            var parts = text.Split('=', 2, StringSplitOptions.TrimEntries);
            if (!parts[^1].EndsWith('%') || !double.TryParse(parts[^1][..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent))
            {
                throw new ToolException($"'{text}' is no limit; expected a percentage such as 5%, or one for a figure such as flops=2%");
            }

            if (parts.Length == 1)
            {
                limits.ofAll = percent;
            }
            else if (ComparedNetwork.IsFigure(parts[0]))
            {
                limits.ofFigures[parts[0]] = percent;
            }
            else
            {
                throw new ToolException($"there is no figure '{parts[0]}'; expected one of {string.Join(", ", ComparedNetwork.FigureNames)}, or one of an analysis such as training.savedBytes");
            }
        }

        return limits;
    }

    /// <summary>The limit of a figure that grew by more than it may; null where it didn't.</summary>
    public double? Exceeded(FigureChange change) =>
        (ofFigures.TryGetValue(change.Name, out var limit) ? limit : ofAll) is { } percent && change.Percent > percent ? percent : null;
}
