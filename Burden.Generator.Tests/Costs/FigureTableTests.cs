using Burden.Generator.Budgets;
using Burden.Generator.Costs;
using Burden.Generator.Diagnostics;
using Burden.Generator.Ledgers;
using Burden.Generator.Tests.Docs;
using Burden.Reports.Formats;

namespace Burden.Generator.Tests.Costs;

/// <summary>What users see of the figures follows from one table.</summary>
public sealed class FigureTableTests
{
    public static TheoryData<string> Names => [.. Figure.All.Select(static f => f.Name)];

    public static TheoryData<string> Limited => [.. BudgetFigure.All.Select(static f => f.ToString())];

    [Theory]
    [MemberData(nameof(Names))]
    public void NetworkCost_has_each_figure_and_LayerCost_each_that_sums(string name)
    {
        Assert.Equal(typeof(long), typeof(NetworkCost).GetProperty(name)?.PropertyType);
        var ofLayers = Figure.All.Single(f => f.Name == name).Sums;
        Assert.Equal(ofLayers, typeof(LayerCost).GetProperty(name) is not null);
        Assert.Equal(ofLayers, typeof(Layer).GetProperty(name) is not null);
    }

    [Fact]
    public void The_row_of_Layer_holds_the_figures_in_order()
    {
        string[] figures = [.. Figure.All.Where(static f => f.Sums).Select(static f => f.Name)];
        var layer = new Layer($"Conv|4x6x6|{string.Join("|", Enumerable.Range(1, figures.Length))}");
        Assert.Equal(Enumerable.Range(1, figures.Length).Select(static i => (long)i), figures.Select(f => (long)typeof(Layer).GetProperty(f)!.GetValue(layer)!));
        Assert.Equal(("Conv", "4x6x6"), (layer.Name, layer.OutputShape));
        Assert.Equal(-1, new Layer($"Conv||{string.Join("|", figures.Select(static _ => "-1"))}").TrafficBytes);
        Assert.Equal(("", "", 0L), (default(Layer).Name, default(Layer).OutputShape, default(Layer).Flops));
    }

    [Fact]
    public void The_ledger_lists_the_figures_in_order()
        => Assert.Equal(Figure.All.Select(static f => f.Key), LedgerEntry.Names);

    /// <summary>What is in a ledger stays where it is: figures that come later are added at the end.</summary>
    [Fact]
    public void The_first_figures_keep_their_order()
        => Assert.Equal(
            ["parameters", "buffers", "parameterBytes", "featureElements", "featureBytes", "peakFeatureBytes", "macs", "flops"],
            LedgerEntry.Names.Take(8));

    [Theory]
    [MemberData(nameof(Names))]
    public void Json_has_each_figure(string name)
        => Assert.Contains($"\"{Figure.All.Single(f => f.Name == name).Key}\":", NetworkJson.Of([Burden.Sample.Published.Networks.All.First()]), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Names))]
    public void The_documentation_defines_each_figure(string name)
        => Assert.Contains(Page.Read("counting.md").Rows, row => row[0].Contains($"`{name}`", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Limited))]
    public void Each_budget_figure_has_an_argument_a_rule_and_a_key(string argument)
    {
        var figure = BudgetFigure.Find(argument)!;
        Assert.NotNull(typeof(BudgetAttribute).GetProperty(argument));
        Assert.Equal($"BRD100{figure.Number}", Rules.Over(figure).Id);
        var (key, property) = ProjectLimits.KeysOf(figure);
        Assert.Contains(key, Page.Read("budgets.md").Text, StringComparison.Ordinal);
        Assert.Contains($"\"{property}\"", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Docs", "Burden.props")), StringComparison.Ordinal);
    }
}
