using System.Globalization;
using System.Text.Json;
using Burden.Sample.Published;

namespace Burden.Generator.Tests.Sample;

public class JsonCommandTests
{
    private static readonly string[] NetworkMembers =
    [
        "name", "task", "input", "batch", "parameters", "buffers", "parameterBytes", "featureElements", "featureBytes",
        "peakFeatureBytes", "macs", "flops", "trafficBytes", "arenaBytes", "layers",
    ];

    [Fact]
    public void Every_network_has_the_documented_form()
    {
        using var json = JsonDocument.Parse(Invocation.Of("json").Output);

        Assert.Equal(NetworkTables.All.Sum(static t => t.Rows.Count), json.RootElement.EnumerateArray().Count(static n => n.GetProperty("task").ValueKind == JsonValueKind.String));
        foreach (var network in json.RootElement.EnumerateArray())
        {
            Assert.Equal(NetworkMembers, Members(network).Except(["report"]));
            Assert.All(network.GetProperty("layers").EnumerateArray(), static l =>
                Assert.Equal(["path", "kind", "output", "parameters", "featureElements", "macs", "flops", "trafficBytes"], Members(l)));
            if (network.TryGetProperty("report", out var report))
            {
                Assert.Equal(["at", "batch", "rows"], Members(report));
                Assert.All(report.GetProperty("rows").EnumerateArray(), static r =>
                    Assert.Equal(["scale", "input", "output", "featureBytes", "flops"], Members(r)));
            }
        }
    }

    [Theory]
    [InlineData("parameters")]
    [InlineData("featureElements")]
    [InlineData("macs")]
    [InlineData("flops")]
    public void Layers_sum_to_their_network(string figure)
    {
        using var json = JsonDocument.Parse(Invocation.Of("json").Output);

        Assert.All(json.RootElement.EnumerateArray(), n =>
            Assert.Equal(n.GetProperty(figure).GetInt64(), n.GetProperty("layers").EnumerateArray().Sum(l => l.GetProperty(figure).GetInt64())));
    }

    [Fact]
    public void One_network_is_an_array_of_one()
    {
        using var json = JsonDocument.Parse(Invocation.Of("json", "ResNet-50").Output);

        var network = Assert.Single(json.RootElement.EnumerateArray());
        Assert.Equal("resnet-50", network.GetProperty("name").GetString());
        Assert.Equal("classification", network.GetProperty("task").GetString());
        Assert.Equal("[3,224,224]", network.GetProperty("input").GetRawText());
        Assert.Equal(25_610_216, network.GetProperty("parameters").GetInt64() + network.GetProperty("buffers").GetInt64());
        Assert.Equal(107_593_536, network.GetProperty("featureBytes").GetInt64());
        Assert.Equal(3_857_973_248, network.GetProperty("macs").GetInt64());
        Assert.Equal(3_884_069_864, network.GetProperty("flops").GetInt64());

        var row = network.GetProperty("report").GetProperty("rows")[0];
        Assert.Equal("0.5", row.GetProperty("scale").GetRawText());
        Assert.Equal("[3,112,112]", row.GetProperty("input").GetRawText());
        Assert.Equal("[2048,4,4]", row.GetProperty("output").GetRawText());
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public void Output_is_the_same_in_every_culture(string culture)
    {
        var expected = Invocation.Of("json", "alexnet").Output;
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            Assert.Equal(expected, Invocation.Of("json", "ALEXNET").Output);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void An_unknown_name_is_an_error()
    {
        var run = Invocation.Of("json", "alexnett");

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains("alexnet", run.Error);
    }

    private static IEnumerable<string> Members(JsonElement element) => element.EnumerateObject().Select(static p => p.Name);
}
