using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Burden.CodeFixes;

/// <summary>A change to the text of one document.</summary>
internal readonly record struct Edit(DocumentId Document, TextChange Change)
{
    /// <summary>A text put in where nothing is replaced.</summary>
    public static Edit Insert(DocumentId document, int position, string text) => new(document, new TextChange(new TextSpan(position, 0), text));

    /// <summary>Makes changes, each once; of those that overlap, the first.</summary>
    public static async Task<Solution> ApplyAsync(Solution solution, IEnumerable<Edit> edits, CancellationToken cancellation)
    {
        foreach (var group in edits.Distinct().GroupBy(static e => e.Document))
        {
            if (solution.GetDocument(group.Key) is not { } document)
            {
                continue;
            }

            var changes = new List<TextChange>();
            foreach (var edit in group.OrderBy(static e => e.Change.Span.Start))
            {
                if (changes.Count == 0 || changes[changes.Count - 1].Span.End <= edit.Change.Span.Start)
                {
                    changes.Add(edit.Change);
                }
            }

            var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
            solution = solution.WithDocumentText(group.Key, text.WithChanges(changes));
        }

        return solution;
    }
}
