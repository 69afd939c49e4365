using System.Collections.Immutable;
using Burden.Generator.Analyzers;
using Burden.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Burden.CodeFixes;

/// <summary>Replaces a misspelt name by the nearest that means something (BRD0002, BRD0021).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NearestNameFix))]
public sealed class NearestNameFix : EditFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rules.UnknownLayer.Id, Rules.BadReport.Id);

    private protected override async Task<(string Title, IReadOnlyList<Edit> Edits)> FixAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (!diagnostic.Properties.TryGetValue(DeclarationAnalyzer.Name, out var name) || name is not { Length: > 0 }
            || !diagnostic.Properties.TryGetValue(DeclarationAnalyzer.Nearest, out var nearest) || nearest is null)
        {
            return ("", []);
        }

        // The name is in a string, in nameof, or in an attribute's argument that names a layer.
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        var span = diagnostic.Location.SourceSpan;
        var at = Find(text.ToString(span), name);
        return at < 0 ? ("", []) : ($"Change '{name}' to '{nearest}'", [new Edit(document.Id, new TextChange(new TextSpan(span.Start + at, name.Length), nearest))]);
    }

    /// <summary>The index of a name as a whole word; -1 where there is none.</summary>
    private static int Find(string text, string name)
    {
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            var end = at + name.Length;
            if ((at == 0 || !SyntaxFacts.IsIdentifierPartCharacter(text[at - 1])) && (end == text.Length || !SyntaxFacts.IsIdentifierPartCharacter(text[end])))
            {
                return at;
            }
        }

        return -1;
    }
}
