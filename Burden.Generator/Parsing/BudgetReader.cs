using Burden.Generator.Budgets;
using Burden.Generator.Costs;
using Burden.Generator.Helpers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.Parsing;

/// <summary>A <c>[Budget]</c> attribute. It holds symbols, and lives only as long as the analysis that asks for it.</summary>
/// <param name="Declared">Its arguments, without those that the compiler has rejected.</param>
/// <param name="Baseline">The network it is relative to; null where it is absolute, or the compiler doesn't find the network.</param>
/// <param name="Syntax">Where it is; null in another assembly.</param>
internal sealed record BudgetReading(Budget Declared, INamedTypeSymbol? Baseline, AttributeSyntax? Syntax)
{
    /// <summary>The limits that follow from a figure which is not known, and why it is not.</summary>
    public IReadOnlyList<(string Figure, string Reason)> Unknown { get; init; } = [];

    /// <summary>The networks whose figures a limit follows from.</summary>
    public IReadOnlyList<(string Figure, ISymbol Network)> Networks { get; init; } = [];

    /// <summary>An argument's location; the attribute's where it has none of that name, null where it has no source.</summary>
    public Location? LocationOf(string argument)
        => (Syntax?.ArgumentList?.Arguments.FirstOrDefault(a => NameOf(a) == argument)?.GetLocation()) ?? Syntax?.GetLocation();

    /// <summary>Whether the attribute, as written, gives any figure.</summary>
    public bool WritesFigure => Syntax?.ArgumentList?.Arguments.Any(static a => NameOf(a) is { } name && BudgetFigure.Find(name) is not null) == true;

    private static string? NameOf(AttributeArgumentSyntax argument) => argument.NameEquals?.Name.Identifier.ValueText;
}

/// <summary>Reads <c>[Budget]</c> attributes.</summary>
internal static class BudgetReader
{
    /// <summary>The budgets that stand on a class, a property or an assembly itself.</summary>
    public static IEnumerable<BudgetReading> Read(ISymbol symbol, Compilation compilation, CancellationToken cancellation)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass.IsBurden(WellKnownNames.Budget))
            {
                yield return Read(attribute, compilation, cancellation);
            }
        }
    }

    /// <summary>The budgets of a network or module: its own, and of its bases' those for targets that no nearer class has a budget for.</summary>
    public static IEnumerable<BudgetReading> ReadWithBases(ISymbol symbol, Compilation compilation, CancellationToken cancellation)
    {
        if (symbol is not INamedTypeSymbol)
        {
            foreach (var budget in Read(symbol, compilation, cancellation))
            {
                yield return budget;
            }
        }

        var targets = new HashSet<string>(StringComparer.Ordinal);
        for (var type = symbol as INamedTypeSymbol; type is { SpecialType: SpecialType.None }; type = type.BaseType)
        {
            var own = Read(type, compilation, cancellation).Where(b => !targets.Contains(b.Declared.Target ?? "")).ToList();
            foreach (var budget in own)
            {
                targets.Add(budget.Declared.Target ?? "");
                yield return budget;
            }
        }
    }

    private static BudgetReading Read(AttributeData attribute, Compilation compilation, CancellationToken cancellation)
    {
        string? target = null;
        INamedTypeSymbol? baseline = null;
        var isRelative = false;
        var limits = new List<DeclaredLimit>();
        var values = AttributeValues.Read(attribute, compilation, cancellation);
        foreach (var argument in values.Named)
        {
            if (BudgetFigure.Find(argument.Key) is { } figure && AttributeValues.Real(argument.Value) is { } value)
            {
                limits.Add(new DeclaredLimit(figure, value));
            }
        }

        foreach (var argument in attribute.NamedArguments)
        {
            switch (argument.Key)
            {
                case "Target":
                    target = argument.Value.Value as string;
                    break;
                case "RelativeTo":
                    isRelative = argument.Value.Kind == TypedConstantKind.Error || argument.Value.Value is not null;
                    baseline = argument.Value.Kind == TypedConstantKind.Type ? argument.Value.Value as INamedTypeSymbol : null;
                    break;
            }
        }

        return new BudgetReading(
            new Budget(target, isRelative, limits.OrderBy(static l => l.Figure).ToEquatableArray()),
            baseline is IErrorTypeSymbol ? null : baseline,
            attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax)
        {
            Unknown = [.. values.Unknown.Select(static u => (u.Named ?? "", u.Reason))],
            Networks = values.Networks,
        };
    }
}
