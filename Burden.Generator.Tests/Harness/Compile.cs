using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Burden.Generator.Tests.Harness;

/// <summary>Makes compilations as a user's project would have them.</summary>
internal static class Compile
{
    private static readonly ImmutableArray<MetadataReference> References =
        [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(NetworkAttribute).Assembly.Location)];

    public static CSharpParseOptions Parse(LanguageVersion version = LanguageVersion.Latest, DocumentationMode documentation = DocumentationMode.Diagnose)
        => new(version, documentation);

    /// <summary>As the SDK has it, which takes a package's older system assemblies for the project's without a warning.</summary>
    public static readonly CSharpCompilationOptions Library = new(
        OutputKind.DynamicallyLinkedLibrary,
        nullableContextOptions: NullableContextOptions.Enable,
        specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress)]);

    // What is made from one compilation binds its references once.
    private static readonly CSharpCompilation Empty = CSharpCompilation.Create("Tests", [], References, Library);

    /// <summary>A compilation of sources named <c>File0.cs</c>, <c>File1.cs</c>…, without the generator's output.</summary>
    public static CSharpCompilation Sources(IEnumerable<string> sources, CSharpParseOptions? parse = null, CSharpCompilationOptions? options = null, string assembly = "Tests", IEnumerable<MetadataReference>? references = null)
    {
        var compilation = assembly == "Tests" ? Empty : Empty.WithAssemblyName(assembly);
        compilation = options is null ? compilation : compilation.WithOptions(options);
        compilation = references is null ? compilation : compilation.AddReferences(references);
        return compilation.AddSyntaxTrees(sources.Select((s, i) => CSharpSyntaxTree.ParseText(s, parse ?? Parse(), $"File{i}.cs", System.Text.Encoding.UTF8)));
    }

    /// <summary>The same as <see cref="Sources"/> for one source.</summary>
    public static CSharpCompilation Source(string source) => Sources([source]);
}
