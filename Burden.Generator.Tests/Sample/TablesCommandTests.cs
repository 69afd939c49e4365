using System.Text.Json;
using Burden.Generator.Tests.Docs;
using Burden.Sample.Published;

namespace Burden.Generator.Tests.Sample;

public class TablesCommandTests
{
    [Fact]
    public void Without_a_command_all_tables_are_printed()
    {
        var run = Invocation.Of();

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        Assert.Contains("| alexnet              |  227 x 227 |    233 MB |      3 MB | 727 MFLOPs | MCN |     41.80 / 19.20 |", run.Lines[3]);
        Assert.Contains("| faster-rcnn-vggvd-pascal |  600 x 850 |    523 MB |    600 MB | 172 GFLOPs |", run.Output);
        Assert.Contains("| deeplab-res101-v2 |  513 x 513 |    505 MB |      4 GB | 346 GFLOPs |", run.Output);
        Assert.Contains("| multipose-coco |  368 x 368 |    200 MB |    246 MB | 136 GFLOPs |", run.Output);
        Assert.Equal(NetworkTables.All.Sum(static t => t.Rows.Count), run.Lines.Count(static l => l.Contains("FLOPs |", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_row_is_as_published_and_in_the_published_order()
    {
        using var published = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "published.json")));
        var expected = published.RootElement.EnumerateArray().Select(static row => string.Join(" | ", Cells(row))).ToList();

        var printed = Invocation.Of().Lines
            .Where(static l => l.Contains("FLOPs |", StringComparison.Ordinal))
            .Select(static l => string.Join(" | ", l.Trim('|').Split('|', StringSplitOptions.TrimEntries)))
            .Take(expected.Count);

        Assert.Equal(expected, printed);
    }

    [Fact]
    public void A_pipe_gets_a_line_for_each_row_and_no_escapes()
    {
        var run = Invocation.Of();

        Assert.DoesNotContain('\e', run.Output);
        Assert.All(run.Lines, static l => Assert.False(l.EndsWith(' '), l));
        Assert.Contains("src tells where the errors come from: ", run.Output);
    }

    [Fact]
    public void README_shows_lines_that_are_printed()
    {
        var shown = Page.Read("README.md").Text.Split('\n').Where(static l => l.StartsWith('|')).ToList();

        Assert.NotEmpty(shown);
        var printed = Invocation.Of().Lines.ToHashSet(StringComparer.Ordinal);
        Assert.All(shown, line => Assert.Contains(line, printed));
    }

    [Fact]
    public void Notes_tell_what_rests_on_the_measured_file()
    {
        var run = Invocation.Of();

        Assert.Contains("faster-rcnn-vggvd-pascal: measured on an image of zeros", run.Output);
        Assert.Contains("multipose-mpi, multipose-coco: ", run.Output);
    }

    [Fact]
    public void A_narrow_screen_still_shows_a_row_on_one_line()
    {
        var run = Invocation.OnScreen(80, hasColours: false);

        Assert.Contains("SE-ResNeXt-101-32x4d  224 x 224  187 MB  197 MB    8 GFLOPs  SE    19.81 / 4.96", run.Output);
    }

    [Fact]
    public void A_wide_screen_without_colours_shows_frames_without_escapes()
    {
        Assert.Contains("╭──", Invocation.OnScreen(120, hasColours: false).Output);
        Assert.DoesNotContain('\e', Invocation.OnScreen(120, hasColours: false).Output);
    }

    [Fact]
    public void An_unknown_command_is_an_error()
    {
        var run = Invocation.Of("tables");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("tables", run.Error);
    }

    private static IEnumerable<string> Cells(JsonElement row)
    {
        var input = row.GetProperty("input");
        yield return row.GetProperty("name").GetString()!;
        yield return $"{input[1]} x {input[2]}";
        yield return row.GetProperty("parameterMemory").GetString()!;
        yield return row.GetProperty("featureMemory").GetString()!;
        yield return row.GetProperty("flops").GetString()!;
        if (row.TryGetProperty("src", out var source))
        {
            yield return source.GetString()!;
            yield return $"{row.GetProperty("top1Error")} / {row.GetProperty("top5Error")}";
        }
    }
}
