using System.Globalization;
using System.Xml.Linq;
using Burden.Reports.Catalog;
using Burden.Reports.Charts;
using Burden.Sample.Published;

namespace Burden.Generator.Tests.Sample;

/// <summary>The picture of a network's memory over the run.</summary>
public sealed class MemoryPictureTests
{
    private const string Network = "mobilenet-0.25-int8";

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static XDocument Draw(NamedNetwork network) => XDocument.Parse(MemoryPicture.Of(network)!);

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    private static IEnumerable<XElement> Boxes(XDocument svg) => svg.Descendants(Svg + "rect").Where(static r => ((string?)r.Attribute("class"))?.StartsWith("box", StringComparison.Ordinal) == true);

    [Fact]
    public void README_shows_the_picture_as_it_is_drawn()
        => Assert.Equal(MemoryPicture.Of(Networks.Find(Network)!), File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Docs", "memory.svg")));

    [Fact]
    public void It_tells_what_does_not_fit_and_where()
    {
        var texts = Draw(Networks.Find(Network)!).Descendants(Svg + "text").Select(static t => t.Value).ToList();
        Assert.Contains("mobilenet-0.25-int8: its features need 343 KB, most of them at Stage1.Pointwise.Conv2d", texts);
        Assert.Contains("It doesn't fit on Arduino Nano 33: 343 KB of 256 KB memory, 456 KB of 1 MB flash; the first layer beyond is Stage1.Depthwise.Conv2d", texts);
        Assert.Contains("Arduino Nano 33: 256 KB", texts);
    }

    /// <summary>The boxes that reach beyond the device's line stand out, and no others.</summary>
    [Fact]
    public void Boxes_are_where_the_plan_puts_the_buffers()
    {
        var network = Networks.Find(Network)!;
        var boxes = Boxes(Draw(network)).ToList();
        var buffers = network.Plan!.Buffers;
        Assert.Equal(buffers.Count, boxes.Count);
        Assert.Equal(buffers.Count(static b => b.Offset + b.Bytes > 256 * 1024), boxes.Count(static b => b.Attribute("class")!.Value.Contains("over", StringComparison.Ordinal)));
        Assert.Equal(343 * 1024, network.Plan.Bytes);
        Assert.Equal(301_056, network.Plan.Alive.Max());
        var unit = Number(boxes[0], "height") / buffers[0].Bytes;
        Assert.All(boxes.Zip(buffers), pair => Assert.Equal(pair.Second.Bytes * unit, Number(pair.First, "height"), .02));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(3000, 500)]
    public void Small_and_large_networks_stay_inside_the_picture(int count, int life)
    {
        var cost = Networks.Find(Network)!.Cost;
        var plan = new BufferPlan([.. Enumerable.Range(0, count).Select(i => new PlannedBuffer($"Part{i / 50}.Layer{i}", i % 5 * 1000L, 1000, i, Math.Min(count - 1, i + (i % life))))]);
        var svg = Draw(new NamedNetwork(cost, null) { Plan = plan });
        var (width, height) = (Number(svg.Root!, "width"), Number(svg.Root!, "height"));
        Assert.Equal(count, Boxes(svg).Count());
        Assert.All(svg.Descendants(Svg + "rect"), r =>
        {
            Assert.InRange(Number(r, "x"), 0, width);
            Assert.InRange(Number(r, "x") + Number(r, "width"), 0, width);
            Assert.InRange(Number(r, "y") + Number(r, "height"), 0, height);
            Assert.True(Number(r, "width") > 0);
        });
    }

    [Fact]
    public void A_network_without_a_plan_has_no_picture() => Assert.Null(MemoryPicture.Of(Networks.Find("alexnet")!));

    /// <summary>A device's memory holds parameters too, where it has no flash.</summary>
    [Fact]
    public void Parameters_take_room_in_memory_where_there_is_no_flash()
    {
        var cost = Networks.Find(Network)!.Cost;
        var device = new AnalysisCost("OnBoard", new AnalysisFigure("Device", "Board"), new AnalysisFigure("DeviceMemoryBytes", 800 * 1024L), new AnalysisFigure("Fits", false));
        var plan = new BufferPlan([new PlannedBuffer("A", 0, 350_000, 0, 1)]);
        var network = new NamedNetwork(
            new NetworkCost("n", "N", "3", 1, 1, 0, 500 * 1024, 0, 0, 0, 0, 0, 0, 0, cost.Layers, null, [device]),
            null)
        {
            Plan = plan,
        };
        Assert.Contains("It doesn't fit on Board: 842 KB of 800 KB memory; the first layer beyond is A", Draw(network).Descendants(Svg + "text").Select(static t => t.Value));
    }
}
