using Burden.Generator.Summaries;
using Burden.Generator.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;

namespace Burden.Generator.Tests.OnnxFiles;

/// <summary>The constants of ONNX files.</summary>
public sealed class ModelConstantTests
{
    [Fact]
    public void A_model_has_the_constants_of_a_network()
    {
        var generated = ModelText.Generate(ModelText.Files(ModelText.Of("App.Models.Detector")), "class Use { const long Flops = App.Models.Detector.Cost.Flops + App.Models.Detector.Cost.backbone.conv.Macs; }").Compiles();
        Assert.Equal((1552, 6208, 5328, 5760), (
            generated.Figure("App.Models.Detector.Cost.Parameters"), generated.Figure("App.Models.Detector.Cost.ParameterBytes"),
            generated.Figure("App.Models.Detector.Cost.Macs"), generated.Figure("App.Models.Detector.Cost.Flops")));
        Assert.Equal((4320, 112, 1440), (generated.Figure("App.Models.Detector.Cost.backbone.Flops"), generated.Figure("App.Models.Detector.Cost.backbone.conv.Parameters"), generated.Figure("App.Models.Detector.Cost.head.Macs")));
        Assert.Equal("4x6x6", generated.Constant("App.Models.Detector.Cost.backbone.OutputShape"));
        Assert.Equal(["backbone.conv.Conv", "backbone.relu.Relu", "head.MatMul"], generated.Paths("App.Models.Detector"));
    }

    [Fact]
    public void The_catalog_lists_it_among_the_others()
    {
        var catalog = ModelText.Generate(
            ModelText.Files(ModelText.Of("App.B"), ModelText.Of("C")),
            "using Burden; namespace App { [Network(2)] public partial class A { [Linear(4)] public static partial Layer L { get; } } }").Compiles().Text("Burden.NetworkCatalog");
        Assert.Contains("Count = 3", catalog, StringComparison.Ordinal);
        Assert.Equal(["App.A", "App.B", "C"], catalog.Split('\n').Where(static l => l.Contains("case ", StringComparison.Ordinal)).Select(static l => l.Split("global::")[1].Split(".Cost")[0]));
    }

    [Theory]
    [InlineData("Detector")]
    [InlineData("a.b.c.Detector_2")]
    [InlineData("App.class.void")]
    [InlineData("Ärger.Größe")]
    public void Any_full_name_of_a_class_will_do(string name)
    {
        Assert.Equal(5760, ModelText.Generate(ModelText.Files(ModelText.Of(name))).Compiles().Figure($"{name}.Cost.Flops"));
    }

    [Theory]
    [InlineData("namespace App { public static partial class Detector { } }")]
    [InlineData("namespace App { /// <summary>Mine.</summary>\n public partial record Detector(int X); }")]
    [InlineData("namespace App { internal partial struct Detector { public const long F = Cost.Flops; } }")]
    [InlineData("namespace App { public class Base { public const int Cost = 1; } public sealed partial class Detector : Base, System.IDisposable { public void Dispose() { } } }")]
    [InlineData("using Burden; namespace App { [Network(2)] public partial class Base { [Linear(2)] public static partial Layer A { get; } } public sealed partial class Detector : Base { } }")]
    public void A_part_of_the_class_in_source_is_completed(string source)
    {
        var generated = ModelText.Generate(ModelText.Files(ModelText.Of("App.Detector")), source).Compiles();
        Assert.Equal(5760, generated.Figure("App.Detector.Cost.Flops"));
        Assert.DoesNotContain("The network in", generated.Text("App.Detector"), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_differ_in_casing_alone_have_a_file_each()
        => Assert.Equal(3, ModelText.Generate(ModelText.Files(ModelText.Of("App.Net"), ModelText.Of("App.NET"))).Compiles().Result.GeneratedTrees.Length);

    [Fact]
    public void Old_language_versions_will_do()
    {
        var compilation = Compile.Sources(["class X { }"], Compile.Parse(LanguageVersion.CSharp7_3), Compile.Library.WithNullableContextOptions(Microsoft.CodeAnalysis.NullableContextOptions.Disable));
        Assert.Equal(5760, Generated.From(compilation, ModelText.Files(ModelText.Of("App.Detector"))).Compiles().Figure("App.Detector.Cost.Flops"));
    }

    [Fact]
    public async Task An_editor_shows_the_figures()
    {
        var files = ModelText.Files(ModelText.Of("App.Detector")).Files;
        var @class = await Hover.At("class Use { object X = typeof(App.$$Detector); }", files: files);
        Assert.Contains("The network in models/detector.onnx.", @class, StringComparison.Ordinal);
        Assert.Contains("Input 3 x 8 x 8: 1.55 K parameters", @class, StringComparison.Ordinal);
        Assert.Contains("75% backbone: 4.32 KFLOPs", @class, StringComparison.Ordinal);
        Assert.Contains("5.76 KFLOPs", await Hover.At("class Use { const long X = App.Detector.Cost.$$Flops; }", files: files), StringComparison.Ordinal);
        Assert.Contains("4.32 KFLOPs", await Hover.At("class Use { const long X = App.Detector.Cost.$$backbone.Flops; }", files: files), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_without_modules_documents_its_heaviest_nodes()
    {
        var flat = ModelText.Graph with { Modules = [], Nodes = [.. ModelText.Graph.Nodes.Select(static n => n with { Module = -1 })] };
        Assert.Contains("<para>70% backbone.conv.Conv: 4.03 KFLOPs, 112 parameters, 576 B</para>", ModelText.Generate(ModelText.Files(ModelText.Of("App.Detector") with { Code = flat })).Compiles().Text("App.Detector"), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_nodes_that_XML_or_CSharp_can_not_hold_do_no_harm()
    {
        var graph = ModelText.Graph with
        {
            Nodes = [.. ModelText.Graph.Nodes.Select(static n => n with { Path = $"<b>&{n.Path}*/" })],
            Modules = [.. ModelText.Graph.Modules.Select(static m => m with { Name = $"<{m.Name}>&#1;*/\u2028" })],
        };
        ModelText.Generate(ModelText.Files(ModelText.Of("App.Detector") with { Code = graph })).Compiles();
    }

    [Fact]
    public void Other_additional_files_are_left_alone()
    {
        var files = new ProjectFiles { Files = { ["/app/notes.txt"] = "hello", ["/app/model.onnx"] = "?" } };
        Assert.Empty(ModelText.Generate(files).Result.GeneratedTrees);
        Assert.Empty(ModelText.Generate(files).Result.Diagnostics);
    }
}
