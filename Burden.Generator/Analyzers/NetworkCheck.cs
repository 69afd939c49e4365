using System.Collections.Immutable;
using Burden.Generator.Analysis;
using Burden.Generator.Budgets;
using Burden.Generator.Costs;
using Burden.Generator.Diagnostics;
using Burden.Generator.Graphs;
using Burden.Generator.Helpers;
using Burden.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.Analyzers;

/// <summary>Checks one network, its layers and the modules it uses against their budgets.</summary>
internal sealed class NetworkCheck(ISymbol type, ProjectLimits project, IReadOnlyList<BudgetReading> assembly, Compilation compilation, CancellationToken cancellation)
{
    /// <summary>The property of a diagnostic that names the figure.</summary>
    public const string Figure = "Figure";

    /// <summary>The property of a diagnostic that holds the actual amount.</summary>
    public const string Amount = "Amount";

    /// <summary>The property of a diagnostic that holds the amount of the network that the budget is relative to.</summary>
    public const string Baseline = "Baseline";

    /// <summary>The property of a diagnostic that holds where its budget is: which additional location, or -1 for its own.</summary>
    public const string At = "At";

    private readonly CompilationNames names = CompilationNames.Of(compilation);

    /// <summary>A breach, and where it is reported.</summary>
    /// <param name="Budget">The attribute; null for a limit of the configuration.</param>
    /// <param name="Place">The layer or use that exceeds it; null for the network as a whole.</param>
    /// <param name="IsAtBudget">Whether the budget is on the network or layer that exceeds it.</param>
    /// <param name="BaselineAmount">The amount that the limit is a factor of; null where it is an amount itself.</param>
    private sealed record Finding(Breach Breach, BudgetReading? Budget, Place? Place, bool IsAtBudget, string Subject, string Limit, long? BaselineAmount);

    /// <summary>The diagnostics; none where the network has an error, which is already reported.</summary>
    public IEnumerable<Diagnostic> Run()
    {
        if (NetworkAnalysis.Of(type, compilation, cancellation) is not { IsSound: true } network)
        {
            return [];
        }

        var findings = Declared(network);
        if (network.BaseNetwork(cancellation) is { IsSound: true } inherited)
        {
            // What the base network reports is not reported again.
            var shown = new HashSet<(Location?, long, long)>(Declared(inherited).Select(Key));
            findings = findings.Where(f => !shown.Contains(Key(f)));
        }

        return findings.Concat(OfAssembly(network)).Concat(OfProject(network)).Select(f => Create(f)).Concat(OfAnalyses(network));
    }

    /// <summary>The limits that analyses set and that the network doesn't keep, or nearly reaches.</summary>
    private IEnumerable<Diagnostic> OfAnalyses(NetworkAnalysis network)
        => from result in network.Analyses.Results
           from limit in result.Limits
           where limit.IsReached(project.Near)
           select Diagnostic.Create(
               limit.IsOver ? Rules.OverLimit(limit.Rule) : Rules.NearBudget,
               PlaceLocator.Locate(type, result.Request!.PlaceOf(limit.Argument), cancellation),
               limit.Message);

    private static (Location? Budget, long Amount, long Most) Key(Finding finding)
        => (finding.Budget?.LocationOf(finding.Breach.Figure.ToString()), finding.Breach.Amount, finding.Breach.Most);

    /// <summary>The breaches of budgets on the network, its layers, and the modules it uses.</summary>
    private IEnumerable<Finding> Declared(NetworkAnalysis network)
    {
        var (symbol, table) = (network.Symbol, network.Table);
        var checker = new BudgetChecker(table, project.Near);
        var own = new HashSet<AttributeSyntax?>(BudgetReader.Read(symbol, compilation, cancellation).Select(static b => b.Syntax));
        foreach (var budget in BudgetReader.ReadWithBases(symbol, compilation, cancellation))
        {
            foreach (var finding in Check(budget, checker.CheckNetwork, null, own.Contains(budget.Syntax), $"'{symbol.Name}'", "its budget"))
            {
                yield return finding;
            }
        }

        foreach (var layer in table.Graph.Layers.Where(static l => l.Declaration.HasBudget))
        {
            var place = new Place(layer.Declaration.Owner, layer.Declaration.Name);
            foreach (var budget in OnProperty(layer.Declaration.Owner, layer.Declaration.Name))
            {
                foreach (var finding in Check(
                    budget,
                    (figure, most) => checker.CheckPart(figure, most, layer.First, layer.Count),
                    place,
                    place.Owner == network.Declaration.Class.Id,
                    $"'{layer.Declaration.Name}' of '{symbol.Name}'",
                    "its budget"))
                {
                    yield return finding;
                }
            }
        }

        foreach (var finding in OfParts(symbol, table, checker))
        {
            yield return finding;
        }
    }

    /// <summary>The breaches of budgets on modules and their layers: of the copies that one attribute makes, the worst.</summary>
    private IEnumerable<Finding> OfParts(ISymbol symbol, CostTable table, BudgetChecker checker)
    {
        var budgets = new Dictionary<(string, string?), IReadOnlyList<BudgetReading>>();
        foreach (var group in table.Graph.Parts.GroupBy(static p => (p.Class, p.Property, p.Use)))
        {
            var (id, property, use) = group.Key;
            if (!budgets.TryGetValue((id, property), out var declared))
            {
                declared = property is not null ? [.. OnProperty(id, property)]
                    : names.Symbol(id) is { } module ? [.. BudgetReader.ReadWithBases(module, compilation, cancellation)]
                    : [];
                budgets.Add((id, property), declared);
            }

            foreach (var budget in declared)
            {
                var name = WellKnownNames.WithoutSuffix(names.Symbol(id)!.Name) + (property is null ? "" : $".{property}");
                foreach (var limit in budget.Declared.Limits)
                {
                    var breaches = group
                        .SelectMany(p => Check(
                            budget,
                            (figure, most) => figure == limit.Figure ? checker.CheckPart(figure, most, p.First, p.Count) : null,
                            use,
                            isAtBudget: false,
                            $"'{name}' at {p.Path} of '{symbol.Name}'",
                            "its budget"))
                        .OrderByDescending(static f => f.Breach.Amount)
                        .ToList();
                    if (breaches.Count > 0)
                    {
                        var copies = breaches.Count(f => f.Breach.IsOver == breaches[0].Breach.IsOver);
                        yield return copies == 1 ? breaches[0] : breaches[0] with { Subject = $"{breaches[0].Subject}, the heaviest of {Text.Of(copies)} such copies," };
                    }
                }
            }
        }
    }

    /// <summary>The breaches of budgets on the assembly.</summary>
    private IEnumerable<Finding> OfAssembly(NetworkAnalysis network)
    {
        var checker = new BudgetChecker(network.Table, project.Near);
        return assembly.SelectMany(budget => Check(budget, checker.CheckNetwork, null, isAtBudget: false, $"'{type.Name}'", "the assembly's budget"));
    }

    /// <summary>The breaches of limits in the project's configuration.</summary>
    private IEnumerable<Finding> OfProject(NetworkAnalysis network)
    {
        var checker = new BudgetChecker(network.Table, project.Near);
        foreach (var (key, limit) in project.Limits)
        {
            if (limit.Most(null) is { } most && checker.CheckNetwork(limit.Figure, most) is { } breach)
            {
                yield return new Finding(breach, null, null, false, $"'{type.Name}'", BudgetWords.Limit(limit.Figure, most, "the limit", null, null) + $" that {key} sets", null);
            }
        }
    }

    private IEnumerable<BudgetReading> OnProperty(string owner, string property)
        => names.Symbol(owner)?.GetMembers(property).OfType<IPropertySymbol>().FirstOrDefault() is { } symbol ? BudgetReader.Read(symbol, compilation, cancellation) : [];

    private IEnumerable<Finding> Check(BudgetReading budget, Func<BudgetFigure, long, Breach?> check, Place? place, bool isAtBudget, string subject, string owner)
    {
        Figures? baseline = null;
        if (budget.Declared.IsRelative)
        {
            baseline = budget.Baseline is { } other && !SymbolEqualityComparer.Default.Equals(other, type) ? BaselineReader.Read(other, compilation, cancellation) : null;
            if (baseline is null)
            {
                yield break;
            }
        }

        foreach (var limit in budget.Declared.Limits)
        {
            var amount = baseline?[limit.Figure.Figure];
            if (limit.Most(amount) is { } most && check(limit.Figure, most) is { } breach)
            {
                (double, string)? factor = baseline is null ? null : (limit.Value, budget.Baseline!.Name);
                yield return new Finding(
                    breach, budget, place, isAtBudget, subject, BudgetWords.Limit(limit.Figure, most, owner, budget.Declared.Target, factor), amount);
            }
        }
    }

    private Diagnostic Create(Finding finding)
    {
        var breach = finding.Breach;
        var additional = new List<Location>();
        var budget = finding.Budget?.LocationOf(breach.Figure.ToString());
        var location = finding.IsAtBudget ? budget : null;
        if (location is null)
        {
            location = finding.Place is { } place && names.IdOf(type) == place.Owner
                ? PlaceLocator.Locate(type, place, cancellation)
                : PlaceLocator.NameOf(type, cancellation);
            if (budget is not null)
            {
                additional.Add(budget);
            }
        }

        var at = finding.Budget?.Syntax is null ? null : finding.IsAtBudget ? "-1" : "0";

        foreach (var share in breach.Heaviest)
        {
            if (names.Symbol(share.Place.Owner) is { DeclaringSyntaxReferences.Length: > 0 } owner
                && PlaceLocator.Locate(owner, share.Place, cancellation) is var layer && !additional.Contains(layer))
            {
                additional.Add(layer);
            }
        }

        var properties = ImmutableDictionary.CreateBuilder<string, string?>();
        properties[Figure] = breach.Figure.ToString();
        properties[Amount] = Text.Of(breach.Amount);
        properties[Baseline] = finding.BaselineAmount is { } amount ? Text.Of(amount) : null;
        properties[At] = at;
        return Diagnostic.Create(
            breach.IsOver ? Rules.Over(breach.Figure) : Rules.NearBudget,
            location,
            additional,
            properties.ToImmutable(),
            BudgetWords.Of(breach, finding.Subject, finding.Limit));
    }
}
