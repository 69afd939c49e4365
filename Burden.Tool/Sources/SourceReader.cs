using Burden.Generator.Analysis;
using Burden.Generator.Parsing;
using Burden.Generator.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Burden.Tool.Sources;

/// <summary>Reads the networks of a project as the compiler sees their declarations. Nothing of the project is run.</summary>
internal static class SourceReader
{
    private static Version OwnVersion => typeof(SourceReader).Assembly.GetName().Version!;

    /// <summary>Reads the networks, sorted by the full names of their classes.</summary>
    /// <param name="project">The project file.</param>
    /// <param name="arguments">The compiler's arguments for it.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="ToolException">A file can't be read, or the project has no networks or another version of Burden.</exception>
    public static SourceNetworks Read(string project, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(project))!;
        var parsed = CSharpCommandLineParser.Default.Parse(arguments, folder, sdkDirectory: null);
        return Read(project, Compile(project, folder, parsed, cancellation), Models(parsed, cancellation), cancellation);
    }

    /// <summary>Reads the networks that a compilation declares.</summary>
    public static SourceNetworks Read(string project, CSharpCompilation compilation, CancellationToken cancellation) => Read(project, compilation, [], cancellation);

    private static SourceNetworks Read(string project, CSharpCompilation compilation, IReadOnlyList<ModelSummary> models, CancellationToken cancellation)
    {
        if (compilation.GetTypeByMetadataName(WellKnownNames.Network) is not { ContainingAssembly.Identity.Version: var version })
        {
            throw new ToolException($"'{project}' doesn't refer to Burden; expected a project with the package Burden");
        }

        if ((version.Major, version.Minor) != (OwnVersion.Major, OwnVersion.Minor))
        {
            throw new ToolException($"'{project}' is compiled with Burden {version.ToString(3)}; this is burden {OwnVersion.ToString(3)}, which reads {OwnVersion.ToString(2)}: install the tool of that version, or update the package");
        }

        var networks = Types(compilation.Assembly.GlobalNamespace)
            .SelectMany(t => NetworkAnalysis.In(t, compilation, cancellation))
            .Select(a => SourceNetwork.Of(a, compilation, cancellation))
            .OrderBy(static n => n.TypeName, StringComparer.Ordinal)
            .ToList();
        return networks.Count + models.Count > 0 ? new SourceNetworks(project, networks, models) : throw new ToolException($"'{project}' has no networks; expected classes with [Network]");
    }

    /// <summary>The ONNX files that the build summed up for the compiler.</summary>
    private static IReadOnlyList<ModelSummary> Models(CSharpCommandLineArguments arguments, CancellationToken cancellation)
        => [.. arguments.AdditionalFiles.Where(static f => ModelSummary.IsSummary(f.Path) && File.Exists(f.Path)).Select(f => SummaryParser.Parse(File.ReadAllText(f.Path), out _, out _, cancellation)).OfType<ModelSummary>()];

    private static CSharpCompilation Compile(string project, string folder, CSharpCommandLineArguments parsed, CancellationToken cancellation)
    {
        var wrong = parsed.Errors.FirstOrDefault(static e => e.Severity == DiagnosticSeverity.Error);
        if (wrong is not null)
        {
            throw new ToolException($"the compiler's arguments for '{project}' can't be read: {wrong.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}");
        }

        try
        {
            return CSharpCompilation.Create(
                parsed.CompilationName,
                parsed.SourceFiles.Select(f => Parse(f.Path, parsed, cancellation)),
                parsed.MetadataReferences.Select(r => MetadataReference.CreateFromFile(Path.Combine(folder, r.Reference), r.Properties)),
                parsed.CompilationOptions);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"a file of '{project}' can't be read: {e.Message}");
        }
    }

    private static SyntaxTree Parse(string path, CSharpCommandLineArguments arguments, CancellationToken cancellation)
    {
        using var stream = File.OpenRead(path);
        return CSharpSyntaxTree.ParseText(SourceText.From(stream, arguments.Encoding, arguments.ChecksumAlgorithm), arguments.ParseOptions, path, cancellation);
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceSymbol space) =>
        space.GetMembers().SelectMany(static m => m is INamespaceSymbol inner ? Types(inner) : m is INamedTypeSymbol type ? Nested(type) : []);

    private static IEnumerable<INamedTypeSymbol> Nested(INamedTypeSymbol type) => type.GetTypeMembers().SelectMany(Nested).Prepend(type);
}
