using System.Collections.Immutable;
using System.Text;
using Burden.Generator.Analysis;
using Burden.Generator.Analyzers;
using Burden.Generator.Diagnostics;
using Burden.Generator.Ledgers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Burden.CodeFixes;

/// <summary>Writes networks into the cost ledger, and those that are gone out of it (BRD1101 to BRD1104).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LedgerFix), DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class LedgerFix : CodeFixProvider
{
    private const string All = "All";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = Rules.Ledgers.Select(static r => r.Id).ToImmutableArray();

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new WholeLedger();

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var project = context.TextDocument.Project;
        if (await OpenAsync(project, context.CancellationToken).ConfigureAwait(false) is null)
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics)
        {
            if (context.TextDocument is Document document && await EntryAsync(document, diagnostic.Location.SourceSpan, context.CancellationToken).ConfigureAwait(false) is { } entry)
            {
                context.RegisterCodeFix(
                    CodeAction.Create($"Write '{entry.Network}' into {Ledger.FileName}", token => WriteAsync(project, [entry], token), entry.Network),
                    diagnostic);
            }

            context.RegisterCodeFix(
                CodeAction.Create($"Write all networks of the project into {Ledger.FileName}", token => WriteAllAsync(project, token), All),
                diagnostic);
        }
    }

    private static async Task<LedgerEntry?> EntryAsync(Document document, TextSpan span, CancellationToken cancellation)
        => await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is { } root
            && root.FindNode(span).FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } declaration
            && await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } model
            && model.GetDeclaredSymbol(declaration, cancellation) is { } symbol
            && NetworkAnalysis.Of(symbol, model.Compilation, cancellation) is { } network
                ? LedgerAnalyzer.EntryOf(network)
                : null;

    private static TextDocument? LedgerOf(Project project) => project.AdditionalDocuments.FirstOrDefault(static d => LedgerFile.IsLedger(d.FilePath ?? d.Name));

    private static async Task<(DocumentId Id, LedgerText Text, Encoding Encoding)?> OpenAsync(Project project, CancellationToken cancellation)
        => LedgerOf(project) is { } document
            && await document.GetTextAsync(cancellation).ConfigureAwait(false) is var source
            && LedgerText.Open(source.ToString()) is { } text
                // A byte order mark is kept; an empty file gets none.
                ? (document.Id, text, source.Length > 0 && source.Encoding is { } encoding ? encoding : new UTF8Encoding(encoderShouldEmitUTF8Identifier: false))
                : null;

    private static async Task<Solution> WriteAsync(Project project, IReadOnlyList<LedgerEntry> entries, CancellationToken cancellation, ICollection<string>? networks = null)
    {
        if (await OpenAsync(project, cancellation).ConfigureAwait(false) is not { } ledger)
        {
            return project.Solution;
        }

        if (networks is not null)
        {
            ledger.Text.RemoveAllBut(networks);
        }

        foreach (var entry in entries)
        {
            ledger.Text.Set(entry);
        }

        return project.Solution.WithAdditionalDocumentText(ledger.Id, SourceText.From(ledger.Text.ToString(), ledger.Encoding));
    }

    private static async Task<Solution> WriteAllAsync(Project project, CancellationToken cancellation)
    {
        if (await project.GetCompilationAsync(cancellation).ConfigureAwait(false) is not { } compilation)
        {
            return project.Solution;
        }

        var networks = new HashSet<string>(StringComparer.Ordinal);
        var entries = new List<LedgerEntry>();
        foreach (var type in Types(compilation.Assembly.GlobalNamespace))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var network in NetworkAnalysis.In(type, compilation, cancellation))
            {
                networks.Add(network.Declaration.Source.MetadataName);
                if (LedgerAnalyzer.EntryOf(network) is { } entry)
                {
                    entries.Add(entry);
                }
            }
        }

        foreach (var model in ModelFile.All(project.AnalyzerOptions.AdditionalFiles, cancellation))
        {
            networks.Add(model.Class);
            if (LedgerAnalyzer.EntryOf(model, cancellation) is { } entry)
            {
                entries.Add(entry);
            }
        }

        return await WriteAsync(project, entries, cancellation, networks).ConfigureAwait(false);
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container) => container.GetMembers().SelectMany(static member => member switch
    {
        INamedTypeSymbol type => Types(type).Prepend(type),
        INamespaceSymbol inner => Types(inner),
        _ => [],
    });

    /// <summary>Fixes all by writing whole ledgers.</summary>
    private sealed class WholeLedger : FixAllProvider
    {
        public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Project, FixAllScope.Solution];

        public override Task<CodeAction?> GetFixAsync(FixAllContext context)
            => Task.FromResult<CodeAction?>(CodeAction.Create($"Write all networks into {Ledger.FileName}", token => ApplyAsync(context, token), All));

        private static async Task<Solution> ApplyAsync(FixAllContext context, CancellationToken cancellation)
        {
            var solution = context.Solution;
            foreach (var id in context.Scope == FixAllScope.Project ? [context.Project.Id] : context.Solution.ProjectIds)
            {
                if (solution.GetProject(id) is { } project && LedgerOf(project) is not null)
                {
                    solution = await WriteAllAsync(project, cancellation).ConfigureAwait(false);
                }
            }

            return solution;
        }
    }
}
