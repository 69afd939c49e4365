using Burden.Generator.Helpers;

namespace Burden.Generator.Budgets;

/// <summary>The figures that a budget limits. Each has a diagnostic <c>BRD100n</c> whose number is the member's value.</summary>
internal enum BudgetFigure
{
    Parameters = 1,
    ParameterMemory = 2,
    FeatureMemory = 3,
    PeakFeatureMemory = 4,
    Flops = 5,
    Macs = 6,
}

internal static class BudgetFigureExtensions
{
    public static readonly BudgetFigure[] All =
    [
        BudgetFigure.Parameters, BudgetFigure.ParameterMemory, BudgetFigure.FeatureMemory,
        BudgetFigure.PeakFeatureMemory, BudgetFigure.Flops, BudgetFigure.Macs,
    ];

    /// <summary>The figure of an attribute's argument; null for another argument.</summary>
    public static BudgetFigure? Find(string argument)
    {
        foreach (var figure in All)
        {
            if (figure.ToString() == argument)
            {
                return figure;
            }
        }

        return null;
    }

    /// <summary>Whether it is counted in bytes.</summary>
    public static bool IsMemory(this BudgetFigure figure)
        => figure is BudgetFigure.ParameterMemory or BudgetFigure.FeatureMemory or BudgetFigure.PeakFeatureMemory;

    /// <summary>An amount of it, exact and in the reader's unit: <c>4,799,528 bytes (4.58 MB) of parameter memory</c>.</summary>
    public static string Describe(this BudgetFigure figure, long amount) => figure switch
    {
        BudgetFigure.Parameters => $"{Text.Grouped(amount)} parameter{Plural(amount)}",
        BudgetFigure.ParameterMemory => $"{figure.Amount(amount)} of parameter memory",
        BudgetFigure.FeatureMemory => $"{figure.Amount(amount)} of feature memory",
        BudgetFigure.PeakFeatureMemory => $"{figure.Amount(amount)} of peak feature memory",
        BudgetFigure.Flops => $"{Text.Grouped(amount)} FLOP{Plural(amount)}",
        _ => $"{Text.Grouped(amount)} MAC{Plural(amount)}",
    };

    /// <summary>An amount of it without its name: <c>4,799,528 bytes (4.58 MB)</c>.</summary>
    public static string Amount(this BudgetFigure figure, long amount)
        => !figure.IsMemory() ? Text.Grouped(amount)
            : $"{Text.Grouped(amount)} byte{Plural(amount)}{(amount < 1024 ? "" : $" ({Units.Memory(amount)})")}";

    private static string Plural(long amount) => amount == 1 ? "" : "s";
}
