using Burden.Onnx.Tests.Models;
using Burden.Tool.Tests.Harness;

namespace Burden.Tool.Tests;

/// <summary>An .onnx file is a target like any other.</summary>
public sealed class OnnxTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Model { get; }

    public OnnxTests()
    {
        var g = new GraphWriter();
        g.Node("Relu", [g.Node("Conv", [g.Float("x", "batch", 3, 8, 8), g.Weight("a.weight", 4, 3, 3, 3), g.Weight("a.bias", 4)])]);
        Model = folder.In("small.onnx");
        File.WriteAllBytes(Model, g.Output(g.LastOutput).Model());
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_is_shown()
    {
        var run = Command.Run("show", Model, "--dimensions", "batch=1");

        Assert.Equal(("", 0, "small"), (run.Error, run.ExitCode, run.Lines[0]));
        Assert.Contains("| a.Conv_1 | Conv2d |  4x6x6 |        112 |     576 B | 3,888 | 4,032 |", run.Output);
    }

    [Fact]
    public void Its_memory_over_the_run_is_planned()
    {
        Assert.Equal(0, Command.Run("report", Model, folder.In("out"), "-d", "batch=1", "--format", "html").ExitCode);

        Assert.Contains("small: its features need ", File.ReadAllText(folder.In("out", "small.html")));
    }

    [Fact]
    public void What_the_file_leaves_open_is_asked_for()
    {
        var run = Command.Run("show", Model);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"error: {Model}: ", run.Error);
        Assert.Contains("batch=NUMBER", run.Error);
    }

    [Fact]
    public void What_nothing_asks_for_is_told()
    {
        var run = Command.Run("list", Model, "-d", "batch=1", "-d", "batsch=2");

        Assert.Equal((0, $"warning: nothing in '{Model}' asks for the dimension 'batsch'"), (run.ExitCode, run.Error.Trim()));
    }

    [Fact]
    public void A_damaged_file_is_an_error()
    {
        File.WriteAllText(Model, "text");

        var run = Command.Run("list", Model);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"error: {Model}: ", run.Error);
    }

    [Fact]
    public void Rules_that_are_not_there_are_an_error() =>
        Assert.StartsWith("error: the rules 'nowhere.json' can't be read: ", Command.Run("list", Model, "--rules", "nowhere.json").Error);
}
