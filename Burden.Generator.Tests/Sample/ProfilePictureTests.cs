using System.Globalization;
using System.Xml.Linq;
using Burden.Reports.Charts;
using Burden.Reports.Rendering;
using Burden.Sample.Published;
using Burden.Sample.Reports;

namespace Burden.Generator.Tests.Sample;

public class ProfilePictureTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Charts_are_titled_and_name_the_heaviest_layers()
    {
        var texts = Texts(Draw("alexnet"));

        Assert.Contains("Parameter memory: 233 MB", texts);
        Assert.Contains("Feature memory: 3 MB", texts);
        Assert.Contains("FLOPs: 727 MFLOPs", texts);
        Assert.Contains("1  Probabilities.Fc6.Conv2d: 144 MB, 62 %", texts);
        Assert.Contains("1  Conv2.Conv2d: 224 MFLOPs, 31 %", texts);
        Assert.Contains("Pool5", texts);
    }

    [Fact]
    public void Every_bar_and_every_text_is_inside_the_picture()
    {
        foreach (var network in Networks.All)
        {
            var svg = Draw(network.Name);
            var (width, height) = (Number(svg.Root!, "width"), Number(svg.Root!, "height"));

            Assert.All(svg.Descendants(Svg + "text"), t =>
            {
                Assert.InRange(Number(t, "x"), 0, width);
                Assert.InRange(Number(t, "y"), 0, height);
                Assert.True(t.Value.Length * 7 < width, t.Value);
            });
            Assert.All(svg.Descendants(Svg + "rect").Where(static r => r.Attribute("x") is not null), r =>
                Assert.InRange(Number(r, "x") + Number(r, "width"), 0, width));
        }
    }

    [Fact]
    public void A_layer_without_cost_has_no_bar()
    {
        var cost = Networks.Find("alexnet")!.Cost;
        var expected = cost.Layers.Sum(static l => new[] { l.ParameterBytes, l.FeatureBytes, l.Flops }.Count(static f => f > 0));

        var bars = Draw("alexnet").Descendants(Svg + "rect").Count(static r => r.Attribute("x") is not null);

        Assert.Equal(expected, bars);
    }

    [Fact]
    public void It_is_the_same_every_time_and_in_every_culture()
    {
        var cost = Networks.Find("googlenet")!.Cost;
        var expected = ProfilePicture.Of(cost);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Assert.Equal(expected, ProfilePicture.Of(cost));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(9 << 20, "0 MB, 2 MB, 4 MB, 6 MB, 8 MB", "9 MB")]
    [InlineData(1_161_600, "0.0 MB, 0.2 MB, 0.4 MB, 0.6 MB, 0.8 MB, 1.0 MB", "1.11 MB")]
    [InlineData(1023, "0 B, 200 B, 400 B, 600 B, 800 B, 1000 B", "1023 B")]
    [InlineData(0, "0.0 B, 0.2 B, 0.4 B, 0.6 B, 0.8 B, 1.0 B", "0 B")]
    public void An_axis_has_one_unit_and_round_steps(long largest, string ticks, string text)
    {
        var scale = new AxisScale(largest, 1024, Figures.MemoryUnits);

        Assert.Equal(ticks, string.Join(", ", scale.Ticks.Select(scale.Label)));
        Assert.Equal(text, scale.Text(largest));
    }

    private static XDocument Draw(string name) => XDocument.Parse(ProfilePicture.Of(Networks.Find(name)!.Cost));

    private static IEnumerable<string> Texts(XDocument svg) => svg.Descendants(Svg + "text").Select(static t => t.Value);

    private static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);
}
