using System.Collections.Immutable;
using System.Globalization;
using Burden.Generator.Analyzers;
using Burden.Generator.Budgets;
using Burden.Generator.Costs;
using Burden.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Burden.CodeFixes;

/// <summary>Raises a budget to the current figure, rounded up (BRD1001 to BRD1008).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RaiseBudgetFix))]
public sealed class RaiseBudgetFix : EditFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = BudgetFigure.All.Select(static f => Rules.Over(f).Id).ToImmutableArray();

    private protected override async Task<(string Title, IReadOnlyList<Edit> Edits)> FixAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (BudgetOf(diagnostic) is not { SourceTree: { } tree, SourceSpan: var span }
            || document.Project.Solution.GetDocument(tree) is not { } budget
            || await tree.GetRootAsync(cancellation).ConfigureAwait(false) is not { } root
            || root.FindNode(span).FirstAncestorOrSelf<AttributeArgumentSyntax>() is not { NameEquals.Name.Identifier.ValueText: var argument } node
            || BudgetFigure.Find(argument) is not { } figure
            || await budget.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model)
        {
            return ("", []);
        }

        var amount = AmountOf(diagnostic, NetworkCheck.Amount)!.Value;
        var limit = AmountOf(diagnostic, NetworkCheck.Baseline) is { } baseline
            ? BudgetNumbers.Factor(amount, baseline)
            : BudgetNumbers.Limit(figure, amount, model, node.SpanStart);
        return limit is null ? ("", []) : ($"Raise the budget to {limit}", [new Edit(budget.Id, new TextChange(node.Expression.Span, limit))]);
    }

    /// <summary>Of several breaches of one budget, the worst.</summary>
    private protected override IEnumerable<Diagnostic> Choose(IEnumerable<Diagnostic> diagnostics)
        => diagnostics.GroupBy(BudgetOf).Select(static g => g.OrderByDescending(static d => AmountOf(d, NetworkCheck.Amount)).First());

    private static Location? BudgetOf(Diagnostic diagnostic)
    {
        diagnostic.Properties.TryGetValue(NetworkCheck.At, out var text);
        return !int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var at) ? null
            : at < 0 ? diagnostic.Location
            : diagnostic.AdditionalLocations[at];
    }

    private static long? AmountOf(Diagnostic diagnostic, string property)
        => diagnostic.Properties.TryGetValue(property, out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var amount) ? amount : null;
}
