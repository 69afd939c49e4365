using System.Collections.Immutable;
using Burden.Generator.Analyzers;
using Burden.Generator.Diagnostics;
using Burden.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.CodeFixes;

/// <summary>Gives a module or custom layer the parameter that one of its expressions uses (BRD0002).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddParameterFix))]
public sealed class AddParameterFix : EditFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rules.UnknownLayer.Id);

    // The order of several parameters would be the user's choice.
    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    private protected override async Task<(string Title, IReadOnlyList<Edit> Edits)> FixAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (!diagnostic.Properties.TryGetValue(DeclarationAnalyzer.Name, out var name) || name is null || !SyntaxFacts.IsValidIdentifier(name)
            || await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root
            || root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<ClassDeclarationSyntax>() is not { } type
            || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model
            || model.GetDeclaredSymbol(type, cancellation) is not INamedTypeSymbol symbol || WellKnownNames.RoleOf(symbol) is null)
        {
            return ("", []);
        }

        var escaped = SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
        return Insertion(document, type, $"int {escaped}") is { } edit ? ($"Add parameter '{name}' to '{type.Identifier.ValueText}'", [edit]) : ("", []);
    }

    /// <summary>A parameter after those that must be given; null where the class's constructor is not a primary one.</summary>
    private static Edit? Insertion(Document document, ClassDeclarationSyntax type, string parameter)
    {
        if (type.ParameterList is not { } list)
        {
            return type.Members.OfType<ConstructorDeclarationSyntax>().Any() || document.Project.ParseOptions is not CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp12 }
                ? null
                : Edit.Insert(document.Id, (type.TypeParameterList?.Span ?? type.Identifier.Span).End, $"({parameter})");
        }

        var next = list.Parameters.FirstOrDefault(static p => p.Default is not null || p.Modifiers.Any(SyntaxKind.ParamsKeyword));
        return next is not null ? Edit.Insert(document.Id, next.SpanStart, parameter + ", ")
            : Edit.Insert(document.Id, list.CloseParenToken.SpanStart, (list.Parameters.Count > 0 ? ", " : "") + parameter);
    }
}
