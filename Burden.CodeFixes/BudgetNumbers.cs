using System.Globalization;
using Burden.Generator.Budgets;
using Burden.Generator.Costs;
using Burden.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Burden.CodeFixes;

/// <summary>Writes limits as one would: three digits, rounded up, in a unit that reads well.</summary>
internal static class BudgetNumbers
{
    private static readonly string[] MemoryUnits = ["KiB", "MiB", "GiB"];

    /// <summary>A limit that an amount just meets: <c>4.1e9</c>, <c>4.58 * MiB</c>.</summary>
    public static string Limit(BudgetFigure figure, long amount, SemanticModel model, int position)
    {
        if (!figure.IsMemory)
        {
            return Count(amount);
        }

        if (amount < 1024)
        {
            return Text(amount);
        }

        decimal scaled = amount;
        var unit = -1;
        while (unit < MemoryUnits.Length - 1 && scaled >= 1024)
        {
            scaled /= 1024;
            unit++;
        }

        return $"{Text(RoundUp(scaled))} * {Qualify(MemoryUnits[unit], model, position)}";
    }

    /// <summary>A factor of a baseline that an amount just meets: <c>1.13</c>; null where there is none.</summary>
    public static string? Factor(long amount, long baseline) => baseline > 0 && amount > 0 ? Text(RoundUp((decimal)amount / baseline)) : null;

    private static string Count(long amount)
    {
        if (amount < 1000)
        {
            return Text(amount);
        }

        decimal scaled = amount;
        var exponent = 0;
        while (scaled >= 1000)
        {
            scaled /= 1000;
            exponent += 3;
        }

        var rounded = RoundUp(scaled);
        return rounded == 1000 ? $"1e{Text(exponent + 3)}" : $"{Text(rounded)}e{Text(exponent)}";
    }

    /// <summary>The least number of three significant digits that is not less.</summary>
    private static decimal RoundUp(decimal number)
    {
        var step = 1m;
        while (number / step >= 1000)
        {
            step *= 10;
        }

        while (number / step < 100)
        {
            step /= 10;
        }

        return Math.Ceiling(number / step) * step;
    }

    private static string Text(decimal number) => number.ToString("0.############", CultureInfo.InvariantCulture);

    /// <summary>A unit's name as it can be written here.</summary>
    private static string Qualify(string unit, SemanticModel model, int position)
    {
        if (model.LookupSymbols(position, name: unit).OfType<IFieldSymbol>().Any(static f => f.ContainingType.IsBurden("Units")))
        {
            return unit;
        }

        return model.LookupNamespacesAndTypes(position, name: "Units") is [INamedTypeSymbol type] && type.IsBurden("Units") ? $"Units.{unit}" : $"global::Burden.Units.{unit}";
    }
}
