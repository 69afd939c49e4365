using Burden.Onnx.Tests.Models;
using Burden.Tool.Tests.Harness;

namespace Burden.Tool.Tests;

/// <summary>Two targets, ledgers or JSON files side by side.</summary>
public sealed class DiffTests : IDisposable
{
    private const string Header = "# Burden cost ledger, format 1\n";
    private const string Line = "Models.DigitNet parameters=1199882 buffers=0 parameterBytes=4799528 featureElements=67860 featureBytes=271440 peakFeatureBytes=233984 macs=11992448 flops=12242058\n";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_did_not_change_is_counted() =>
        Assert.Equal((0, "# What the networks cost\n\n7 networks unchanged.\n"), Outcome(Command.Run("diff", Command.Models, Command.Models, "--fail-over", "0%")));

    [Fact]
    public void Figures_and_the_layers_that_moved_them_are_a_table()
    {
        var before = Json(static json => json
            .Replace("\"parameters\":1199882", "\"parameters\":1199000", StringComparison.Ordinal)
            .Replace("\"flops\":12242058", "\"flops\":12242057", StringComparison.Ordinal)
            .Replace("\"buffers\":480", "\"buffers\":0", StringComparison.Ordinal)
            .Replace("Hidden.ReLU", "Hidden.GELU", StringComparison.Ordinal)
            .Replace("\"path\":\"Conv2.Conv2d\",\"kind\":\"Conv2d\",\"output\":[64,24,24],\"parameters\":18496", "\"path\":\"Conv2.Conv2d\",\"kind\":\"Conv2d\",\"output\":[64,24,24],\"parameters\":17614", StringComparison.Ordinal)
            .Replace("\"Models.Corners.TwoInputs\"", "\"Models.Corners.Renamed\"", StringComparison.Ordinal));

        Command.Verify(Command.Run("diff", before, Command.Models), "Diff");
    }

    [Theory]
    [InlineData("0.1%", 1)]
    [InlineData("0.01%", 1)]
    [InlineData("2%", 0)]
    [InlineData("flops=0%", 1)]
    [InlineData("Flops=0.2%", 0)]
    [InlineData("macs=0%", 0)]
    [InlineData("0%|flops=1%", 0)]
    public void A_figure_may_grow_by_its_limit(string limits, int code)
    {
        var before = Json(static json => json.Replace("\"flops\":12242058", "\"flops\":12227000", StringComparison.Ordinal));

        var run = Command.Run(["diff", before, Command.Models, .. limits.Split('|').SelectMany(static l => (string[])["--fail-over", l])]);

        Assert.Equal(code, run.ExitCode);
        Assert.Equal(code == 0 ? "" : $"over: FLOPs of 'DigitNet' grew from 12,227,000 to 12,242,058, +0.1%; allowed are {limits.Split('=')[^1]}", run.Error.Trim());
    }

    [Theory]
    [InlineData("0%", 1)]
    [InlineData("onRaspberryPi5.milliseconds=10%", 1)]
    [InlineData("onRaspberryPi5.Milliseconds=9999%", 0)]
    [InlineData("flops=0%", 0)]
    public void Figures_of_analyses_are_compared_too(string limit, int code)
    {
        var before = Json(static json => System.Text.RegularExpressions.Regex.Replace(json, "\"milliseconds\":[0-9.]+", "\"milliseconds\":0.02"));

        var run = Command.Run("diff", before, Command.Models, "--fail-over", limit);

        Assert.Equal(code, run.ExitCode);
        Assert.Contains("| onRaspberryPi5.milliseconds | 0.02 ms | ", run.Output);
        Assert.Equal(code == 1, run.Error.Contains("over: onRaspberryPi5.milliseconds of 'tiny-resnet' grew from 0.02 to ", StringComparison.Ordinal));
    }

    [Fact]
    public void Ledgers_are_compared_in_figures_of_analyses()
    {
        var (old, now) = (folder.In("old.costs.txt"), folder.In("new.costs.txt"));
        File.WriteAllText(old, Header + Line.TrimEnd() + " training.savedBytes=100 memoryPlan.arenaBytes=16\n");
        File.WriteAllText(now, Header + Line.TrimEnd() + " training.savedBytes=150\n");

        var run = Command.Run("diff", old, now, "--fail-over", "training.savedBytes=10%");

        Assert.Equal((1, "over: training.savedBytes of 'DigitNet' grew from 100 to 150, +50.0%; allowed are 10%"), (run.ExitCode, run.Error.Trim()));
        Assert.Contains("| training.savedBytes |  100 B | 150 B | +50.0% |", run.Output);
        Assert.DoesNotContain("memoryPlan", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_shrinks_is_never_too_much()
    {
        var before = Json(static json => json.Replace("\"flops\":12242058", "\"flops\":99999999", StringComparison.Ordinal));

        Assert.Equal(0, Command.Run("diff", before, Command.Models, "--fail-over", "0%").ExitCode);
    }

    [Fact]
    public void A_figure_that_was_0_may_not_grow_by_any_percentage()
    {
        var before = Json(static json => json.Replace("\"buffers\":480", "\"buffers\":0", StringComparison.Ordinal));

        Assert.Equal(1, Command.Run("diff", before, Command.Models, "--fail-over", "1000%").ExitCode);
    }

    [Fact]
    public void A_ledger_is_compared_in_the_figures_that_it_lists()
    {
        var old = folder.In("burden.costs.txt");
        File.WriteAllText(old, Header + Line.Replace("macs=11992448", "macs=11992000", StringComparison.Ordinal));

        var run = Command.Run("diff", old, Command.Models);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("| MACs   | 11,992,000 | 11,992,448 |", run.Output);
        Assert.Contains("## Added", run.Output);
        Assert.DoesNotContain("memory traffic", run.Output);
    }

    [Fact]
    public void Two_ONNX_files_are_compared_whatever_they_are_called()
    {
        foreach (var (name, size) in new[] { ("detector v1.onnx", 20), ("detector v2.onnx", 25) })
        {
            var g = new GraphWriter();
            g.Add("MatMul", "", "/head/MatMul", [g.Float("x", 1, 10), g.Weight("w", 10, size)], ["y"]);
            File.WriteAllBytes(folder.In(name), g.Output("y").Model());
        }

        var run = Command.Run("diff", folder.In("detector v1.onnx"), folder.In("detector v2.onnx"), "--fail-over", "5%");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("## detector v1 → detector v2\n", run.Output.ReplaceLineEndings("\n"));
        Assert.Matches(@"\| parameters +\| +200 \| +250 \| \+25.0% \|", run.Output);
        Assert.Matches(@"\| head.MatMul +\|", run.Output);
        Assert.DoesNotContain("Added", run.Output);
    }

    [Fact]
    public void Two_ledgers_are_compared_and_what_is_gone_is_told()
    {
        var (old, now) = (folder.In("old.costs.txt"), folder.In("new.costs.txt"));
        File.WriteAllText(old, Header + Line + Line.Replace("Models.DigitNet", "Models.Other", StringComparison.Ordinal));
        File.WriteAllText(now, Header + Line);

        Assert.Equal(
            """
            # What the networks cost

            ## Gone

            | network | parameters | parameter memory | feature memory |      FLOPs |
            | ------- | ---------: | ---------------: | -------------: | ---------: |
            | Other   |  1,199,882 |      4,799,528 B |      271,440 B | 12,242,058 |

            1 network unchanged.

            """.ReplaceLineEndings("\n"),
            Command.Run("diff", old, now).Output);
    }

    [Theory]
    [InlineData("a.costs.txt", "text", "', line 1: the ledger does not begin with '# Burden cost ledger, format 1'")]
    [InlineData("a.costs.txt", Header + "Net parameters=x\n", "', line 2: ")]
    [InlineData("a.json", "{", "' is not what 'burden json' prints: ")]
    [InlineData("a.json", "[1]", "' is not what 'burden json' prints: ")]
    [InlineData("a.json", "[{}]", "' is not what 'burden json' prints: ")]
    [InlineData("a.json", "[{\"name\":\"a\",\"flops\":\"x\"}]", "' is not what 'burden json' prints: ")]
    public void A_file_that_cannot_be_read_is_an_error(string name, string text, string expected)
    {
        File.WriteAllText(folder.In(name), text);

        var run = Command.Run("diff", folder.In(name), Command.Models);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"error: '{folder.In(name)}{expected}", run.Error);
    }

    [Theory]
    [InlineData("5", "error: '5' is no limit; expected a percentage such as 5%, or one for a figure such as flops=2%")]
    [InlineData("-5%", "error: '-5%' is no limit; expected a percentage such as 5%, or one for a figure such as flops=2%")]
    [InlineData("speed=5%", "error: there is no figure 'speed'; expected one of parameters, buffers, ")]
    public void A_limit_that_cannot_be_read_is_an_error(string limit, string expected)
    {
        var run = Command.Run("diff", Command.Models, Command.Models, $"--fail-over={limit}");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith(expected, run.Error);
    }

    private string Json(Func<string, string> change)
    {
        var path = folder.In("before.json");
        File.WriteAllText(path, change(Command.Run("json", Command.Models).Output));
        return path;
    }

    private static (int, string) Outcome(CommandRun run) => (run.ExitCode, run.Output);
}
