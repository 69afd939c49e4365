using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Burden.CodeFixes;

/// <summary>A code fix that is a few changes of text, the same for one diagnostic and for all.</summary>
public abstract class EditFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => new EditFixAllProvider(this);

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            var solution = context.Document.Project.Solution;
            var (title, edits) = await FixAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false);
            if (edits.Count > 0)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(title, cancellation => Edit.ApplyAsync(solution, edits, cancellation), GetType().Name),
                    diagnostic);
            }
        }
    }

    /// <summary>The changes that fix a diagnostic, and what they do in words; no changes where it can't be fixed.</summary>
    private protected abstract Task<(string Title, IReadOnlyList<Edit> Edits)> FixAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation);

    /// <summary>Of many diagnostics, those to fix when all are fixed at once.</summary>
    private protected virtual IEnumerable<Diagnostic> Choose(IEnumerable<Diagnostic> diagnostics) => diagnostics;

    private sealed class EditFixAllProvider(EditFixProvider provider) : FixAllProvider
    {
        public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
        {
            var diagnostics = new List<Diagnostic>();
            switch (context.Scope)
            {
                case FixAllScope.Document when context.Document is { } document:
                    diagnostics.AddRange(await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false));
                    break;
                case FixAllScope.Project:
                    diagnostics.AddRange(await context.GetAllDiagnosticsAsync(context.Project).ConfigureAwait(false));
                    break;
                case FixAllScope.Solution:
                    foreach (var project in context.Solution.Projects)
                    {
                        diagnostics.AddRange(await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false));
                    }

                    break;
                default:
                    return null;
            }

            var edits = new List<Edit>();
            foreach (var diagnostic in provider.Choose(diagnostics))
            {
                if (context.Solution.GetDocument(diagnostic.Location.SourceTree) is { } document)
                {
                    edits.AddRange((await provider.FixAsync(document, diagnostic, context.CancellationToken).ConfigureAwait(false)).Edits);
                }
            }

            return edits.Count == 0 ? null
                : CodeAction.Create("Fix all", cancellation => Edit.ApplyAsync(context.Solution, edits, cancellation), context.CodeActionEquivalenceKey);
        }
    }
}
