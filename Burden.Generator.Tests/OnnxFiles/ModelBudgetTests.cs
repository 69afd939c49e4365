using Burden.CodeFixes;
using Burden.Generator.Analyzers;
using Burden.Generator.Costs;
using Burden.Generator.Summaries;
using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.OnnxFiles;

/// <summary>Budgets and the ledger of ONNX files.</summary>
public sealed class ModelBudgetTests
{
    private const string Ledger = "/app/burden.costs.txt";
    private const string Header = "# Burden cost ledger, format 1\n";
    private const string Line = "App.Detector parameters=1552 buffers=0 parameterBytes=6208 featureElements=154 featureBytes=616 peakFeatureBytes=1344 macs=5328 flops=5760 trafficBytes=9320 arenaBytes=1344\n";

    private static async Task<IReadOnlyList<string>> Report(ProjectFiles files, params string[] sources)
        => [.. (await ModelText.Generate(files, sources).Diagnostics(files, new BudgetAnalyzer(), new LedgerAnalyzer())).Select(ModelText.Line)];

    private static Task<IReadOnlyList<string>> Report(params (string Name, string Value)[] settings) => Report(ModelText.Files(ModelText.Of("App.Detector", settings)));

    [Fact]
    public async Task A_budget_that_is_exceeded_names_file_figure_excess_and_heaviest_node()
        => Assert.Equal(
            ["/app/App.csproj(7,5): warning BRD1005: 'models/detector.onnx' has 5,760 FLOPs, 15.2% over its budget of 5,000; the heaviest node is 'backbone.conv.Conv' with 4,032, 70.0%"],
            await Report(("Flops", "5e3")));

    [Fact]
    public async Task Every_figure_has_its_budget_under_both_its_names()
    {
        foreach (var figure in BudgetFigure.All)
        {
            foreach (var name in ModelLimits.NamesOf(figure))
            {
                var reported = Assert.Single(await Report((name, "1")));
                Assert.StartsWith($"/app/App.csproj(7,5): warning BRD100{figure.Number}: 'models/detector.onnx' has ", reported, StringComparison.Ordinal);
                Assert.Contains("; the heaviest node is '", reported, StringComparison.Ordinal);
                Assert.Empty(await Report((name, "10e6")));
            }
        }
    }

    [Fact]
    public async Task The_target_is_named_and_units_are_understood()
        => Assert.Equal(
            [
                "/app/App.csproj(7,5): warning BRD1001: 'models/detector.onnx' has 1,552 parameters, 3.5% over its budget of 1,500 for 'phone'; the heaviest node is 'head.MatMul' with 1,440, 92.8%",
                "/app/App.csproj(8,5): warning BRD1002: 'models/detector.onnx' has 6,208 bytes (6.06 KB) of parameter memory, 51.6% over its budget of 4,096 bytes (4.00 KB) for 'phone'; the heaviest node is 'head.MatMul' with 5,760 bytes (5.63 KB), 92.8%",
            ],
            (await Report(("Parameters", "1.5K"), ("ParameterBytes", "4 KiB"), ("TargetName", "phone"))).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("many", "Flops = many is not a number such as 5000000, 5M, 4.1G or 1.5e9, or none")]
    [InlineData("-5", "Flops = -5 can never be met; expected a number such as 5000000, 5M, 4.1G or 1.5e9, or none")]
    [InlineData("2GB", "Flops = 2GB is not a number such as 5000000, 5M, 4.1G or 1.5e9, or none")]
    public async Task A_limit_that_can_not_be_read_is_an_error(string limit, string message)
        => Assert.Equal([$"/app/App.csproj(7,5): error BRD0022: models/detector.onnx: {message}"], await Report(("Flops", limit)));

    [Fact]
    public async Task A_figure_limited_under_two_names_is_an_error()
        => Assert.Equal(
            ["/app/App.csproj(8,5): error BRD0022: models/detector.onnx: ParameterMemory and ParameterBytes limit the same figure; give one of them"],
            await Report(("ParameterMemory", "1"), ("ParameterBytes", "1")));

    [Fact]
    public async Task No_limit_is_none()
        => Assert.Empty(await Report(("Flops", "none")));

    [Fact]
    public async Task A_model_with_errors_has_no_figures_to_compare()
        => Assert.Equal(["BRD0101"], (await Report(ModelText.Files(ModelText.Faulty("App.Detector", new ModelFault("", "?")) with { Item = ModelText.Of("App.Detector", ("Flops", "1")).Item }))).Select(static l => l.Split(": error ")[1][..7]));

    [Fact]
    public async Task Limits_of_the_project_hold_for_models()
    {
        var files = ModelText.Files(ModelText.Of("App.Detector"));
        files.Properties["BurdenMaxMacs"] = "5K";
        files.Settings["burden_max_flops"] = "5K";
        Assert.Equal(
            [
                "/app/App.csproj(5,3): warning BRD1005: 'models/detector.onnx' has 5,760 FLOPs, 15.2% over the limit of 5,000 that burden_max_flops sets; the heaviest node is 'backbone.conv.Conv' with 4,032, 70.0%",
                "/app/App.csproj(5,3): warning BRD1006: 'models/detector.onnx' has 5,328 MACs, 6.6% over the limit of 5,000 that BurdenMaxMacs sets; the heaviest node is 'backbone.conv.Conv' with 3,888, 73.0%",
            ],
            (await Report(files)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Budgets_of_the_assembly_hold_for_models()
    {
        var files = ModelText.Files(ModelText.Of("App.Detector"));
        Assert.Equal(
            ["/app/App.csproj(5,3): warning BRD1005: 'models/detector.onnx' has 5,760 FLOPs, 15.2% over the assembly's budget of 5,000 for 'all'; the heaviest node is 'backbone.conv.Conv' with 4,032, 70.0%"],
            await Report(files, "[assembly: Burden.Budget(Flops = 5e3, Target = \"all\")]"));
    }

    [Fact]
    public async Task The_ledger_lists_models()
    {
        var files = ModelText.Files(ModelText.Of("App.Detector"));
        files.Files[Ledger] = Header + Line;
        Assert.Empty(await Report(files));
    }

    [Fact]
    public async Task A_model_that_the_ledger_lacks_or_lists_otherwise_is_reported_with_its_line()
    {
        var files = ModelText.Files(ModelText.Of("App.Detector"));
        files.Files[Ledger] = Header;
        Assert.Equal([$"/app/App.csproj(6,5): warning BRD1102: 'App.Detector' is not in burden.costs.txt; its line is '{Line.TrimEnd()}'"], await Report(files));
        files = ModelText.Files(ModelText.Of("App.Detector"));
        files.Files[Ledger] = Header + Line.Replace("macs=5328", "macs=4440", StringComparison.Ordinal);
        Assert.Equal([$"/app/App.csproj(6,5): warning BRD1101: 'App.Detector' differs from burden.costs.txt: macs 4,440 -> 5,328 (+20.0%); its line is '{Line.TrimEnd()}'"], await Report(files));
    }

    [Fact]
    public async Task A_line_of_a_model_with_errors_is_kept()
    {
        foreach (var files in new[] { ModelText.Files(ModelText.Faulty("App.Detector", new ModelFault("", "?"))), new ProjectFiles { Files = { [ModelText.Path] = "?" } } })
        {
            files.Files[Ledger] = Header + Line;
            Assert.All(await Report(files), static l => Assert.Contains("BRD0101", l, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Writing_all_networks_into_the_ledger_writes_models_too()
    {
        var files = ModelText.Files(ModelText.Of("App.Detector")).Files;
        var project = Fixed.Of(new LedgerAnalyzer(), ["// nothing"], new Dictionary<string, string>(files) { [Ledger] = Header + "Gone parameters=12 buffers=0 parameterBytes=48 featureElements=4 featureBytes=16 peakFeatureBytes=24 macs=8 flops=12\n" });
        var @fixed = await project.Apply(new LedgerFix(), "Write all networks of the project into burden.costs.txt");
        Assert.Equal(Header + Line, await @fixed.File(1));
    }

    [Fact]
    public async Task A_network_may_be_limited_relative_to_a_model()
    {
        var files = ModelText.Files(ModelText.Of("App.Detector"));
        Assert.Equal(
            ["File0.cs(2,58): warning BRD1001: 'Small' has 2,020 parameters, 160.3% over its budget of 0.5 times 'Detector', 776; the heaviest layer is 'A' with 2,020, 100.0%"],
            await Report(files, "using Burden;\n[Network(100), Budget(RelativeTo = typeof(App.Detector), Parameters = 0.5)] public partial class Small { [Linear(20)] public static partial Layer A { get; } }"));
    }

    [Fact]
    public async Task A_limit_may_follow_from_a_models_constants()
    {
        var files = ModelText.Files(ModelText.Of("App.Detector"));
        Assert.Equal(
            ["File0.cs(2,23): warning BRD1001: 'Small' has 2,020 parameters, 30.2% over its budget of 1,552; the heaviest layer is 'A' with 2,020, 100.0%"],
            await Report(files, "using Burden;\n[Network(100), Budget(Parameters = App.Detector.Cost.Parameters)] public partial class Small { [Linear(20)] public static partial Layer A { get; } }"));
    }

    [Fact]
    public async Task A_layer_that_follows_from_a_models_constants_is_an_error()
    {
        var files = ModelText.Files(ModelText.Of("App.Detector"));
        var generated = ModelText.Generate(files, "using Burden;\n[Network(100)] public partial class Small { [Linear((int)App.Detector.Cost.head.Macs)] public static partial Layer A { get; } }");
        Assert.Equal(-1, generated.Figure("Small.Cost.Parameters"));
        Assert.Equal(
            ["File0.cs(2,53): error BRD0026: (int)App.Detector.Cost.head.Macs follows from App.Detector.Cost.head.Macs, a figure of an ONNX file: it is only known after declarations have been read, so budgets alone may follow from it"],
            (await generated.Diagnostics(files, new DeclarationAnalyzer(), new BudgetAnalyzer())).Select(ModelText.Line));
        Assert.Contains("Sizes.Wide follows from App.Detector.Cost.Parameters", Assert.Single((await ModelText.Generate(files, "using Burden;\nstatic class Sizes { public const int Wide = 2 * (int)App.Detector.Cost.Parameters; } [Network(100)] public partial class Small { [Linear(Sizes.Wide)] public static partial Layer A { get; } }").Diagnostics(files, new DeclarationAnalyzer())).Select(ModelText.Line)), StringComparison.Ordinal);
    }
}
