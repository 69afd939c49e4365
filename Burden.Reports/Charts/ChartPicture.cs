using System.Globalization;
using System.Xml.Linq;
using static Burden.Reports.Charts.SvgElements;

namespace Burden.Reports.Charts;

/// <summary>
/// Three bar charts over a network's depth as one SVG: parameter memory, feature memory, FLOPs. Its colours follow the
/// reader's scheme, light or dark.
/// </summary>
internal static class ChartPicture
{
    private const int Width = 1000;
    private const int Left = 85;
    private const int Right = 15;
    private const int Top = 78;
    private const int PlotHeight = 170;
    private const int ChartHeight = Top + PlotHeight + 12;
    private const int NamesHeight = 26;
    private const int LineHeight = 15;

    /// <summary>How wide a letter is, about: names stand where they find room.</summary>
    private const double LetterWidth = 7;

    /// <summary>A bar of a deep network is still this wide, because a thinner one can't be seen.</summary>
    private const double LeastBarWidth = 1.3;

    private const string Style = """
        text { font: 12px DejaVu Sans, Verdana, sans-serif; fill: #222 } .pale { fill: #555 } .title { font-weight: bold }
        .ground { fill: #fff } .line { stroke: #0002 } .light { opacity: .5 }
        @media (prefers-color-scheme: dark) { text { fill: #eee } .pale { fill: #aaa } .ground { fill: #111418 } .line { stroke: #fff3 } }
        """;

    /// <summary>Draws a network's charts.</summary>
    /// <returns>The picture as SVG.</returns>
    public static string Of(NetworkCost cost)
    {
        var height = (ProfileFigure.All.Count * ChartHeight) + NamesHeight;
        var svg = new XElement(
            Svg + "svg",
            new XAttribute("viewBox", $"0 0 {Width} {height}"),
            new XAttribute("width", Width),
            new XAttribute("height", height),
            new XElement(Svg + "title", $"What the layers of {cost.Name} cost"),
            new XElement(Svg + "style", Style),
            new XElement(Svg + "rect", new XAttribute("class", "ground"), new XAttribute("width", Width), new XAttribute("height", height)));
        IReadOnlyList<LayerCost> layers = [.. cost.Layers];
        for (var i = 0; i < ProfileFigure.All.Count; i++)
        {
            svg.Add(Chart(cost, new BarChart(layers, ProfileFigure.All[i]), i * ChartHeight));
        }

        svg.Add(Text(string.Create(CultureInfo.InvariantCulture, $"{layers.Count:N0} layers, in the order they run"), Width - Right, 20, "pale", "end"));
        foreach (var layer in DeclaredLayer.Of(layers))
        {
            var (from, to) = (PlaceOf(layer.First, layers.Count), PlaceOf(layer.End, layers.Count));
            if ((layer.Name.Length + 1) * LetterWidth <= to - from)
            {
                svg.Add(Text(layer.Name, (from + to) / 2, height - NamesHeight + 12, "pale", "middle"));
            }
        }

        return svg.ToString(SaveOptions.DisableFormatting) + "\n";
    }

    private static double PlaceOf(int layer, int count) => Left + ((Width - Left - Right) * (double)layer / Math.Max(1, count));

    private static XElement Chart(NetworkCost cost, BarChart chart, int top)
    {
        var bottom = top + Top + PlotHeight;
        var group = new XElement(Svg + "g", Text($"{chart.Figure.Title}: {chart.Figure.Total(cost)}", Left, top + 20, "title"));
        foreach (var tick in chart.Scale.Ticks)
        {
            var y = bottom - (PlotHeight * chart.HeightOf(tick));
            group.Add(
                Line(Left, y, Width - Right, y, "line"),
                Text(chart.Scale.Label(tick), Left - 8, y + 4, "pale", "end"));
        }

        var width = Math.Max(LeastBarWidth, .8 * (Width - Left - Right) / chart.Layers.Count);
        foreach (var bar in chart.Bars)
        {
            var height = PlotHeight * bar.Height;
            var x = (PlaceOf(bar.Layer, chart.Layers.Count) + PlaceOf(bar.Layer + 1, chart.Layers.Count) - width) / 2;
            group.Add(new XElement(
                Svg + "rect",
                new XAttribute("fill", chart.Figure.Colour),
                bar.Rank > 0 ? null : new XAttribute("class", "light"),
                At("x", x), At("y", bottom - height), At("width", width), At("height", height),
                new XElement(Svg + "title", chart.Describe(bar))));
        }

        var line = top + 22;
        foreach (var bar in chart.Heaviest)
        {
            line += LineHeight;
            group.Add(Text($"{bar.Rank}  {chart.Describe(bar)}", Left, line, "pale"));
        }

        return group;
    }
}
