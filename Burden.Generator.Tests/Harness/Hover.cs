using System.Reflection;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.QuickInfo;
using Microsoft.CodeAnalysis.Text;

namespace Burden.Generator.Tests.Harness;

/// <summary>What an editor shows on hover: Roslyn's own text, over a workspace in which the generator runs.</summary>
internal static class Hover
{
    /// <summary>The hover text at the place marked <c>$$</c>, its sections parted by lines.</summary>
    public static async Task<string> At(string marked, DocumentationMode documentation = DocumentationMode.Parse, IEnumerable<MetadataReference>? references = null, IReadOnlyDictionary<string, string>? files = null)
    {
        var position = marked.IndexOf("$$", StringComparison.Ordinal);
        Assert.True(position >= 0, "the source marks no place");
        using var workspace = new AdhocWorkspace(MefHostServices.DefaultHost);
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Default,
            "Hover",
            "Hover",
            LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary),
            parseOptions: Compile.Parse(documentation: documentation),
            metadataReferences:
            [
                .. Net100.References.All,
                .. references ?? [],
                MetadataReference.CreateFromFile(typeof(NetworkAttribute).Assembly.Location, documentation: XmlDocumentationProvider.CreateFromFile(Path.ChangeExtension(typeof(NetworkAttribute).Assembly.Location, ".xml"))),
            ],
            analyzerReferences: [new AnalyzerFileReference(typeof(NetworkGenerator).Assembly.Location, new Loader())]));
        foreach (var (path, text) in files ?? new Dictionary<string, string>())
        {
            var added = project.AddAdditionalDocument(path, SourceText.From(text, System.Text.Encoding.UTF8), filePath: path).Project;
            Assert.True(workspace.TryApplyChanges(added.Solution));
            project = added;
        }

        var document = workspace.AddDocument(project.Id, "File.cs", SourceText.From(marked.Remove(position, 2)));
        var info = await QuickInfoService.GetService(document)!.GetQuickInfoAsync(document, position);
        return info is null ? "" : string.Join('\n', info.Sections.Select(static s => s.Text.ReplaceLineEndings("\n")));
    }

    /// <summary>Gives the workspace the generator that the tests are built with.</summary>
    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => typeof(NetworkGenerator).Assembly;
    }
}
