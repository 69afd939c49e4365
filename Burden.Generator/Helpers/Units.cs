using System.Globalization;

namespace Burden.Generator.Helpers;

/// <summary>Figures in the reader's units: memory in powers of 1024, counts in powers of 1000.</summary>
internal static class Units
{
    private static readonly string[] MemoryUnits = ["B", "KB", "MB", "GB", "TB", "PB", "EB"];
    private static readonly string[] CountUnits = ["", "K", "M", "G", "T", "P", "E"];

    /// <summary>Bytes: <c>98 MB</c>.</summary>
    public static string Memory(long bytes) => Format(bytes, 1024, MemoryUnits, " ");

    /// <summary>A count of parameters: <c>25.6 M</c>.</summary>
    public static string Count(long count, string unit = "") => Format(count, 1000, CountUnits, " ", unit);

    /// <summary>Three significant digits in the largest unit with a value of at least 1.</summary>
    private static string Format(long value, double step, string[] units, string space, string unit = "")
    {
        var scaled = (double)value;
        var i = 0;
        while (scaled >= step && i < units.Length - 1)
        {
            scaled /= step;
            i++;
        }

        var digits = i == 0 ? "0" : scaled < 10 ? "0.00" : scaled < 100 ? "0.0" : "0";
        return (scaled.ToString(digits, CultureInfo.InvariantCulture) + space + units[i] + unit).TrimEnd();
    }
}
