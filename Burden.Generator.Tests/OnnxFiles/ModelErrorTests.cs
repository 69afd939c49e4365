using Burden.Generator.Analyzers;
using Burden.Generator.Summaries;
using Burden.Generator.Tests.Harness;
using CsCheck;

namespace Burden.Generator.Tests.OnnxFiles;

/// <summary>What is wrong with ONNX files of a project, and where it is reported.</summary>
public sealed class ModelErrorTests
{
    private static readonly Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzer[] All = [new BudgetAnalyzer(), new LedgerAnalyzer(), new ModelAnalyzer(), new DeclarationAnalyzer()];

    private static async Task<IReadOnlyList<string>> Report(ProjectFiles files, params string[] sources)
        => [.. (await ModelText.Generate(files, sources).Diagnostics(files, All)).Select(ModelText.Line)];

    [Fact]
    public async Task A_sound_model_has_no_diagnostics() => Assert.Empty(await Report(ModelText.Files(ModelText.Of("App.Detector", ("Flops", "5760")))));

    [Fact]
    public async Task Errors_in_the_file_are_at_the_item_and_its_settings()
        => Assert.Equal(
            [
                "/app/App.csproj(5,3): error BRD0101: models/detector.onnx: the file is empty",
                "/app/App.csproj(6,5): error BRD0101: models/detector.onnx: no dimension",
            ],
            (await Report(ModelText.Files(ModelText.Faulty("App.Detector", new ModelFault("", "models/detector.onnx: the file is empty"), new ModelFault("Class", "models/detector.onnx: no dimension"))))).Order(StringComparer.Ordinal));

    [Fact]
    public void A_model_with_errors_has_unknown_figures_so_that_code_still_compiles()
    {
        var generated = ModelText.Generate(ModelText.Files(ModelText.Faulty("App.Detector", new ModelFault("", "?"))), "class Use { const long X = App.Detector.Cost.Flops; }").Compiles();
        Assert.Equal(-1, generated.Figure("App.Detector.Cost.Flops"));
        Assert.Equal(-1, generated.Figure("App.Detector.Cost.PeakFeatureBytes"));
    }

    [Theory]
    [InlineData("", "the item names no class for the constants; give it one: Class=\"App.Models.Detector\"")]
    [InlineData("App.2nd", "'App.2nd' is no full name of a class; expected identifiers separated by dots, such as 'App.Models.Detector'")]
    [InlineData("App..X", "'App..X' is no full name of a class; expected identifiers separated by dots, such as 'App.Models.Detector'")]
    [InlineData("App.My Model", "'App.My Model' is no full name of a class; expected identifiers separated by dots, such as 'App.Models.Detector'")]
    [InlineData("List<int>", "'List<int>' is no full name of a class; expected identifiers separated by dots, such as 'App.Models.Detector'")]
    [InlineData("App.Cost", "'App.Cost' is the name of the class that is generated inside; a model's class can't have it")]
    [InlineData("Zoo.Net", "'Zoo.Net' declares a network itself; the ONNX file needs a class of its own")]
    [InlineData("Zoo.Whole", "'Zoo.Whole' is declared in source and not partial, so the costs can't be added to it")]
    [InlineData("Zoo.Own", "'Zoo.Own' has a member 'Cost', which names the class that is generated")]
    [InlineData("Zoo.Colour", "'Zoo.Colour' is declared in source, and is no class")]
    [InlineData("Zoo.IThing", "'Zoo.IThing' is declared in source, and is no class")]
    [InlineData("Zoo.Whole.Inner", "'Zoo.Whole' is a type; the class of an ONNX file can't stand inside one")]
    [InlineData("Zoo", "'Zoo' is a namespace")]
    public async Task A_class_that_can_not_be_generated_is_reported(string name, string message)
    {
        const string source = """
            using Burden;
            namespace Zoo
            {
                [Network(2)] public partial class Net { [Linear(4)] public static partial Layer L { get; } }
                public class Whole { }
                public partial class Own { public const int Cost = 1; }
                public enum Colour { Red }
                public partial interface IThing { }
            }
            """;
        var files = ModelText.Files(ModelText.Of(name));
        Assert.Equal([$"/app/App.csproj({(name.Length == 0 ? "5,3" : "6,5")}): error BRD0102: models/detector.onnx: {message}"], await Report(files, source));
        ModelText.Generate(files, source).Compiles();
    }

    [Fact]
    public async Task Two_models_of_one_class_are_both_reported()
    {
        var files = ModelText.Files(ModelText.Of("App.Detector"), ModelText.Of("App.Detector"), ModelText.Of("App"));
        Assert.Equal(
            [
                "/app/App.csproj(6,5): error BRD0102: models/detector.onnx: 'App.Detector' is the class of another ONNX file, so 'App' is a namespace",
                "/app/App.csproj(6,5): error BRD0102: models/detector.onnx: several ONNX files name the class 'App.Detector'; each needs a class of its own",
                "/app/App.csproj(6,5): error BRD0102: models/detector.onnx: several ONNX files name the class 'App.Detector'; each needs a class of its own",
            ],
            (await Report(files)).Order(StringComparer.Ordinal));
        ModelText.Generate(files).Compiles();
    }

    [Fact]
    public async Task Unused_dimensions_are_a_warning_at_the_dimensions()
        => Assert.Equal(
            ["/app/App.csproj(7,5): warning BRD0103: nothing in 'models/detector.onnx' asks for the dimension 'bacth'"],
            await Report(ModelText.Files(ModelText.Of("App.Detector", ("Dimensions", "bacth=1")) with { UnusedDimensions = ["bacth"] })));

    [Fact]
    public async Task A_figure_that_overflows_is_reported_and_unknown()
    {
        var graph = ModelText.Graph with { Nodes = [.. ModelText.Graph.Nodes.Select(static n => n.Reads.Count == 0 ? n : n with { Costs = n.Costs with { Macs = long.MaxValue } })] };
        var files = ModelText.Files(ModelText.Of("App.Detector", ("Flops", "1")) with { Code = graph });
        Assert.Equal(["/app/App.csproj(5,3): error BRD0015: a figure of 'models/detector.onnx' as a whole overflows Int64"], await Report(files));
        Assert.Equal(-1, ModelText.Generate(files).Compiles().Figure("App.Detector.Cost.Macs"));
    }

    [Theory]
    [InlineData("", 1, "it does not begin with 'Burden model summary, format 1'")]
    [InlineData("Burden model summary, format 9\n", 1, "it has format 9; this version of Burden reads format 1")]
    [InlineData("Burden model summary, format 1\nitem\ta\tb\nsetting", 3, "it is cut off")]
    public async Task A_summary_that_can_not_be_read_is_reported_in_it(string text, int line, string fault)
    {
        var files = new ProjectFiles { Files = { [ModelText.Path] = text } };
        Assert.Equal([$"{ModelText.Path}({line},1): error BRD0101: the summary of an ONNX file can't be read: {fault}; delete it and build the project"], await Report(files));
        Assert.Empty(ModelText.Generate(files).Result.GeneratedTrees);
    }

    [Fact]
    public async Task An_item_that_was_not_found_is_reported_at_its_project()
    {
        var summary = ModelText.Faulty("App.Detector", new ModelFault("", "?"));
        Assert.Equal(["/app/App.csproj(1,1): error BRD0101: ?"], await Report(ModelText.Files(summary with { Item = summary.Item with { Place = null } })));
        Assert.Equal(["models/detector.onnx(1,1): error BRD0101: ?"], await Report(ModelText.Files(summary with { Item = summary.Item with { Place = null, Project = "" } })));
    }

    /// <summary>A damaged file must not crash the compiler, even where its checksum was made to fit.</summary>
    [Fact]
    public void Whatever_stands_in_a_summary_nothing_is_thrown()
    {
        var text = SummaryWriter.Write(ModelText.Of("App.Detector", ("Flops", "1"), ("Arena", "1")));
        var start = text.IndexOf("network\t", StringComparison.Ordinal);
        Gen.Select(Gen.Int[start, text.Length - 1], Gen.Int[0, 3], Gen.OneOf(Gen.String["0123456789,-=\t\n:"], Gen.Const("9223372036854775807"), Gen.Const("View"), Gen.Const("0"))).Sample(
            (at, length, inserted) =>
            {
                var damaged = text[..at] + inserted + text[Math.Min(text.Length, at + length)..];
                var end = damaged.LastIndexOf("end\t", StringComparison.Ordinal);
                damaged = end < 0 ? damaged : $"{damaged[..end]}end\t{SummaryFields.Checksum(damaged, end)}\n";
                var files = new ProjectFiles { Files = { [ModelText.Path] = damaged } };
                // Generated fails where the generator throws, and Diagnostics where an analyzer does.
                ModelText.Generate(files).Diagnostics(files, All).GetAwaiter().GetResult();
            },
            iter: 400);
    }
}
