using System.Text.RegularExpressions;
using Burden.Onnx.Tests.Models;
using Burden.Tool.Tests.Harness;

namespace Burden.Tool.Tests;

/// <summary>What docs/tool.md states is what the tool does.</summary>
public sealed partial class DocsTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Docs", "tool.md")).ReplaceLineEndings("\n");

    [Fact]
    public void Each_output_that_is_shown_is_printed()
    {
        var examples = Examples().Matches(Page);

        using var folder = new TemporaryFolder();
        var detector = folder.In("detector.onnx");
        File.WriteAllBytes(detector, Detector());

        Assert.Equal(4, examples.Count);
        foreach (Match example in examples)
        {
            var run = Command.Run([.. example.Groups["arguments"].Value.Split(' ').SelectMany(a => a switch
            {
                "Models.dll" => [Command.Models],
                "detector.onnx" => [detector],
                // Built with these tests.
                "Models.csproj" => [ModelsProject(), "--no-build", "--configuration", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name],
                _ => (string[])[a],
            })]);
            Assert.Equal((0, example.Groups["output"].Value), (run.ExitCode, run.Output.ReplaceLineEndings("\n")));
        }
    }

    [Fact]
    public void Each_command_of_the_help_is_told()
    {
        var commands = HelpLine().Matches(Command.Run("--help").Output.ReplaceLineEndings("\n").Split("Commands:")[1].Split("Examples:")[0]).Select(static m => m.Groups[1].Value).ToList();

        Assert.Equal(["list", "show", "json", "report", "diff", "export", "import", "completion"], commands);
        Assert.All(commands, static c => Assert.Contains($"burden {c} ", Page));
    }

    private static string ModelsProject([System.Runtime.CompilerServices.CallerFilePath] string test = "") => Path.Combine(Path.GetDirectoryName(test)!, "Models", "Models.csproj");

    /// <summary>A small network as PyTorch's exporter writes it.</summary>
    private static byte[] Detector()
    {
        var g = new GraphWriter();
        g.Float("image", 1, 3, 64, 64);
        var (x, inputs) = ("image", 3L);
        foreach (var (stage, width) in new[] { (1, 16L), (2, 32L) })
        {
            x = Convolved($"/layer{stage}/layer{stage}.0/conv", x, inputs, width, 2);
            for (var block = 1; block < 3; block++)
            {
                var scope = $"/layer{stage}/layer{stage}.{block}";
                var y = Convolved($"{scope}/conv2", Convolved($"{scope}/conv1", x, width, width, 1), width, width, 1);
                g.Add("Add", "", $"{scope}/Add", [x, y], [$"{scope}/Add_output_0"]);
                x = g.LastOutput;
            }

            inputs = width;
        }

        g.Add("GlobalAveragePool", "", "/pool/GlobalAveragePool", [x], ["pool"]);
        g.Add("Flatten", "", "/Flatten", ["pool"], ["flat"]);
        g.Add("Gemm", "", "/scores/Gemm", ["flat", g.Weight("scores.weight", 10, 32), g.Weight("scores.bias", 10)], ["scores"], ("transB", 1L));
        return g.Output("scores").Model();

        string Convolved(string scope, string input, long from, long to, long stride)
        {
            g.Add(
                "Conv", "", $"{scope}/Conv", [input, g.Weight($"{scope}.weight", to, from, 3, 3), g.Weight($"{scope}.bias", to)], [$"{scope}/Conv_output_0"],
                ("kernel_shape", new long[] { 3, 3 }), ("pads", new long[] { 1, 1, 1, 1 }), ("strides", new[] { stride, stride }));
            g.Add("Relu", "", $"{scope}/Relu", [g.LastOutput], [$"{scope}/Relu_output_0"]);
            return g.LastOutput;
        }
    }

    [GeneratedRegex("```sh\nburden (?<arguments>[^\n]*)\n```\n(\n[^\n`]+\n)*\n```(text|csharp)\n(?<output>.*?)```", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Examples();

    [GeneratedRegex("^  ([a-z]+)", RegexOptions.Multiline)]
    private static partial Regex HelpLine();
}
