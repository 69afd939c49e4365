using System.Runtime.CompilerServices;
using Burden.Generator.Helpers;
using Burden.Generator.Summaries;
using Burden.Onnx;
using Burden.Onnx.Tests.Models;
using Burden.Onnx.Values;
using Burden.Reports.Rendering;
using Burden.Tool.Changes;
using Burden.Tool.Sources;
using Burden.Tool.Targets;
using Burden.Tool.Tests.Harness;
using Spectre.Console;

namespace Burden.Tool.Tests;

/// <summary><c>show</c> with another input, another batch, and other types.</summary>
public sealed class WhatIfTests
{
    private static CommandRun Show(params string[] arguments) => Command.Run(["show", ModelsProject(), "--no-build", "--configuration", Configuration(), .. arguments]);

    private static CommandRun Sound(params string[] arguments)
    {
        var run = Show(arguments);
        Assert.Equal(("", 0), (run.Error, run.ExitCode));
        return run;
    }

    private static string Error(params string[] arguments)
    {
        var run = Show(arguments);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        return run.Error.Trim().ReplaceLineEndings("\n");
    }

    private static CommandRun Onnx(byte[] model, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.In("small.onnx"), model);
        return Command.Run(["show", folder.In("small.onnx"), .. arguments]);
    }

    [Fact]
    public void A_declared_network_is_shown_at_another_input_and_batch_and_in_other_types()
    {
        var run = Sound("Models.DigitNet", "--input", "1x32x32", "--batch", "8", "--precision", "int8");

        Assert.Equal(["DigitNet", "Worked out with input 1x32x32 instead of 1x28x28; batch 8 instead of 1; parameters and features in int8."], run.Lines.Where(static l => l.Length > 0).Take(2));
        Assert.Matches(@"\| input size +\| +1x32x32 \|", run.Output);
        Assert.Contains("| batch               | ", run.Output);
        // The second convolution: 30 - 2 = 28, pooled by 2.
        Assert.Contains("64x14x14", run.Output);
        // (9 x 32 + 9 x 32 x 64) weights and their biases' 32 bits follow from the declaration; parameters don't change but in the first linear layer.
        Assert.Contains($"{320 + 18496 + (64 * 14 * 14 * 128) + 128 + 1290:N0}", run.Output);
    }

    [Fact]
    public void A_precision_counts_scales_and_biases()
    {
        // Two linear layers of 16 x 32 and 32 x 5 with biases of 32 bits and scales of channels; the input's, and three features' scales and zero points.
        var run = Sound("Tagger", "--precision", "int8");
        Assert.Matches($@"\| parameter memory +\| +{(16 * 32) + (32 * 8) + (32 * 5) + (5 * 8) + (4 * 5)} B \|", run.Output);
        Assert.Contains("Worked out with parameters and features in int8.", run.Output);
    }

    [Fact]
    public void The_code_of_a_torchsharp_network_is_read_again()
    {
        Assert.Matches($@"\| total .*\| +709 \| +1 KB \| +{4 * 672:N0} \| +{4 * 773:N0} \|", Sound("Tagger", "-b", "4").Output);
        Assert.Matches("what 'Tagger' costs for the input 17 and the batch 1 can't be worked out:\n.*Tagger\\.cs\\(\\d+,\\d+\\): ", Error("Tagger", "--input", "17"));
    }

    [Fact]
    public void Several_inputs_are_given_in_order_or_by_name()
    {
        var named = Sound("TwoInputs", "--input", "3x6x6", "--input", "Second=4x6x6").Output;
        Assert.Equal(named, Sound("TwoInputs", "--input", "3x6x6", "--input", "4x6x6").Output);
        Assert.Contains("inputs 3x6x6, 4x6x6 instead of 3x8x8, 4x8x8.", named);
    }

    [Fact]
    public void An_input_that_does_not_fit_names_the_layer()
        => Assert.Matches(
            "^error: what 'DigitNet' costs for the input 1x2x2 and the batch 1 can't be worked out:\n  .*DigitNet\\.cs\\(\\d+,\\d+\\): layer 'Conv1': Conv2d: the kernel spans",
            Error("Models.DigitNet", "--input", "1x2x2"));

    [Theory]
    [InlineData("--input 28x28", "error: the input 'Input' of 'DigitNet' is 1x28x28, of 3 dimensions without the batch; 28x28 has 2")]
    [InlineData("--input 1x28x28 --input 4", "error: 2 inputs are given; 'DigitNet' has 1: Input")]
    [InlineData("--input Other=4", "error: 'DigitNet' has no input 'Other'; expected one of Input")]
    [InlineData("--input Input=1x28x28 --input input=1x28x28", "error: the input 'Input' is given twice")]
    [InlineData("--input 1xax28", "error: '1xax28' is no input; expected its sizes joined by x, without the batch, such as 3x320x320, and 'name=' before them for one of several inputs")]
    [InlineData("--input 1x0x28", "error: '1x0x28' is no input; expected its sizes joined by x, without the batch, such as 3x320x320, and 'name=' before them for one of several inputs")]
    [InlineData("--batch 0", "error: the batch is '0'; expected a number of at least 1")]
    [InlineData("--batch many", "error: the batch is 'many'; expected a number of at least 1")]
    [InlineData("--precision flaot16", "error: 'flaot16' is no type; did you mean 'float16'? Expected one of float64, int64, float32, int32, float16, bfloat16, int16, float8, int8, uint8, int4")]
    public void What_can_not_be_is_an_error(string options, string error) => Assert.Equal(error, Error(["Models.DigitNet", .. options.Split(' ')]));

    [Fact]
    public void One_network_is_worked_out()
        => Assert.Matches("^error: '.*Models\\.csproj' has \\d+ networks; name the one to work out \\('burden list .*' shows all names\\)$", Error("--batch", "2"));

    [Fact]
    public void An_assembly_has_no_declarations()
    {
        var run = Command.Run("show", Command.Models, "Tagger", "--batch", "2");
        Assert.Equal((2, $"error: '{Command.Models}' is an assembly, which has figures and no declarations; expected the project that it is built from"), (run.ExitCode, run.Error.Trim()));
    }

    [Fact]
    public void Json_has_it_too()
    {
        var run = Command.Run("json", ModelsProject(), "Tagger", "--no-build", "-c", Configuration(), "--batch", "2");
        Assert.Equal(("", 0), (run.Error, run.ExitCode));
        Assert.Contains("\"change\":\"Worked out with batch 2 instead of 1.\"", run.Output);
        Assert.Contains("\"batch\":2", run.Output);
    }

    [Fact]
    public void A_file_with_open_sizes_takes_them_from_the_input_and_the_batch()
    {
        var g = new GraphWriter();
        g.Node("Relu", [g.Node("Conv", [g.Float("x", "batch", 3, "height", "width"), g.Weight("a.weight", 4, 3, 3, 3), g.Weight("a.bias", 4)])]);
        var run = Onnx(g.Output(g.LastOutput).Model(), "--input", "3x8x8", "--batch", "2");

        Assert.Equal(("", 0), (run.Error, run.ExitCode));
        Assert.Contains("Worked out with input 3x8x8 instead of 3x?x?; batch 2.", run.Output);
        Assert.Contains($"{2 * 3888:N0}", run.Output);
    }

    [Fact]
    public void A_file_of_fixed_sizes_is_read_at_others()
    {
        var g = new GraphWriter();
        g.Node("Add", [g.Node("Relu", [g.Float("x", 1, 3, 8, 8)]), g.Float("y", 1, 3, 8, 8)]);
        var model = g.Output(g.LastOutput).Model();

        Assert.Contains("| x.Relu", Onnx(model, "--input", "3x4x4", "--input", "y=3x4x4", "--batch", "5").Output.Replace("| Relu", "| x.Relu", StringComparison.Ordinal));
        Assert.Contains($"{5 * 48:N0}", Onnx(model, "--input", "3x4x4", "--input", "y=3x4x4", "--batch", "5").Output);
        var misfit = Onnx(model, "--input", "3x4x4");
        Assert.Equal(2, misfit.ExitCode);
        Assert.Contains("(Add)", misfit.Error);
    }

    [Fact]
    public void A_file_in_other_types_has_the_weights_of_a_quantised_one()
    {
        var g = new GraphWriter();
        g.Node("MatMul", [g.Float("x", 1, 10), g.Weight("w", 10, 20)]);
        // Twenty columns: a scale each; the input and the output have a scale and a zero point.
        var run = Onnx(g.Output(g.LastOutput).Model(), "--precision", "int8");
        Assert.Matches($@"\| parameter memory +\| +{200 + (20 * 4) + 5 + 5} B \|", run.Output);
    }

    [Fact]
    public void A_files_integers_stay_as_they_are()
    {
        var g = new GraphWriter();
        g.Node("Gather", [g.Weight("table", 100, 16), g.Input("ids", ElementType.Int64, 1, 7)]);
        var run = Onnx(g.Output(g.LastOutput).Model(), "--precision", "float16");
        Assert.Equal(("", 0), (run.Error, run.ExitCode));
        // Ids of 8 bytes and 7 vectors of 16 values of 2.
        Assert.Contains($"{(7 * 8) + (7 * 16 * 2)} B", run.Output);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_that_fixes_the_batch_at_its_end_is_an_error_at_another(bool goesOn)
    {
        var g = new GraphWriter();
        var flat = g.Node("Reshape", [g.Node("Relu", [g.Float("x", 1, 3, 4)]), g.Integers(1, -1)]);
        var model = g.Output(goesOn ? g.Node("Softmax", [flat]) : flat).Model();
        var run = Onnx(model, "--batch", "5");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Matches(
            @"^error: .*small\.onnx: node 'Reshape_3' \(Reshape\): it fixes the batch at 1: with 5 inputs at once, it puts them all into 1x60; expected a batch of 1, or a file whose batch is open$",
            run.Error.Trim());
        Assert.Equal(0, Onnx(model, "--batch", "1").ExitCode);
    }

    [Fact]
    public void So_it_is_where_the_batch_has_a_name()
    {
        var g = new GraphWriter();
        g.Node("Reshape", [g.Node("Relu", [g.Float("x", "batch", 3, 4)]), g.Integers(1, -1)]);
        Assert.Contains("it fixes the batch at 1: with 5 inputs", Onnx(g.Output(g.LastOutput).Model(), "--batch", "5").Error);
    }

    private static readonly Dictionary<string, Action<GraphWriter>> FreeBatches = new()
    {
        ["the batch is what is left over"] = static g => g.Node("Reshape", [g.Float("x", 1, 3, 4), g.Integers(-1, 12)]),
        ["no dimension is the batch's"] = static g => g.Node("Reshape", [g.Float("x", 1, 3, 4), g.Integers(-1)]),
        ["it is folded into channels and comes out again"] = static g => g.Node("Reshape", [g.Node("Relu", [g.Node("Reshape", [g.Float("x", 1, 3, 4), g.Integers(1, -1, 4)])]), g.Integers(-1, 3, 4)]),
        ["it is the second dimension"] = static g => g.Node("Transpose", [g.Float("x", 1, 1, 4)], ("perm", new long[] { 1, 0, 2 })),
        ["a constant is brought into shape"] = static g => g.Node("Mul", [g.Float("x", 1, 3, 4), g.Node("Reshape", [g.Weight("w", 12), g.Integers(1, 3, 4)])]),
        ["something that is no batch is flattened"] = static g => { g.Node("Relu", [g.Float("x", 1, 3)]); g.Output(g.Node("Reshape", [g.Float("table", 7, 2), g.Integers(1, -1)])); g.Node("Neg", ["x"]); },
        ["the last state of a sequence"] = static g => g.Output(g.Nodes("LSTM", 2, [g.Node("Transpose", [g.Float("x", 1, 5, 4)], ("perm", new long[] { 1, 0, 2 })), g.Weight("w", 1, 12, 4), g.Weight("r", 1, 12, 3)], ("hidden_size", 3L))[1]),
    };

    public static TheoryData<string> NamesOfFreeBatches => [.. FreeBatches.Keys];

    [Theory]
    [MemberData(nameof(NamesOfFreeBatches))]
    public void A_file_that_works_at_any_batch_is_shown_at_any(string name)
    {
        var g = new GraphWriter();
        FreeBatches[name](g);
        var run = Onnx(g.Output(g.LastOutput).Model(), "--batch", "5");
        Assert.True(run.ExitCode == 0, $"{name}: {run.Error}");
    }

    [Fact]
    public void A_size_given_in_two_ways_is_an_error()
    {
        var g = new GraphWriter();
        g.Node("Relu", [g.Float("x", "batch", 3, "height")]);
        var run = Onnx(g.Output(g.LastOutput).Model(), "--input", "3x8", "-d", "batch=1;height=9");
        Assert.Equal(2, run.ExitCode);
        Assert.EndsWith("'height' is 9, and 8 in the shape that is given for 'x'", run.Error.Trim());
    }

    [Fact]
    public async Task A_model_of_a_project_is_worked_out_from_its_file_with_what_its_item_states()
    {
        using var folder = new TemporaryFolder();
        var g = new GraphWriter();
        g.Node("Sigmoid", [g.Node("MatMul", [g.Float("x", "batch", 10), g.Weight("w", 10, 20)])]);
        File.WriteAllBytes(folder.In("small net.onnx"), g.Output(g.LastOutput).Model());
        File.WriteAllText(folder.In("Net.cs"), "");
        ModelSetting[] stated = [new(ModelItem.Class, "App.Models.Small", null), new(ModelItem.Name, "small", null), new(ModelItem.Dimensions, "batch=1", null), new(ModelItem.CountExponentials, "true", null)];
        var item = new ModelItem("small net.onnx", folder.In("App.csproj"), null, stated.ToEquatableArray());
        var reading = OnnxModel.Read(folder.In("small net.onnx"), new OnnxOptions { Dimensions = "batch=1", Name = "small" });
        var summary = new ModelSummary(item, reading.Settings, reading.Code, [], []);
        File.WriteAllText(folder.In("App.Models.Small.burdenmodel"), SummaryWriter.Write(summary));

        var source = SourceReader.Read(folder.In("App.csproj"), ["/target:library", "Net.cs", $"/reference:{Path.Combine(AppContext.BaseDirectory, "Burden.Attributes.dll")}", "/additionalfile:App.Models.Small.burdenmodel"], CancellationToken.None);
        foreach (var name in (string?[])["small", "Small", "app.models.small", null])
        {
            Assert.Equal("small net.onnx", source.Model(name)?.File);
        }

        Assert.Null(source.Model("other"));
        Assert.Equal("'small' is the ONNX file 'small net.onnx', which has no declaration; expected a network that is declared", Assert.Throws<ToolException>(() => source.Named("small")).Message);

        var shown = await new OnnxTarget(folder.In("small net.onnx"), source.Model(null)).ReadChangedAsync(
            new TargetSettings(Dimensions: "batch=1"), null, WhatIf.Of([], "8", null), Terminal.Over(new AnsiConsoleOutput(TextWriter.Null), TextWriter.Null, hasColours: false), CancellationToken.None);
        Assert.Equal(("small", "App.Models.Small"), (shown.Name, shown.Cost.TypeName));
        // Eight products, and three operations for each sigmoid.
        Assert.Equal((8 * 200, (8 * 200) + (3 * 8 * 20)), (shown.Cost.Macs, shown.Cost.Flops));
    }

    [Fact]
    public void An_input_that_is_a_single_value_is_a_scalar()
    {
        var g = new GraphWriter();
        g.Node("Mul", [g.Float("x", 1, 3), g.Float("factor")]);
        Assert.Matches(@"\| inputs +\| 3, scalar \|", Onnx(g.Output(g.LastOutput).Model()).Output);
    }

    private static string ModelsProject([CallerFilePath] string test = "") => Path.Combine(Path.GetDirectoryName(test)!, "Models", "Models.csproj");

    private static string Configuration() => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
}
