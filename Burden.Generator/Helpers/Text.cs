using System.Globalization;

namespace Burden.Generator.Helpers;

/// <summary>Numbers as text, the same in every culture.</summary>
internal static class Text
{
    public static string Of(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    public static string Of(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>With thousands separated: <c>25,557,032</c>.</summary>
    public static string Grouped(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
