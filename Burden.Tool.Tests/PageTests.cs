using System.Text.Json;
using System.Text.RegularExpressions;
using Burden.Tool.Tests.Harness;

namespace Burden.Tool.Tests;

/// <summary>HTML reports as files; .ci/browser opens them in a browser.</summary>
public sealed partial class PageTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public PageTests() => Assert.Equal(0, Command.Run("report", Command.Models, folder.Path, "--format", "html").ExitCode);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_page_needs_no_other_file()
    {
        Assert.Equal(["DigitNet-2.html", "DigitNet.html", "Large.html", "Tagger.html", "a_b_ __c__ _ _d_.html", "index.html", "made-small.html", "tiny-resnet.html"], folder.Files().Order(StringComparer.Ordinal));
        foreach (var file in folder.Files().Where(static f => f != "index.html"))
        {
            Assert.DoesNotMatch(References(), File.ReadAllText(folder.In(file)).Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_index_leads_to_each_page()
    {
        var index = File.ReadAllText(folder.In("index.html"));

        Assert.All(folder.Files().Where(static f => f != "index.html"), f => Assert.Contains($"<a href=\"{Uri.EscapeDataString(f)}\">", index));
    }

    [Fact]
    public void Names_are_text_and_never_markup()
    {
        var page = File.ReadAllText(folder.In("a_b_ __c__ _ _d_.html"));

        Assert.Contains("<h1>a/b, &quot;&lt;c&gt;&quot; &amp; &#39;d&#39;</h1>", page);
        Assert.DoesNotContain("<c>", page);
    }

    [Fact]
    public void What_analyses_tell_of_the_network_stands_above_its_graph_and_of_layers_below_them()
    {
        var page = File.ReadAllText(folder.In("tiny-resnet.html"));

        Assert.Contains("<h2>OnRaspberryPi5</h2>", page);
        Assert.Contains("<th scope=\"col\">ReceptiveFieldStride</th>", page);
        Assert.Contains("<td>3x11x11</td>", page);
        Assert.Contains("<td class=\"text\">Milliseconds</td>", page);
        string[] order = ["<h2>OnRaspberryPi5</h2>", ">Graph</h2>", "<h2>Layers</h2>", "<h2>Layers by analysis</h2>"];
        Assert.Equal(order.Order(Comparer<string>.Create((a, b) => page.IndexOf(a, StringComparison.Ordinal).CompareTo(page.IndexOf(b, StringComparison.Ordinal)))), order);
        Assert.DoesNotContain("Layers by analysis", File.ReadAllText(folder.In("Tagger.html")));
    }

    [Fact]
    public void The_table_has_a_row_and_the_graph_a_node_for_each_layer()
    {
        var page = File.ReadAllText(folder.In("tiny-resnet.html"));

        Assert.Equal(36, Regex.Count(page, "<tr data-layer="));
        using var data = JsonDocument.Parse(Data().Match(page).Groups[1].Value);
        var layers = data.RootElement.GetProperty("layers");
        Assert.Equal(36, layers.GetArrayLength());
        Assert.Equal("[7,2]", layers[8][8].ToString());
    }

    /// <summary>Each buffer of a memory plan is a box; a network without one has no picture of it.</summary>
    [Fact]
    public void The_memory_over_the_run_has_a_box_for_each_buffer()
    {
        var page = File.ReadAllText(folder.In("tiny-resnet.html"));

        Assert.Contains("<h2>Memory over the run</h2>", page);
        using var data = JsonDocument.Parse(Data().Match(page).Groups[1].Value);
        // The input's, and one of each layer with memory of its own.
        Assert.Equal(1 + data.RootElement.GetProperty("layers").EnumerateArray().Count(static l => l[5].GetInt64() > 0), Regex.Count(page, "<rect [^>]*class=\"box"));
        Assert.DoesNotContain("Memory over the run", File.ReadAllText(folder.In("DigitNet.html")));
    }

    [GeneratedRegex("""(src|href)\s*=\s*"(?!#)|https?://|url\(\s*["']?(?!#)|@import""")]
    private static partial Regex References();

    [GeneratedRegex("""<script type="application/json" id="network">(.*?)</script>""")]
    private static partial Regex Data();
}
