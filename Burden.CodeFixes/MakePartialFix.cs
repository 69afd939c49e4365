using System.Collections.Immutable;
using Burden.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.CodeFixes;

/// <summary>Makes a network, and the types around it, partial (BRD0001).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePartialFix))]
public sealed class MakePartialFix : EditFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rules.NotPartial.Id);

    private protected override async Task<(string Title, IReadOnlyList<Edit> Edits)> FixAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        // A generic class can't be fixed by making it partial.
        return root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<TypeDeclarationSyntax>() is { TypeParameterList: null } type
            ? ($"Make '{type.Identifier.ValueText}' partial", [.. MakePartial(document.Id, type)])
            : ("", []);
    }

    /// <summary>The edits that make a type and its containing types partial.</summary>
    internal static IEnumerable<Edit> MakePartial(DocumentId document, TypeDeclarationSyntax type)
        => type.AncestorsAndSelf().OfType<TypeDeclarationSyntax>()
            .Where(static t => !t.Modifiers.Any(SyntaxKind.PartialKeyword))
            .Select(t => Edit.Insert(document, t.Keyword.SpanStart, "partial "));
}
