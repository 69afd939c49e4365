using Burden.Generator.Summaries;
using Burden.Onnx.Build;
using Burden.Onnx.Tests.Models;

namespace Burden.Onnx.Tests.Build;

/// <summary>The program that a build runs: from a request to summaries.</summary>
public sealed class ReaderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("burden ä").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Write(string name, byte[] content)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    private string WriteText(string name, string content) => Write(name, System.Text.Encoding.UTF8.GetBytes(content));

    private string Model(string name = "models/a model.onnx")
    {
        var g = new GraphWriter();
        g.Node("MatMul", [g.Float("x", "batch", 8), g.Weight("w", 8, 4)]);
        return Write(name, g.Output(g.LastOutput).Model());
    }

    private string Output => Path.Combine(folder, "obj") + Path.DirectorySeparatorChar;

    private void Run(params string[] lines)
        => Assert.Equal(0, Program.Main([WriteText("request.txt", $"|Reader|x\n|Output|{Output}\n" + string.Concat(lines.Select(static l => l + "\n")))]));

    private ModelSummary Summary(string name)
    {
        var summary = SummaryParser.Parse(File.ReadAllText(Path.Combine(Output, name + ".burdenmodel")), out var fault, out _);
        Assert.Null(fault);
        return summary!;
    }

    [Fact]
    public void A_model_becomes_a_summary_of_its_class()
    {
        Run($"|Model|{Model()}", "|Class|App.Models.Detector", "|Dimensions|batch=3", "|Flops|2e9", "|Rules|");
        var summary = Summary("App.Models.Detector");
        Assert.Equal(["x", "MatMul_1"], summary.Code!.Nodes.Select(static n => n.Path));
        Assert.Equal(("a model", 3L), (summary.Settings.Name, summary.Settings.Batch));
        Assert.Equal([("Class", "App.Models.Detector"), ("Dimensions", "batch=3"), ("Flops", "2e9")], summary.Item.Settings.Select(static s => (s.Name, s.Value)));
        Assert.Equal([Path.Combine(Output, "App.Models.Detector.burdenmodel")], File.ReadAllLines(Path.Combine(Output, "summaries.txt")));
    }

    [Fact]
    public void A_value_may_go_over_several_lines()
    {
        Run($"|Model|{Model()}", "|Class|A", "|Dimensions|", "   batch=3;", "", "|Name|net");
        Assert.Equal(("net", 3L), (Summary("A").Settings.Name, Summary("A").Settings.Batch));
        Assert.Equal("batch=3;", Summary("A").Item["Dimensions"]);
    }

    [Fact]
    public void Items_are_found_in_their_project_with_their_metadata()
    {
        var path = Model();
        var project = WriteText("App.csproj", """
            <Project>
              <ItemGroup>
                <BurdenModel Include="other.onnx" Class="Other" />
                <BurdenModel Include="models\a model.onnx"
                             Class="App.A" Flops="1">
                  <Dimensions>batch=3</Dimensions>
                </BurdenModel>
                <BurdenModel Include="$(Models)/a model.onnx" class="App.B" Dimensions="batch=4" />
              </ItemGroup>
            </Project>
            """);
        Run(
            $"|Model|{path}", $"|DefiningProject|{project}", "|Class|App.A", "|Flops|1", "|Dimensions|batch=3", "|Macs|7",
            $"|Model|{path}", $"|DefiningProject|{project}", "|Class|App.B", "|Dimensions|batch=4");
        var first = Summary("App.A").Item;
        Assert.Equal(new TextPlace(3, 4), first.Place);
        Assert.Equal(new TextPlace(4, 17), first.PlaceOf("Class"));
        Assert.Equal(new TextPlace(4, 31), first.PlaceOf("Flops"));
        Assert.Equal(new TextPlace(5, 6), first.PlaceOf("Dimensions"));
        // One that comes from elsewhere is at the item.
        Assert.Equal(new TextPlace(3, 4), first.PlaceOf("Macs"));
        Assert.Equal((new TextPlace(7, 4), new TextPlace(7, 50)), (Summary("App.B").Item.Place, Summary("App.B").Item.PlaceOf("Class")));
    }

    [Theory]
    [InlineData("<Project>")]
    [InlineData("<Project />")]
    [InlineData("")]
    public void A_project_that_does_not_hold_the_item_leaves_places_out(string project)
    {
        Run($"|Model|{Model()}", $"|DefiningProject|{WriteText("App.csproj", project)}", "|Class|A", "|Dimensions|batch=1");
        Assert.Null(Summary("A").Item.Place);
        Assert.NotNull(Summary("A").Code);
    }

    [Fact]
    public void A_setting_that_is_mistyped_is_an_error_and_others_are_not()
    {
        var project = WriteText("App.csproj", """<Project><ItemGroup><BurdenModel Include="a.onnx" Class="A" Flop="1e5" CopyToOutputDirectory="Always"><dimension>batch=1</dimension></BurdenModel></ItemGroup></Project>""");
        Run($"|Model|{Model()}", $"|DefiningProject|{project}", "|Class|A");
        Assert.Equal(
            [
                new ModelFault("Flop", "'Flop' is nothing that a BurdenModel can state; did you mean 'Flops'?"),
                new ModelFault("dimension", "'dimension' is nothing that a BurdenModel can state; did you mean 'Dimensions'?"),
            ],
            Summary("A").Faults);
        Assert.Equal(new TextPlace(0, 60), Summary("A").Item.PlaceOf("Flop"));
    }

    [Fact]
    public void Errors_name_the_file_and_the_setting()
    {
        var damaged = Write("damaged.onnx", [1, 2, 3]);
        Run(
            "|Model|models/missing.onnx", "|Class|Missing",
            $"|Model|{damaged}", "|Class|Damaged",
            $"|Model|{Write("empty.onnx", [])}", "|Class|Empty",
            $"|Model|{Model()}", "|Class|Open",
            $"|Model|{Model()}", "|Class|Rules", "|Dimensions|batch=1", "|Rules|none.json",
            $"|Model|{Model()}", "|Class|Json", "|Dimensions|batch=1", $"|Rules|{WriteText("rules.json", "[")}",
            $"|Model|{Model()}", "|Class|Flag", "|Dimensions|batch=1", "|CountExponentials|yes");
        Assert.StartsWith("models/missing.onnx: the file can't be read: ", Fault("Missing", "").Message, StringComparison.Ordinal);
        Assert.StartsWith($"{damaged}: byte ", Fault("Damaged", "").Message, StringComparison.Ordinal);
        Assert.EndsWith("the file is empty", Fault("Empty", "").Message, StringComparison.Ordinal);
        Assert.EndsWith("'x' is batch x 8. Give it as dimensions: batch=NUMBER", Fault("Open", "Dimensions").Message, StringComparison.Ordinal);
        Assert.StartsWith("the rules 'none.json' can't be read: ", Fault("Rules", "Rules").Message, StringComparison.Ordinal);
        Fault("Json", "Rules");
        Assert.Equal("CountExponentials = yes is neither true nor false", Fault("Flag", "CountExponentials").Message);

        ModelFault Fault(string name, string setting)
        {
            Assert.Null(Summary(name).Code);
            var fault = Assert.Single(Summary(name).Faults);
            Assert.Equal(setting, fault.Setting);
            return fault;
        }
    }

    [Fact]
    public void Rules_and_files_of_weights_that_were_read_are_listed()
    {
        var g = new GraphWriter();
        g.Node("my.ops::Gain", [g.Float("x", 2, 3)]);
        var rules = WriteText("rules.json", """{ "my.ops::Gain": { "Output": "Input", "Macs": "0", "Flops": "Output.Elements" } }""");
        Run($"|Model|{Write("a.onnx", g.Output(g.LastOutput).Model(17, 8, "my.ops"))}", "|Class|A", $"|Rules|{rules}");
        Assert.Empty(Summary("A").Faults);
        Assert.Equal([rules], File.ReadAllLines(Path.Combine(Output, "inputs.txt")));
    }

    [Fact]
    public void Two_models_of_one_class_have_a_file_each()
    {
        Run($"|Model|{Model()}", "|Class|A", $"|Model|{Model()}", "|Class|a", $"|Model|{Model()}", $"|Model|{Model("ü.onnx")}", $"|Model|{Model()}", "|Class|../../A b");
        Assert.Equal(["A", "a-2", "a-model", "-", "-..-A-b"], File.ReadAllLines(Path.Combine(Output, "summaries.txt")).Select(static l => Path.GetFileNameWithoutExtension(l)));
    }

    [Fact]
    public void A_summary_that_does_not_change_is_left_alone_and_one_of_no_model_goes()
    {
        Run($"|Model|{Model()}", "|Class|A", $"|Model|{Model()}", "|Class|B");
        var path = Path.Combine(Output, "A.burdenmodel");
        var old = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(path, old);
        Run($"|Model|{Model()}", "|Class|A");
        Assert.Equal(old, File.GetLastWriteTimeUtc(path));
        Assert.False(File.Exists(Path.Combine(Output, "B.burdenmodel")));
        Run($"|Model|{Model()}", "|Class|A", "|Flops|3");
        Assert.NotEqual(old, File.GetLastWriteTimeUtc(path));
    }

    [Fact]
    public async Task Builds_that_write_the_same_summaries_at_once_get_along()
    {
        var model = Model();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() =>
            SummaryFiles.Write(new ModelRequest(Output, [new RequestedModel(model, [new("Class", "A"), new("Dimensions", $"batch={1 + (i % 2)}")])]), CancellationToken.None))));
        Assert.NotNull(Summary("A").Code);
        Assert.Equal(["A.burdenmodel", "inputs.txt", "summaries.txt"], Directory.GetFiles(Output).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("|Class|A")]
    [InlineData("nothing")]
    public void A_request_that_can_not_be_read_is_told(string request)
    {
        var error = Console.Error;
        var told = new StringWriter();
        Console.SetError(told);
        try
        {
            Assert.Equal(1, Program.Main([WriteText("request.txt", request)]));
            Assert.Equal(1, Program.Main([]));
            Assert.Equal(1, Program.Main([Path.Combine(folder, "none")]));
        }
        finally
        {
            Console.SetError(error);
        }

        Assert.Equal(3, told.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void The_target_hands_over_all_that_an_item_can_state()
    {
        var targets = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Burden.Models.targets"));
        Assert.All([.. ModelItem.Plain, .. ModelLimits.Names], name => Assert.Contains($"%0A|{name}|%({name})", targets, StringComparison.Ordinal));
    }

    /// <summary>MSBuild refuses a project in which an item has metadata of these names.</summary>
    [Fact]
    public void No_item_states_what_a_project_file_reserves()
    {
        string[] reserved =
        [
            "Choose", "Condition", "Exclude", "Import", "ImportGroup", "Include", "ItemGroup", "KeepDuplicates", "KeepMetadata", "Label", "OnError", "Otherwise", "Output", "Project", "ProjectExtensions",
            "PropertyGroup", "Remove", "RemoveMetadata", "Target", "Update", "UsingTask", "VisualStudioProject", "When",
        ];
        Assert.DoesNotContain([.. ModelItem.Plain, .. ModelLimits.Names], name => reserved.Contains(name, StringComparer.OrdinalIgnoreCase));
    }
}
