using System.Globalization;
using Burden.Generator.Costs;
using Burden.Generator.Helpers;

namespace Burden.Generator.Budgets;

/// <summary>The sentences about breaches.</summary>
internal static class BudgetWords
{
    /// <summary>The message: the amount, the excess, and the heaviest layer.</summary>
    /// <param name="subject">What the budget is for: <c>'DigitNet'</c>.</param>
    /// <param name="limit">What limits it: <c>its budget of 1,000,000</c>.</param>
    /// <param name="part">What the heaviest part is called.</param>
    public static string Of(Breach breach, string subject, string limit, string part = "layer")
        => $"{subject} has {breach.Figure.Describe(breach.Amount)}, {Relation(breach)} {limit}{Heaviest(breach, part)}";

    /// <summary>The limit in words.</summary>
    /// <param name="owner">What kind it is: <c>its budget</c>.</param>
    /// <param name="factor">The factor, where it is relative to another network.</param>
    public static string Limit(BudgetFigure figure, long most, string owner, string? target, (double Factor, string Baseline)? factor)
    {
        var amount = figure.Amount(most);
        var what = factor is { } relative ? $"{Text.Of(relative.Factor)} times '{relative.Baseline}', {amount}," : amount;
        // The comma closes the insertion only where words follow.
        return target is null ? $"{owner} of {what.TrimEnd(',')}" : $"{owner} of {what} for '{target}'";
    }

    /// <summary>A share in percent: <c>98.3%</c>.</summary>
    public static string Percent(long part, long whole) => Percent((decimal)part / whole * 100);

    /// <summary>The change from one amount to another in percent, signed: <c>+8.3%</c>; nothing where there is no old amount to compare with.</summary>
    public static string Change(decimal old, decimal now)
    {
        if (old == 0)
        {
            return "new";
        }

        if (Times(now, old) is { } times)
        {
            return $"{times} times";
        }

        var percent = (now - old) / old * 100;
        return (percent < 0 ? "-" : "+") + Percent(Math.Abs(percent));
    }

    private static string Relation(Breach breach)
    {
        if (!breach.IsOver)
        {
            return $"{Percent(breach.Amount, breach.Most)} of";
        }

        return Times(breach.Amount, breach.Most) is { } times ? $"{times} times" : breach.Most == 0 ? "over" : $"{Percent(((decimal)breach.Amount - breach.Most) / breach.Most * 100)} over";
    }

    /// <summary>How many times as large an amount is, where percent would no longer be read: from 10 on.</summary>
    private static string? Times(decimal amount, decimal of)
        => of > 0 && amount / of is >= 10 and var times ? times.ToString(times < 100 ? "0.#" : "#,##0", CultureInfo.InvariantCulture) : null;

    private static string Heaviest(Breach breach, string part)
        => breach.Heaviest.Count == 0 ? ""
            : $"; the heaviest {part} is '{breach.Heaviest[0].Name}' with {breach.Figure.Amount(breach.Heaviest[0].Amount)}, {Percent(breach.Heaviest[0].Amount, breach.Amount)}";

    private static string Percent(decimal percent)
        => percent is > 0 and < 0.05m ? "less than 0.1%" : percent.ToString("#,##0.0", CultureInfo.InvariantCulture) + "%";
}
