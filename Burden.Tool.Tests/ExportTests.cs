using System.Runtime.CompilerServices;
using Burden.Tool.Tests.Harness;

namespace Burden.Tool.Tests;

/// <summary><c>burden export</c> writes what <c>burden show</c> reads with the same figures.</summary>
public sealed class ExportTests
{
    [Theory]
    [InlineData("Models.DigitNet")]
    [InlineData("tiny-resnet", "--weights", "zero", "--external-data")]
    [InlineData("tiny-resnet", "--weights", "none", "--opset", "17")]
    [InlineData("Models.Corners.TwoInputs", "--opset", "26", "--seed", "7")]
    public void An_exported_network_has_the_figures_of_the_declared_one(string name, params string[] options)
    {
        using var folder = new TemporaryFolder();
        var run = Export(name, folder.In("net.onnx"), options);

        Assert.Equal(("", "", 0), (run.Output, run.Error, run.ExitCode));
        var (declared, read) = (Command.Run("show", Command.Models, name), Command.Run("show", folder.In("net.onnx")));
        Assert.Equal(("", 0), (read.Error, read.ExitCode));
        foreach (var figure in new[] { "parameters", "buffers", "parameter memory", "feature memory", "MACs", "FLOPs" })
        {
            Assert.Equal(Row(declared.Output, figure), Row(read.Output, figure));
        }

        Assert.Equal(options.Contains("zero"), File.Exists(folder.In("net.onnx.data")));
    }

    [Fact]
    public void The_same_seed_gives_the_same_file()
    {
        using var folder = new TemporaryFolder();
        foreach (var (file, seed) in new[] { ("a.onnx", "3"), ("b.onnx", "3"), ("c.onnx", "4") })
        {
            Assert.Equal(0, Export("Models.DigitNet", folder.In(file), "--seed", seed).ExitCode);
        }

        Assert.Equal(File.ReadAllBytes(folder.In("a.onnx")), File.ReadAllBytes(folder.In("b.onnx")));
        Assert.NotEqual(File.ReadAllBytes(folder.In("a.onnx")), File.ReadAllBytes(folder.In("c.onnx")));
    }

    [Fact]
    public void A_network_is_written_up_to_a_layer()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, Export("tiny-resnet", folder.In("net.onnx"), "--output", "Stage1").ExitCode);

        var read = Command.Run("show", folder.In("net.onnx")).Output;
        Assert.Contains("Stage1.1.Output.ReLU", read);
        Assert.DoesNotContain("Stage2", read);
    }

    [Theory]
    [InlineData("Models.DigitNet", "net.bin", "", "error: '.*net.bin' doesn't end in .onnx; expected the name of the file to write")]
    [InlineData("Tagger", "net.onnx", "", "error: 'Tagger' is a TorchSharp module, which has code and no declared layers; expected a network that is declared")]
    [InlineData("zzz", "net.onnx", "", "error: there is no network 'zzz'; 'burden list .*' shows all names")]
    [InlineData("tiny-resnet", "net.onnx", "--output Stage3", "error: 'tiny-resnet' has no layer 'Stage3'; did you mean 'Stage[12]'\\?")]
    [InlineData("tiny-resnet", "net.onnx", "--opset 9", "error: --opset is 9; expected 17 to 26; 'burden export --help' tells what is expected")]
    public void What_cannot_be_exported_is_an_error(string name, string file, string options, string expected)
    {
        using var folder = new TemporaryFolder();
        var run = Export(name, folder.In(file), options.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Matches($"^{expected}$", run.Error.Trim());
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void An_assembly_cannot_be_exported()
        => Assert.Equal(
            $"error: '{Command.Models}' is an assembly, which has figures and no declarations; expected the project that it is built from",
            Command.Run("export", Command.Models, "DigitNet", "net.onnx").Error.Trim());

    private static CommandRun Export(string name, string file, params string[] options)
        => Command.Run(["export", Project(), name, file, "--no-build", "--configuration", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, .. options]);

    private static string Row(string output, string figure) => output.Split('\n').First(l => l.StartsWith($"| {figure} ", StringComparison.Ordinal)).Split('|')[2].Trim();

    /// <summary>The project of the assembly that these tests read, which is built with them.</summary>
    private static string Project([CallerFilePath] string test = "") => Path.Combine(Path.GetDirectoryName(test)!, "Models");
}
