using System.Text.Json;
using Burden.Generator.Tests.Harness;
using Burden.Sample.Published;

namespace Burden.Generator.Tests.Sample;

public class ReportsCommandTests
{
    [Fact]
    public void All_networks_of_the_tables_have_a_page_and_a_picture()
    {
        using var folder = new TemporaryFolder();

        var run = Invocation.Of("reports", folder.In("out"));

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        var count = NetworkTables.All.Sum(static t => t.Rows.Count);
        Assert.Equal(count, Directory.GetFiles(folder.In("out", "figs"), "*.svg").Length);
        Assert.Equal(count + 1, Directory.GetFiles(folder.In("out"), "*.md").Length);
        var planned = Networks.All.Count(static n => n.Plan is not null);
        Assert.Equal(planned, Directory.GetFiles(folder.In("out", "figs", "memory"), "*.svg").Length);
        Assert.Equal((2 * count) + planned + 1, folder.Files().Length);
        var tables = File.ReadAllText(folder.In("out", "README.md"));
        Assert.Equal(count, tables.Split('\n').Count(static l => l.Contains("FLOPs |", StringComparison.Ordinal)));
        Assert.Matches(@"\| \[resnet-50\]\(resnet-50.md\) +\| +224 x 224 \| +98 MB \| +103 MB \| +4 GFLOPs \| MCN \| +24.60 / 7.70 \|", tables);
        Assert.Contains("\n- faster-rcnn-vggvd-pascal: measured on an image of zeros", tables);
        Assert.Contains("\n## Notes and assumptions\n", tables);
        Assert.DoesNotContain('\r', tables);
    }

    [Fact]
    public void A_page_holds_the_figures_the_scales_and_the_picture()
    {
        using var folder = new TemporaryFolder();

        Invocation.Of("reports", folder.Path, "--only", "inception-v3");

        var page = File.ReadAllText(folder.In("inception-v3.md"));
        Assert.StartsWith("# inception-v3\n\n", page);
        Assert.Contains("The parameters take 91 MB. A single full pass at the input size 3x299x299 takes 89 MB for features and 6 GFLOPs.", page);
        Assert.Contains("128 inputs at once", page);
        Assert.Contains("|     1 |  299 x 299 | 1 x 1 x 2048 |          11 GB | 735 GFLOPs |\n", page);
        Assert.Contains("|   1.5 |  449 x 449 | 1 x 1 x 2048 |          26 GB |   2 TFLOPs |\n", page);
        Assert.Contains("(figs/inception-v3.svg)", page);
    }

    [Fact]
    public void Only_named_networks_are_written_and_the_tables_link_to_files_that_exist()
    {
        using var folder = new TemporaryFolder();

        var run = Invocation.Of("reports", folder.Path, "--only", "AlexNet", "vgg-f", "--only", "alexnet");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["README.md", "alexnet.md", "figs/alexnet.svg", "figs/vgg-f.svg", "vgg-f.md"], folder.Files().Order(StringComparer.Ordinal));
        var tables = File.ReadAllText(folder.In("README.md"));
        Assert.Contains("[alexnet](alexnet.md)", tables);
        Assert.Contains("| caffenet ", tables);
        Assert.DoesNotContain("[caffenet]", tables);
    }

    [Fact]
    public void Html_is_escaped_and_links_its_pictures()
    {
        using var folder = new TemporaryFolder();

        Invocation.Of("reports", folder.Path, "--format", "html", "--only", "vgg-f");

        Assert.Equal(["figs/vgg-f.svg", "index.html", "vgg-f.html"], folder.Files().Order(StringComparer.Ordinal));
        Assert.Contains("<td><a href=\"vgg-f.html\">vgg-f</a></td>", File.ReadAllText(folder.In("index.html")));
        Assert.Contains("paper&#39;s authors", File.ReadAllText(folder.In("index.html")));
        Assert.Contains("<img src=\"figs/vgg-f.svg\"", File.ReadAllText(folder.In("vgg-f.html")));
    }

    [Fact]
    public void Csv_holds_exact_figures()
    {
        using var folder = new TemporaryFolder();

        Invocation.Of("reports", folder.Path, "--format", "csv", "--only", "alexnet");

        Assert.Contains("\nresnet-50,classification,3x224x224,1,25557096,53120,102440864,26898384,107593536,", File.ReadAllText(folder.In("networks.csv")));
        Assert.Contains("\nConv1.Conv2d,Conv2d,96x55x55,34944,0,139776,290400,1161600,105415200,105705600,", File.ReadAllText(folder.In("alexnet.csv")));
        Assert.Contains("\nalexnet,Pool5,128,0.5,3x114x114,256x2x2,", File.ReadAllText(folder.In("scales.csv")));
    }

    [Fact]
    public void Json_is_what_the_json_command_prints()
    {
        using var folder = new TemporaryFolder();

        Invocation.Of("reports", folder.Path, "--format", "json", "--only", "alexnet");

        Assert.Equal(Invocation.Of("json", "alexnet").Output.Trim(), File.ReadAllText(folder.In("alexnet.json")));
        using var all = JsonDocument.Parse(File.ReadAllText(folder.In("networks.json")));
        Assert.Equal("alexnet", all.RootElement[0].GetProperty("name").GetString());
    }

    [Fact]
    public void An_unknown_name_writes_nothing()
    {
        using var folder = new TemporaryFolder();

        var run = Invocation.Of("reports", folder.In("out"), "--only", "alexnet", "resnet50x");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("resnet-50", run.Error);
        Assert.False(Directory.Exists(folder.In("out")));
    }

    [Fact]
    public void An_unknown_format_is_an_error()
    {
        using var folder = new TemporaryFolder();

        Assert.Equal(1, Invocation.Of("reports", folder.Path, "--format", "pdf").ExitCode);
        Assert.Empty(folder.Files());
    }

    [Theory]
    [InlineData("a-file")]
    [InlineData("a-file/below")]
    public void A_directory_that_cannot_be_written_is_a_clear_error(string directory)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.In("a-file"), "kept");

        var run = Invocation.Of("reports", folder.In(directory), "--only", "alexnet");

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.StartsWith($"error: can't write to '{folder.In(directory)}': ", run.Error);
        Assert.Equal("kept", File.ReadAllText(folder.In("a-file")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void A_directory_without_a_name_is_a_clear_error(string directory)
    {
        var run = Invocation.Of("reports", directory, "--only", "alexnet");

        Assert.Equal((1, "error: the directory to write to has no name"), (run.ExitCode, run.Error.Trim()));
    }

    [Fact]
    public void A_file_that_cannot_be_replaced_leaves_no_temporary_file()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.In("alexnet.md", "occupied"));

        var run = Invocation.Of("reports", folder.Path, "--only", "alexnet");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["figs/alexnet.svg"], folder.Files());
    }

    [Fact]
    public void Progress_is_shown_on_a_screen()
    {
        using var folder = new TemporaryFolder();

        var run = Invocation.OnScreen(100, hasColours: false, "reports", folder.Path, "--only", "alexnet", "vgg-f");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("2 reports in ", run.Output);
    }
}
