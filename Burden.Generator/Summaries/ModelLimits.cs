using Burden.Generator.Budgets;
using Burden.Generator.Costs;

namespace Burden.Generator.Summaries;

/// <summary>The limits that an item sets.</summary>
/// <param name="Limits">The limits, each with the setting that states it, in the order of <see cref="BudgetFigure"/>.</param>
/// <param name="Faults">Those that can't be read.</param>
internal sealed record ModelLimits(IReadOnlyList<(string Setting, DeclaredLimit Limit)> Limits, IReadOnlyList<ModelFault> Faults)
{
    /// <summary>The settings that limit a figure: the argument of <c>[Budget]</c>, and the constant's name.</summary>
    public static IEnumerable<string> NamesOf(BudgetFigure figure) => new[] { figure.ToString(), figure.Figure.Name }.Distinct();

    /// <summary>All settings that limit a figure.</summary>
    public static IEnumerable<string> Names => BudgetFigure.All.SelectMany(NamesOf);

    public static ModelLimits Read(ModelItem item)
    {
        var limits = new List<(string, DeclaredLimit)>();
        var faults = new List<ModelFault>();
        foreach (var figure in BudgetFigure.All)
        {
            var given = NamesOf(figure).Select(item.Find).OfType<ModelSetting>().ToList();
            if (given.Count > 1)
            {
                faults.Add(new ModelFault(given[1].Name, $"{given[0].Name} and {given[1].Name} limit the same figure; give one of them"));
            }
            else if (given.Count == 1)
            {
                if (LimitText.Read(given[0].Value, figure, out var limit) is { } fault)
                {
                    faults.Add(new ModelFault(given[0].Name, $"{given[0].Name} = {given[0].Value} {fault}"));
                }
                else if (limit is not null)
                {
                    limits.Add((given[0].Name, limit));
                }
            }
        }

        return new ModelLimits(limits, faults);
    }
}
