using Burden.Generator.Helpers;
using Burden.Generator.Tests.Harness;
using Burden.Generator.Tests.OnnxFiles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Burden.Generator.Tests.Emission;

/// <summary>Documentation is generated for editors and documentation files, and costs a build nothing that makes none.</summary>
public sealed class DocumentationTests
{
    private const string Source = """
        using Burden;
        [Network(3, 16, 16), MemoryPlan, Report(At = "A", Scales = new[] { 0.5, 1 })]
        public partial class Net
        {
            [Conv2d(4, 3), ReLU] public static partial Layer A { get; }
            [Flatten, Linear(2)] public static partial Layer B { get; }
        }
        """;

    [Theory]
    [InlineData(DocumentationMode.Parse)]
    [InlineData(DocumentationMode.Diagnose)]
    public void Where_the_compiler_reads_documentation_all_constants_have_it(DocumentationMode mode)
    {
        var lines = Generate(mode);
        Assert.DoesNotContain(
            lines.Select(static (line, i) => (line, i)).Where(l => l.line.Contains("public const") && !lines[l.i - 1].Contains("///")),
            static _ => true);
    }

    [Fact]
    public void Where_the_compiler_passes_documentation_over_the_same_is_generated_without_it()
        => Assert.Equal(Generate(DocumentationMode.Parse).Where(static l => !l.TrimStart().StartsWith("///", StringComparison.Ordinal)), Generate(DocumentationMode.None));

    [Fact]
    public void The_same_goes_for_a_model_whose_names_tell_of_no_layers()
    {
        var model = ModelText.Of("Model");
        var flat = model with { Code = ModelText.Graph with { Modules = [], Nodes = ModelText.Graph.Nodes.Select(static n => n with { Module = -1 }).ToEquatableArray() } };
        var parse = Compile.Parse(LanguageVersion.Latest, DocumentationMode.None);
        var generated = Generated.From(Compile.Sources(["// nothing"], parse), ModelText.Files(flat));
        Assert.Contains("public const long Flops = 5_760;", generated.Text("Model"), StringComparison.Ordinal);
        Assert.DoesNotContain("///", generated.Text("Model"), StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Generate(DocumentationMode mode)
    {
        var parse = Compile.Parse(LanguageVersion.Latest, mode);
        var driver = CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: parse)
            .RunGenerators(Compile.Sources([Source], parse));
        return driver.GetRunResult().GeneratedTrees.Single(static t => t.FilePath.EndsWith("Net.g.cs", StringComparison.Ordinal)).ToString().Split('\n');
    }
}
