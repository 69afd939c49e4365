using Burden.Generator.Budgets;
using Burden.Generator.Costs;
using Burden.Generator.Diagnostics;
using Burden.Generator.Helpers;
using Burden.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.Analyzers;

/// <summary>Finds budgets that can never be met or never be exceeded (BRD0022).</summary>
internal static class BudgetFaults
{
    /// <summary>The faults of the budgets on a type, on its layer properties and on its members that are networks.</summary>
    public static IEnumerable<Diagnostic> OfType(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
        => NetworkMembers.Of(type, cancellation)
            .SelectMany(member => BudgetReader.Read(member, compilation, cancellation).SelectMany(budget => Of(budget, member, compilation, cancellation)))
            .Concat(type.TypeKind == TypeKind.Class ? OfClass(type, compilation, cancellation) : []);

    private static IEnumerable<Diagnostic> OfClass(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        var isNetwork = type.FindAttribute(WellKnownNames.NetworkAttribute) is not null;
        var declares = isNetwork || WellKnownNames.RoleOf(type) is not null;
        var names = CompilationNames.Of(compilation);
        foreach (var budget in BudgetReader.Read(type, compilation, cancellation))
        {
            // A base class's budgets are the networks' that derive from it. That of another class has no effect, and is reported as such.
            if (!declares && !ClassReader.PartsOf(type, names, compilation, cancellation).Any(static p => p.Layers.Count > 0))
            {
                continue;
            }

            foreach (var fault in Of(budget, isNetwork ? type : null, compilation, cancellation))
            {
                yield return fault;
            }
        }

        if (!declares)
        {
            yield break;
        }

        foreach (var layer in ClassReader.PartsOf(type, names, compilation, cancellation).SelectMany(static p => p.Layers).Where(static l => l.HasBudget))
        {
            foreach (var budget in type.GetMembers(layer.Name).OfType<IPropertySymbol>().Take(1).SelectMany(p => BudgetReader.Read(p, compilation, cancellation)))
            {
                foreach (var fault in Of(budget, null, compilation, cancellation))
                {
                    yield return fault;
                }
            }
        }
    }

    /// <summary>The faults of one budget.</summary>
    /// <param name="network">The network that has it; null elsewhere.</param>
    public static IEnumerable<Diagnostic> Of(BudgetReading budget, ISymbol? network, Compilation compilation, CancellationToken cancellation)
    {
        foreach (var (figure, reason) in budget.Unknown)
        {
            yield return Diagnostic.Create(Rules.UnknownFigure, budget.LocationOf(figure) ?? Location.None, $"{figure} is {reason}");
        }

        foreach (var (figure, used) in budget.Networks)
        {
            if (SymbolEqualityComparer.Default.Equals(used, network))
            {
                yield return Create(budget.LocationOf(figure), $"{figure} follows from figures of '{used.Name}' itself, so the budget can never be exceeded, or never be met");
            }
        }

        if (budget.Declared.Limits.Count == 0)
        {
            // Where a figure is written, the compiler reports why it is not valid.
            if (!budget.WritesFigure)
            {
                yield return Create(budget.Syntax?.GetLocation(), "the budget limits no figure; expected one such as Flops = 4.1e9 or Parameters = 5e6");
            }

            yield break;
        }

        Figures? baseline = null;
        if (budget.Baseline is { } other)
        {
            if (SymbolEqualityComparer.Default.Equals(other, network))
            {
                yield return Create(budget.LocationOf("RelativeTo"), $"a budget of '{other.Name}' relative to itself can never be exceeded, or never be met");
                yield break;
            }

            if (!BaselineReader.IsNetwork(other))
            {
                yield return Create(budget.LocationOf("RelativeTo"), $"the budget is relative to '{other.Name}', which is not a network");
                yield break;
            }

            baseline = BaselineReader.Read(other, compilation, cancellation);
        }

        foreach (var limit in budget.Declared.Limits)
        {
            if (limit.Fault(budget.Declared.IsRelative) is { } fault)
            {
                yield return Create(budget.LocationOf(limit.Figure.ToString()), fault);
            }
            else if (baseline is not null && limit.Most(baseline[limit.Figure.Figure]) is null)
            {
                yield return Create(
                    budget.LocationOf(limit.Figure.ToString()),
                    $"{limit.Figure} = {Text.Of(limit.Value)} times '{budget.Baseline!.Name}' can never be exceeded: no figure reaches 2^63");
            }
        }
    }

    private static Diagnostic Create(Location? location, string message) => Diagnostic.Create(Rules.BadBudget, location ?? Location.None, message);
}
