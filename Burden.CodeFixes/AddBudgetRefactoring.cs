using Burden.Generator.Analysis;
using Burden.Generator.Budgets;
using Burden.Generator.Costs;
using Burden.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.CodeFixes;

/// <summary>Adds a <c>[Budget]</c> from the current figures to a network that has none.</summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(AddBudgetRefactoring))]
public sealed class AddBudgetRefactoring : CodeRefactoringProvider
{
    /// <inheritdoc/>
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        var document = context.Document;
        var cancellation = context.CancellationToken;
        if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root
            || root.FindNode(context.Span).FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } declaration
            || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model
            || model.GetDeclaredSymbol(declaration, cancellation) is not { } symbol
            || symbol.FindAttribute(WellKnownNames.Budget) is not null
            || symbol.FindAttribute(WellKnownNames.NetworkAttribute)?.ApplicationSyntaxReference?.GetSyntax(cancellation).Parent is not AttributeListSyntax list
            || list.Parent != declaration
            || NetworkAnalysis.Of(symbol, model.Compilation, cancellation) is not { IsSound: true } network
            || network.Table.Total is not { } amounts)
        {
            return;
        }

        var limits = BudgetFigure.All
            .Where(f => amounts[f.Figure] > 0)
            .Select(f => $"{f} = {BudgetNumbers.Limit(f, amounts[f.Figure], model, list.SpanStart)}")
            .ToList();
        if (limits.Count == 0)
        {
            return;
        }

        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        var line = text.Lines.GetLineFromPosition(list.SpanStart);
        var indent = line.ToString().Substring(0, line.ToString().Length - line.ToString().TrimStart().Length);
        var newLine = text.ToString().Contains("\r\n") ? "\r\n" : "\n";
        var name = model.LookupNamespacesAndTypes(list.SpanStart, name: WellKnownNames.Budget) is [INamedTypeSymbol budget] && budget.IsBurden(WellKnownNames.Budget)
            ? "Budget"
            : "global::Burden.Budget";
        var edit = Edit.Insert(document.Id, list.Span.End, $"{newLine}{indent}[{name}({string.Join(", ", limits)})]");
        context.RegisterRefactoring(CodeAction.Create(
            "Add a budget from the current costs", token => Edit.ApplyAsync(document.Project.Solution, [edit], token), nameof(AddBudgetRefactoring)));
    }
}
