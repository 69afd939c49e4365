using System.Text.Json;
using System.Xml.Linq;
using Burden.Tool.Tests.Harness;

namespace Burden.Tool.Tests;

/// <summary>The reports of a target.</summary>
public sealed class ReportTests
{
    [Fact]
    public void Each_network_has_files_of_its_own()
    {
        using var folder = new TemporaryFolder();

        var run = Command.Run("report", Command.Models, folder.In("out"));

        Assert.Equal((0, $"7 reports in {folder.In("out")}", ""), (run.ExitCode, run.Output.Trim(), run.Error));
        Assert.Equal(
            [
                "DigitNet-2.md", "DigitNet.md", "Large.md", "README.md", "Tagger.md", "a_b_ __c__ _ _d_.md",
                "figs/DigitNet-2.svg", "figs/DigitNet.svg", "figs/Large.svg", "figs/Tagger.svg", "figs/a_b_ __c__ _ _d_.svg", "figs/made-small.svg", "figs/memory/tiny-resnet.svg", "figs/tiny-resnet.svg",
                "made-small.md", "tiny-resnet.md",
            ],
            folder.Files().Select(static f => f["out/".Length..]).Order(StringComparer.Ordinal));
        Snapshot.Verify(File.ReadAllText(folder.In("out", "tiny-resnet.md")), "Page", "md");
        Snapshot.Verify(File.ReadAllText(folder.In("out", "README.md")), "Index", "md");
    }

    [Fact]
    public void A_picture_has_a_bar_for_each_layer_that_has_some_of_the_figure()
    {
        using var folder = new TemporaryFolder();

        Command.Run("report", Command.Models, folder.Path, "--only", "Models.DigitNet");

        XNamespace ns = "http://www.w3.org/2000/svg";
        var svg = XDocument.Load(folder.In("figs", "DigitNet-2.svg"));
        var bars = svg.Descendants(ns + "rect").Where(static r => r.Attribute("fill") is not null).ToList();
        // Convolutions and linear layers have parameters; these, the pool and softmax have memory; all but views and softmax have FLOPs.
        Assert.Equal([4, 6, 8], bars.GroupBy(static b => b.Attribute("fill")!.Value).Select(static g => g.Count()));
        Assert.Contains(svg.Descendants(ns + "text"), static t => t.Value == "1  Hidden.Linear: 4.5 MB, 98 %");
    }

    [Fact]
    public void Csv_quotes_what_holds_a_comma()
    {
        using var folder = new TemporaryFolder();

        Assert.Equal(0, Command.Run("report", Command.Models, folder.Path, "--format", "csv").ExitCode);

        Assert.Contains("\n\"a/b, \"\"<c>\"\" & 'd'\",,3x8x8,1,16,", File.ReadAllText(folder.In("networks.csv")));
        Assert.Contains("\nDigitNet,Conv2,4,0.5,1x14x14,64x5x5,", File.ReadAllText(folder.In("scales.csv")));
    }

    [Fact]
    public void Csv_has_the_figures_of_analyses_of_networks_and_of_layers()
    {
        using var folder = new TemporaryFolder();

        Assert.Equal(0, Command.Run("report", Command.Models, folder.Path, "--format", "csv").ExitCode);

        var lines = File.ReadAllLines(folder.In("analyses.csv"));
        Assert.Equal("name,layer,analysis,figure,value", lines[0]);
        Assert.Contains(lines, static l => l.StartsWith("tiny-resnet,,MemoryPlan,ArenaBytes,", StringComparison.Ordinal));
        Assert.Contains("tiny-resnet,,OnRaspberryPi5,Fits,true", lines);
        Assert.Contains(lines, static l => l.StartsWith("tiny-resnet,Stem,,ReceptiveField,", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, static l => l.StartsWith("DigitNet,", StringComparison.Ordinal));
        Assert.EndsWith(",macs,flops,trafficBytes,arenaBytes", File.ReadLines(folder.In("networks.csv")).First(), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_is_what_the_json_command_prints()
    {
        using var folder = new TemporaryFolder();

        Command.Run("report", Command.Models, folder.Path, "--format", "json", "--only", "Tagger");

        Assert.Equal(Command.Run("json", Command.Models, "Tagger").Output.Trim(), File.ReadAllText(folder.In("Tagger.json")));
        using var all = JsonDocument.Parse(File.ReadAllText(folder.In("networks.json")));
        Assert.Equal(7, all.RootElement.GetArrayLength());
    }

    /// <summary>An assembly has the plans that networks ask for; the declarations of its project tell all others.</summary>
    [Fact]
    public void The_memory_of_every_network_of_a_project_is_drawn()
    {
        using var folder = new TemporaryFolder();
        string[] project = [ModelsProject(), folder.Path, "--no-build", "--configuration", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name];
        var run = Command.Run(["report", .. project, "--format", "html"]);
        Assert.Equal(("", 0), (run.Error, run.ExitCode));

        var pages = Directory.GetFiles(folder.Path, "*.html").Where(static f => Path.GetFileName(f) != "index.html").ToList();
        Assert.Equal(7, pages.Count);
        Assert.All(pages, static p => Assert.Contains("<h2>Memory over the run</h2>", File.ReadAllText(p)));
    }

    private static string ModelsProject([System.Runtime.CompilerServices.CallerFilePath] string test = "") => Path.Combine(Path.GetDirectoryName(test)!, "Models", "Models.csproj");

    [Fact]
    public void A_directory_that_cannot_be_written_is_an_error()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.In("file"), "kept");

        var run = Command.Run("report", Command.Models, folder.In("file"));

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"error: can't write to '{folder.In("file")}': ", run.Error);
        Assert.Equal((2, "error: the directory to write to has no name"), (Command.Run("report", Command.Models, " ").ExitCode, Command.Run("report", Command.Models, " ").Error.Trim()));
    }
}
