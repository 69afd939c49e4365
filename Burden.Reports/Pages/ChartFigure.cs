using System.Globalization;
using Burden.Reports.Charts;

namespace Burden.Reports.Pages;

/// <summary>A bar chart as a part of a page: its text is the page's, so that it can be read on a narrow screen too.</summary>
internal static class ChartFigure
{
    private static readonly Dictionary<string, string> Colours = new(StringComparer.Ordinal)
    {
        ["Parameter memory"] = "--parameters",
        ["Feature memory"] = "--features",
        ["FLOPs"] = "--flops",
    };

    public static string Of(NetworkCost cost, BarChart chart)
    {
        var heaviest = string.Concat(chart.Heaviest.Select(b => $"<li>{Html.Text(chart.Describe(b))}</li>"));
        var ticks = string.Concat(chart.Scale.Ticks.Select(t => string.Create(CultureInfo.InvariantCulture, $"<i style=\"bottom: {100 * chart.HeightOf(t):0.##}%\"><span>{chart.Scale.Label(t)}</span></i>")));
        var bars = string.Concat(chart.Bars.Select(b => string.Create(CultureInfo.InvariantCulture,
            $"<rect data-layer=\"{b.Layer}\"{(b.Rank > 0 ? " class=\"heavy\"" : "")} x=\"{b.Layer + .1:0.#}\" y=\"{1000 - (1000 * b.Height):0.#}\" width=\".8\" height=\"{1000 * b.Height:0.#}\"><title>{Html.Text(chart.Describe(b))}</title></rect>")));
        var label = $"{chart.Figure.Title} of each of {chart.Layers.Count} layers";
        return $"""
            <figure class="chart" style="--colour: var({Colours[chart.Figure.Title]})">
            <figcaption><h3>{chart.Figure.Title}: {chart.Figure.Total(cost)}</h3><ol>{heaviest}</ol></figcaption>
            <div class="plot">{ticks}<svg viewBox="0 0 {Math.Max(1, chart.Layers.Count)} 1000" preserveAspectRatio="none" role="img" aria-label="{Html.Text(label)}">{bars}</svg></div>
            </figure>
            """;
    }

    /// <summary>The names of the declared layers below the charts.</summary>
    public static string Depth(IReadOnlyList<LayerCost> layers) => $"<div class=\"depth\" aria-hidden=\"true\">{string.Concat(DeclaredLayer.Of(layers).Select(d => string.Create(CultureInfo.InvariantCulture,
        $"<span style=\"left: {100.0 * d.First / layers.Count:0.##}%; width: {100.0 * (d.End - d.First) / layers.Count:0.##}%\" title=\"{Html.Text(d.Name)}\"><b>{Html.Text(d.Name)}</b></span>")))}</div>";
}
