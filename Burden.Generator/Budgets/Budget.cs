using Burden.Generator.Costs;
using Burden.Generator.Helpers;

namespace Burden.Generator.Budgets;

/// <summary>A budget as declared.</summary>
/// <param name="Target">The device or purpose; null where none is named.</param>
/// <param name="IsRelative">Whether the figures are factors of another network's.</param>
/// <param name="Limits">The figures it limits, in the order of <see cref="BudgetFigure"/>.</param>
internal sealed record Budget(string? Target, bool IsRelative, EquatableArray<DeclaredLimit> Limits);

/// <summary>A limit as declared: an amount, or a factor of another network's.</summary>
internal sealed record DeclaredLimit(BudgetFigure Figure, double Value)
{
    // 2^63: no figure reaches it.
    private const double Beyond = 9223372036854775808.0;

    /// <summary>Why the limit itself is invalid; null where it is valid.</summary>
    public string? Fault(bool isRelative)
    {
        if (double.IsNaN(Value))
        {
            return $"{Figure} is not a number, so the budget can never be met; expected {Expected(isRelative)}";
        }

        if (isRelative ? Value <= 0 : Value is not 0 and < 1)
        {
            return Value > 0
                ? $"{Figure} = {Text.Of(Value)} can never be met; expected 0, at least 1, or RelativeTo where it is meant as a factor"
                : $"{Figure} = {Text.Of(Value)} can never be met; expected {Expected(isRelative)}";
        }

        return Value >= Beyond ? $"{Figure} = {Text.Of(Value)} can never be exceeded: no figure reaches 2^63" : null;
    }

    /// <summary>The most that is allowed; null where it is beyond every figure, or the limit is faulty.</summary>
    /// <param name="baseline">The amount that the limit is a factor of; null for a limit that is an amount itself.</param>
    public long? Most(long? baseline)
    {
        if (Fault(baseline is not null) is not null)
        {
            return null;
        }

        if (baseline is not { } amount)
        {
            return (long)Math.Floor(Value);
        }

        try
        {
            // In decimal, 1.1 times 100 is 110 and not a little more.
            var most = Math.Floor((decimal)Value * amount);
            return most <= long.MaxValue ? (long)most : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static string Expected(bool isRelative) => isRelative ? "a factor above 0, such as 1.10" : "0, or at least 1";
}
