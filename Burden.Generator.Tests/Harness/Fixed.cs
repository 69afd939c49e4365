using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Burden.Generator.Tests.Harness;

/// <summary>A project in a workspace, as an editor has it, to apply code fixes and refactorings to.</summary>
internal sealed class Fixed
{
    private readonly DiagnosticAnalyzer analyzer;

    private Fixed(Solution solution, DiagnosticAnalyzer analyzer)
    {
        Solution = solution;
        this.analyzer = analyzer;
    }

    public Solution Solution { get; }

    private Project Project => Solution.Projects.Single();

    /// <summary>A project of sources, and of additional files by path.</summary>
    public static Fixed Of(DiagnosticAnalyzer analyzer, IEnumerable<string> sources, IReadOnlyDictionary<string, string>? files = null, LanguageVersion version = LanguageVersion.Latest, IEnumerable<MetadataReference>? references = null)
    {
        var compilation = Compile.Sources(sources, Compile.Parse(version), references: references);
        var project = new AdhocWorkspace().AddProject("Tests", LanguageNames.CSharp)
            .WithParseOptions(Compile.Parse(version))
            .WithCompilationOptions(compilation.Options)
            .AddMetadataReferences(compilation.References);
        foreach (var tree in compilation.SyntaxTrees)
        {
            project = project.AddDocument(tree.FilePath, tree.GetText(), filePath: tree.FilePath).Project;
        }

        foreach (var (path, text) in files ?? ImmutableDictionary<string, string>.Empty)
        {
            project = project.AddAdditionalDocument(path, SourceText.From(text, System.Text.Encoding.UTF8), filePath: path).Project;
        }

        return new Fixed(project.Solution, analyzer);
    }

    /// <summary>The text of a source.</summary>
    public async Task<string> Source(int index = 0) => (await Project.Documents.ElementAt(index).GetTextAsync()).ToString();

    /// <summary>How the additional file would be written.</summary>
    public async Task<System.Text.Encoding?> Encoding() => (await Project.AdditionalDocuments.Single().GetTextAsync()).Encoding;

    /// <summary>The text of an additional file.</summary>
    public async Task<string> File(int index = 0) => (await Project.AdditionalDocuments.ElementAt(index).GetTextAsync()).ToString();

    /// <summary>What the generator and the analyzer report, in the order of places.</summary>
    public async Task<ImmutableArray<Diagnostic>> Diagnostics()
    {
        var compilation = (CSharpCompilation)(await Project.GetCompilationAsync())!;
        var generated = Generated.From(compilation);
        var found = await generated.Compilation.WithAnalyzers([analyzer], Project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync();
        return [.. found.Concat(generated.Result.Diagnostics).OrderBy(static d => d.Location.GetLineSpan().Path, StringComparer.Ordinal).ThenBy(static d => d.Location.SourceSpan.Start)];
    }

    /// <summary>The titles of what a provider offers for the diagnostics.</summary>
    public async Task<IReadOnlyList<string>> Titles(CodeFixProvider provider) => [.. (await Actions(provider)).Select(static a => a.Action.Title)];

    /// <summary>Applies the first action of a title.</summary>
    public async Task<Fixed> Apply(CodeFixProvider provider, string title)
        => await Apply((await Actions(provider)).First(a => a.Action.Title == title).Action);

    /// <summary>Fixes all there is to fix in the project with the action of a title.</summary>
    public async Task<Fixed> ApplyToAll(CodeFixProvider provider, string title, FixAllScope scope = FixAllScope.Project)
    {
        var (action, diagnostic) = (await Actions(provider)).First(a => a.Action.Title == title);
        var context = new FixAllContext(
            Solution.GetDocument(diagnostic.Location.SourceTree) ?? Project.Documents.First(),
            provider, scope, action.EquivalenceKey, provider.FixableDiagnosticIds, new Known(await Diagnostics()), CancellationToken.None);
        return await Apply((await provider.GetFixAllProvider()!.GetFixAsync(context))!);
    }

    /// <summary>What a refactoring offers where a text begins.</summary>
    public async Task<IReadOnlyList<CodeAction>> Actions(CodeRefactoringProvider provider, string at)
    {
        var actions = new List<CodeAction>();
        var document = Project.Documents.First();
        var start = (await Source()).IndexOf(at, StringComparison.Ordinal);
        await provider.ComputeRefactoringsAsync(new CodeRefactoringContext(document, new TextSpan(start, 0), actions.Add, CancellationToken.None));
        return actions;
    }

    /// <summary>Applies a refactoring.</summary>
    public async Task<Fixed> Apply(CodeAction action)
    {
        var operations = await action.GetOperationsAsync(CancellationToken.None);
        return new Fixed(operations.OfType<ApplyChangesOperation>().Single().ChangedSolution, analyzer);
    }

    private async Task<IReadOnlyList<(CodeAction Action, Diagnostic Diagnostic)>> Actions(CodeFixProvider provider)
    {
        var actions = new List<(CodeAction, Diagnostic)>();
        foreach (var diagnostic in (await Diagnostics()).Where(d => provider.FixableDiagnosticIds.Contains(d.Id)))
        {
            var document = Solution.GetDocument(diagnostic.Location.SourceTree) ?? (TextDocument)Project.AdditionalDocuments.First();
            await provider.RegisterCodeFixesAsync(new CodeFixContext(
                document, diagnostic.Location.SourceSpan, [diagnostic], (action, _) => actions.Add((action, diagnostic)), CancellationToken.None));
        }

        return actions;
    }

    /// <summary>Diagnostics that are known already.</summary>
    private sealed class Known(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        {
            var tree = await document.GetSyntaxTreeAsync(cancellationToken);
            return diagnostics.Where(d => d.Location.SourceTree == tree);
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => Task.FromResult(diagnostics.Where(static d => d.Location.SourceTree is null));
    }
}
