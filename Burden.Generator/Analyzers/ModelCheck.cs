using Burden.Generator.Analysis;
using Burden.Generator.Budgets;
using Burden.Generator.Costs;
using Burden.Generator.Diagnostics;
using Burden.Generator.Parsing;
using Burden.Generator.Summaries;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.Analyzers;

/// <summary>Checks the network of one ONNX file against its budgets: its item's, the assembly's and the project's.</summary>
internal sealed class ModelCheck(ModelFile model, ProjectLimits project, IReadOnlyList<BudgetReading> assembly, Compilation compilation, CancellationToken cancellation)
{
    private ModelItem Item => model.Summary!.Item;

    /// <summary>The diagnostics; none of figures where one is not known, which is reported elsewhere.</summary>
    public IEnumerable<Diagnostic> Run()
    {
        if (model.Summary is null)
        {
            return [];
        }

        var limits = ModelLimits.Read(Item);
        var faults = limits.Faults.Select(f => Diagnostic.Create(Rules.BadBudget, model.LocationOf(f.Setting), $"{Item.File}: {f.Message}"));
        if (model.SoundTable(cancellation) is not { } table)
        {
            return faults;
        }

        var checker = new BudgetChecker(table, project.Near);
        return faults.Concat(Own(checker, limits)).Concat(OfAssembly(checker)).Concat(OfProject(checker));
    }

    private IEnumerable<Diagnostic> Own(BudgetChecker checker, ModelLimits limits)
    {
        foreach (var (setting, limit) in limits.Limits)
        {
            if (limit.Most(null) is { } most && checker.CheckGraph(limit.Figure, most) is { } breach)
            {
                yield return Create(breach, setting, BudgetWords.Limit(limit.Figure, most, "its budget", Item[ModelItem.TargetName], null));
            }
        }
    }

    private IEnumerable<Diagnostic> OfAssembly(BudgetChecker checker)
    {
        foreach (var budget in assembly)
        {
            var baseline = budget.Baseline is { } other ? BaselineReader.Read(other, compilation, cancellation) : null;
            foreach (var limit in budget.Declared.IsRelative && baseline is null ? [] : budget.Declared.Limits)
            {
                if (limit.Most(baseline?[limit.Figure.Figure]) is { } most && checker.CheckGraph(limit.Figure, most) is { } breach)
                {
                    (double, string)? factor = baseline is null ? null : (limit.Value, budget.Baseline!.Name);
                    yield return Create(
                        breach, "", BudgetWords.Limit(limit.Figure, most, "the assembly's budget", budget.Declared.Target, factor), budget.LocationOf(limit.Figure.ToString()));
                }
            }
        }
    }

    private IEnumerable<Diagnostic> OfProject(BudgetChecker checker)
    {
        foreach (var (key, limit) in project.Limits)
        {
            if (limit.Most(null) is { } most && checker.CheckGraph(limit.Figure, most) is { } breach)
            {
                yield return Create(breach, "", BudgetWords.Limit(limit.Figure, most, "the limit", null, null) + $" that {key} sets");
            }
        }
    }

    private Diagnostic Create(Breach breach, string setting, string limit, Location? budget = null) => Diagnostic.Create(
        breach.IsOver ? Rules.Over(breach.Figure) : Rules.NearBudget,
        model.LocationOf(setting),
        budget is null ? [] : [budget],
        BudgetWords.Of(breach, $"'{Item.File}'", limit, "node"));
}
