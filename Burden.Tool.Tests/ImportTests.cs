using Burden.Onnx.Tests.Models;
using Burden.Onnx.Values;
using Burden.Tool.Tests.Harness;

namespace Burden.Tool.Tests;

/// <summary>The command that turns an ONNX file into a declaration.</summary>
public sealed class ImportTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Model { get; }

    public ImportTests()
    {
        var g = new GraphWriter();
        g.Node("Relu", [g.Node("Conv", [g.Float("x", "batch", 3, 8, 8), g.Weight("a.weight", 4, 3, 3, 3), g.Weight("a.bias", 4)])]);
        Model = folder.In("small net.onnx");
        File.WriteAllBytes(Model, g.Output(g.LastOutput).Model());
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_declaration_is_printed()
    {
        var run = Command.Run("import", Model, "-d", "batch=1");

        Assert.Equal(("", 0), (run.Error, run.ExitCode));
        Assert.Equal(
            """
            using Burden;

            /// <summary>The network of small net.onnx.</summary>
            [Network(3, 8, 8, Name = "small net")]
            public sealed partial class SmallNet
            {
                [Conv2d(4, 3), ReLU]
                public static partial Layer A { get; }
            }

            """.ReplaceLineEndings("\n"),
            run.Output);
    }

    [Fact]
    public void Or_written_to_a_file_under_the_names_that_are_asked_for()
    {
        var file = folder.In("Detector.cs");
        var run = Command.Run("import", Model, "--dimensions", "batch=8", "--class", "Detector", "--namespace", "App.Models", "--output", file);

        Assert.Equal(("", 0, ""), (run.Error, run.ExitCode, run.Output));
        Assert.StartsWith("using Burden;\n\nnamespace App.Models;\n", File.ReadAllText(file));
        Assert.Contains("[Network(3, 8, 8, Name = \"small net\", Batch = 8)]\npublic sealed partial class Detector\n", File.ReadAllText(file));
    }

    [Theory]
    [InlineData("--class", "class", "--class: 'class' is no name of a class in C#")]
    [InlineData("--class", "Layer", "--class: 'Layer' is a name of Burden's own; choose another")]
    [InlineData("--namespace", "App.1", "--namespace: 'App.1' is no namespace of C#; expected names with dots between them")]
    public void Names_that_C_sharp_does_not_have_are_errors(string option, string name, string error)
    {
        var run = Command.Run("import", Model, "-d", "batch=1", option, name);

        Assert.Equal((2, "", $"error: {error}"), (run.ExitCode, run.Output, run.Error.Trim()));
    }

    [Fact]
    public void What_is_no_file_of_a_network_is_an_error()
    {
        Assert.Equal((2, "error: 'nowhere.onnx' does not exist; expected an .onnx file"), Failure("import", "nowhere.onnx"));
        Assert.Equal((2, $"error: '{Command.Models}' is no .onnx file"), Failure("import", Command.Models));
    }

    [Fact]
    public void Sizes_that_the_file_leaves_open_are_asked_for() => Assert.Contains("batch=NUMBER", Failure("import", Model).Error);

    [Fact]
    public void Nothing_is_written_where_a_declaration_has_no_words_for_the_network()
    {
        var g = new GraphWriter();
        var x = g.Float("x", 1, 3, 5);
        g.Node("Concat", [x, g.Float("past", 1, 0, 5)], ("axis", 1L));
        File.WriteAllBytes(Model, g.Output(g.LastOutput).Model());
        var file = folder.In("Net.cs");

        var (code, error) = Failure("import", Model, "--output", file);

        Assert.Equal(2, code);
        Assert.Contains("the input is 0x5; a declaration has no inputs without values", error);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_an_error()
        => Assert.StartsWith("error: can't write the output: ", Failure("import", Model, "-d", "batch=1", "--output", folder.In("no/where.cs")).Error);

    [Fact]
    public void Options_are_completed()
    {
        var line = $"burden import x.onnx --";
        var run = Command.Run($"[suggest:{line.Length}]", line);

        Assert.Superset(new HashSet<string> { "--class", "--namespace", "--output", "--dimensions", "--rules" }, run.Lines.ToHashSet());
    }

    private static (int Code, string Error) Failure(params string[] arguments)
    {
        var run = Command.Run(arguments);
        Assert.Equal("", run.Output);
        return (run.ExitCode, run.Error.Trim());
    }
}
