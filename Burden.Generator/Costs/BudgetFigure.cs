using Burden.Generator.Helpers;

namespace Burden.Generator.Costs;

/// <summary>A figure as a budget limits it.</summary>
/// <param name="number">The number of its rule: <c>BRD100n</c>.</param>
/// <param name="argument">The argument of <c>[Budget]</c>: <c>ParameterMemory</c>.</param>
/// <param name="noun">What is counted, in the singular: <c>parameter</c>, <c>feature memory</c>.</param>
internal sealed class BudgetFigure(int number, string argument, string noun) : IComparable<BudgetFigure>
{
    private Figure? figure;

    /// <summary>The number of its rule: <c>BRD100n</c>.</summary>
    public int Number { get; } = number;

    /// <summary>The figure that is limited.</summary>
    public Figure Figure => figure!;

    /// <summary>Whether it is counted in bytes.</summary>
    public bool IsMemory => Figure.Unit == FigureUnit.Bytes;

    /// <summary>The figures that budgets limit, in the order of their rules.</summary>
    public static IReadOnlyList<BudgetFigure> All => Figure.Limited;

    /// <summary>The figure of an attribute's argument; null for another argument.</summary>
    public static BudgetFigure? Find(string argument) => All.FirstOrDefault(f => f.ToString() == argument);

    /// <summary>An amount of it, exact and in the reader's unit: <c>4,799,528 bytes (4.58 MB) of parameter memory</c>.</summary>
    public string Describe(long amount) => IsMemory ? $"{Amount(amount)} of {noun}" : $"{Amount(amount)} {noun}{Plural(amount)}";

    /// <summary>An amount of it without its name: <c>4,799,528 bytes (4.58 MB)</c>.</summary>
    public string Amount(long amount)
        => !IsMemory ? Text.Grouped(amount) : $"{Text.Grouped(amount)} byte{Plural(amount)}{(amount < 1024 ? "" : $" ({Units.Memory(amount)})")}";

    public int CompareTo(BudgetFigure other) => Number.CompareTo(other.Number);

    /// <summary>The argument of <c>[Budget]</c>.</summary>
    public override string ToString() => argument;

    /// <summary>Ties it to its entry of the table.</summary>
    internal void Limits(Figure limited) => figure = limited;

    private static string Plural(long amount) => amount == 1 ? "" : "s";
}
