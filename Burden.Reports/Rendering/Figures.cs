using System.Globalization;

namespace Burden.Reports.Rendering;

/// <summary>
/// Figures as the published tables print them: in the largest unit with a value of at least 1, without decimals, exact
/// halves to the even number (C's <c>%.0f</c>).
/// </summary>
internal static class Figures
{
    /// <summary>The units of memory, each 1024 of the one before.</summary>
    public static IReadOnlyList<string> MemoryUnits { get; } = ["B", "KB", "MB", "GB", "TB"];

    /// <summary>The units of work, each 1000 of the one before.</summary>
    public static IReadOnlyList<string> FlopUnits { get; } = ["FLOPs", "KFLOPs", "MFLOPs", "GFLOPs", "TFLOPs"];

    /// <summary>What stands for a figure that is not known, which generated code has as -1.</summary>
    public const string Unknown = "unknown";

    /// <summary>Bytes: <c>98 MB</c>.</summary>
    public static string Memory(long bytes) => InUnits(bytes, 1024, MemoryUnits);

    /// <summary>Floating-point operations: <c>727 MFLOPs</c>.</summary>
    public static string Flops(long flops) => InUnits(flops, 1000, FlopUnits);

    /// <summary>A count to the last digit: <c>25,610,216</c>.</summary>
    public static string Exact(long count) => count < 0 ? Unknown : count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Bytes to the last digit: <c>102,440,864 B</c>.</summary>
    public static string Bytes(long bytes) => bytes < 0 ? Unknown : $"{Exact(bytes)} B";

    private static string InUnits(long value, long step, IReadOnlyList<string> units)
    {
        if (value < 0)
        {
            return Unknown;
        }

        var unit = 1L;
        var power = 0;
        while (power < units.Count - 1 && value / unit >= step)
        {
            unit *= step;
            power++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{RoundedToEven(value, unit)} {units[power]}");
    }

    /// <summary>In whole numbers, because a quotient of doubles can fall on a half where the exact one does not.</summary>
    private static long RoundedToEven(long value, long unit)
    {
        var (quotient, rest) = Math.DivRem(value, unit);
        var missing = unit - rest;
        return rest > missing || (rest == missing && quotient % 2 != 0) ? quotient + 1 : quotient;
    }
}
