using System.Globalization;
using Burden.Sample.Published;

namespace Burden.Generator.Tests.Sample;

/// <summary>
/// The zoo against figures that were worked out apart from Burden, from the graphs of the published networks: totals at
/// the base input, and every row of every report.
/// </summary>
public sealed class ExactFiguresTests
{
    private static readonly Dictionary<string, NetworkCost> Networks = NetworkCatalog.All.ToDictionary(static n => n.Name);

    public static TheoryData<string, long, long, long, long> Totals => Rows(
        "exact-totals.csv", static f => (f[0], N(f[1]), N(f[2]), N(f[3]), N(f[4])));

    public static TheoryData<string, double, string, long, long> Reports => Rows(
        "reports.csv", static f => (f[0], double.Parse(f[1], CultureInfo.InvariantCulture), f[2], N(f[3]), N(f[4])));

    [Theory]
    [MemberData(nameof(Totals))]
    public void Totals_are_exact(string name, long stored, long featureBytes, long flops, long macs)
    {
        var network = Networks[name];
        Assert.Equal(
            (stored, featureBytes, flops, macs),
            (network.Parameters + network.Buffers, network.FeatureBytes, network.Flops, network.Macs));
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void Report_rows_are_exact(string name, double scale, string output, long featureBytes, long flops)
    {
        var row = Networks[name].Report!.Rows.Single(r => r.Scale == scale);
        Assert.Equal((output, featureBytes, flops), (row.OutputShape, row.FeatureBytes, row.Flops));
    }

    [Fact]
    public void Reports_have_no_other_rows()
        => Assert.Equal(
            Reports.Count,
            Networks.Values.Where(static n => Totals.Any(t => (string)t[0] == n.Name)).Sum(static n => n.Report?.Rows.Count ?? 0));

    [Fact]
    public void The_layers_sum_to_the_network()
        => Assert.All(NetworkCatalog.All, static network =>
        {
            Assert.Equal(network.Parameters, network.Layers.Sum(static l => l.Parameters));
            Assert.Equal(network.Buffers, network.Layers.Sum(static l => l.Buffers));
            Assert.Equal(network.ParameterBytes, network.Layers.Sum(static l => l.ParameterBytes));
            Assert.Equal(network.FeatureElements, network.Layers.Sum(static l => l.FeatureElements));
            Assert.Equal(network.FeatureBytes, network.Layers.Sum(static l => l.FeatureBytes));
            Assert.Equal(network.Macs, network.Layers.Sum(static l => l.Macs));
            Assert.Equal(network.Flops, network.Layers.Sum(static l => l.Flops));
        });

    [Fact]
    public void Every_layer_has_a_unique_path()
        => Assert.All(NetworkCatalog.All, static network =>
        {
            var paths = network.Layers.Select(static l => l.Path).ToList();
            Assert.Equal(paths.Count, paths.Distinct().Count());
            Assert.All(paths, static path => Assert.DoesNotContain("..", '.' + path));
        });

    [Fact]
    public void Paths_name_the_module_copies_and_their_layers()
        => Assert.Equal(
            ["Stage1.0.Residual.Expand.BatchNorm2d", "Stage1.0.Shortcut.Conv2d", "Stage1.0.Shortcut.BatchNorm2d", "Stage1.0.Output.Add", "Stage1.0.Output.ReLU", "Stage1.1.Residual.Reduce.Conv2d"],
            Networks["resnet-50"].Layers.Select(static l => l.Path).Skip(11).Take(6));

    private static long N(string field) => long.Parse(field, CultureInfo.InvariantCulture);

    private static TheoryData<T1, T2, T3, T4, T5> Rows<T1, T2, T3, T4, T5>(string file, Func<string[], (T1, T2, T3, T4, T5)> read)
    {
        var data = new TheoryData<T1, T2, T3, T4, T5>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", file)).Skip(1))
        {
            var (a, b, c, d, e) = read(line.Split(','));
            data.Add(a, b, c, d, e);
        }

        return data;
    }
}
