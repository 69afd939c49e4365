using System.Globalization;
using Burden.Generator.Costs;

namespace Burden.Generator.Budgets;

/// <summary>Limits as configuration files write them: <c>5M</c>, <c>1.5e9</c>, <c>20 MiB</c>.</summary>
internal static class LimitText
{
    private const string CountForms = "a number such as 5000000, 5M, 4.1G or 1.5e9";
    private const string MemoryForms = "bytes such as 20971520, 512KiB, 20 MiB or 20 MB (a KB is 1,024 bytes)";
    private const string ShareForms = "a share such as 90% or 0.9";

    /// <summary>Reads a limit on a figure.</summary>
    /// <param name="limit">The limit; null where the text lifts the limit, or is faulty.</param>
    /// <returns>Why it is invalid; null where it is valid.</returns>
    public static string? Read(string text, BudgetFigure figure, out DeclaredLimit? limit)
    {
        limit = null;
        var trimmed = text.Trim();
        if (IsUnset(trimmed))
        {
            return null;
        }

        var forms = (figure.IsMemory ? MemoryForms : CountForms) + ", or none";
        if (Number(trimmed, figure.IsMemory ? MemoryUnit : CountUnit) is not { } value)
        {
            return $"is not {forms}";
        }

        var declared = new DeclaredLimit(figure, value);
        if (declared.Fault(isRelative: false) is not null)
        {
            return value < 1 ? $"can never be met; expected {forms}" : $"can never be exceeded; expected {forms}";
        }

        limit = declared;
        return null;
    }

    /// <summary>Reads the share of a limit from which a figure is near it; null in <paramref name="share"/> where it is not set.</summary>
    /// <returns>Why it is invalid; null where it is valid.</returns>
    public static string? ReadShare(string text, out double? share)
    {
        share = null;
        var trimmed = text.Trim();
        if (IsUnset(trimmed))
        {
            return null;
        }

        if (Number(trimmed, static unit => unit switch { "" => 1, "%" => 0.01, _ => null }) is not { } value || value is not (> 0 and <= 1))
        {
            return $"is not {ShareForms}";
        }

        share = value;
        return null;
    }

    private const NumberStyles Styles = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent | NumberStyles.AllowLeadingSign;

    private static bool IsUnset(string text)
        => text.Length == 0 || text.Equals("none", StringComparison.OrdinalIgnoreCase) || text.Equals("unset", StringComparison.OrdinalIgnoreCase);

    /// <summary>A number and its unit; null where either can't be read.</summary>
    private static double? Number(string text, Func<string, double?> unitOf)
    {
        var unit = text.Length;
        while (unit > 0 && !char.IsDigit(text[unit - 1]) && text[unit - 1] != '.')
        {
            unit--;
        }

        var digits = text.Substring(0, unit).Replace("_", "");
        return unitOf(text.Substring(unit).TrimStart()) is { } factor
            && double.TryParse(digits, Styles, CultureInfo.InvariantCulture, out var number)
            ? Product(number, factor)
            : null;
    }

    /// <summary>A product as one writes it: in decimal, 4.1 times 1e9 is 4100000000 and not a little less.</summary>
    private static double Product(double number, double factor)
        => Math.Abs(number) < 1e12 ? (double)((decimal)number * (decimal)factor) : number * factor;

    private static double? CountUnit(string unit) => unit switch
    {
        "" => 1,
        "K" or "k" => 1e3,
        "M" => 1e6,
        "G" => 1e9,
        "T" => 1e12,
        "P" => 1e15,
        _ => null,
    };

    private static double? MemoryUnit(string unit) => unit.ToUpperInvariant() switch
    {
        "" or "B" => 1,
        "KB" or "KIB" => 1024,
        "MB" or "MIB" => 1024d * 1024,
        "GB" or "GIB" => 1024d * 1024 * 1024,
        "TB" or "TIB" => 1024d * 1024 * 1024 * 1024,
        _ => null,
    };
}
