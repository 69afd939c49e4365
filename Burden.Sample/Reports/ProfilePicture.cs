using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Burden.Reports.Charts;
using Burden.Reports.Rendering;
using ScottPlot;
using SkiaSharp;

namespace Burden.Sample.Reports;

/// <summary>
/// A network's profile: three bar charts over its depth, of parameter memory, feature memory and FLOPs. The text is written
/// into the SVG as text, so that it needs no font where the picture is drawn, and looks right with any where it is read.
/// </summary>
internal sealed class ProfilePicture
{
    private const int Width = 1000;
    private const int ChartHeight = 260;
    private const int NamesHeight = 26;
    private const int FontSize = 12;
    private const int TitleLine = 20;
    private const int LineHeight = 15;
    private const string Dark = "#222222";
    private const string Pale = "#555555";

    /// <summary>How wide a letter is, about: what must not touch is kept apart by it.</summary>
    private const double LetterWidth = 7;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly PixelPadding Margins = new(left: 85, right: 15, bottom: 6, top: 78);
    private static readonly int Height = (ProfileFigure.All.Count * ChartHeight) + NamesHeight;

    private readonly NetworkCost cost;
    private readonly IReadOnlyList<LayerCost> layers;
    private readonly IReadOnlyList<DeclaredLayer> declared;
    private readonly XElement text = new(Svg + "g", new XAttribute("font-family", "DejaVu Sans, Verdana, sans-serif"), new XAttribute("font-size", FontSize));

    private ProfilePicture(NetworkCost cost)
    {
        this.cost = cost;
        layers = [.. cost.Layers];
        declared = DeclaredLayer.Of(layers);
    }

    /// <summary>Draws a network's profile.</summary>
    /// <returns>The picture as SVG.</returns>
    public static string Of(NetworkCost cost) => new ProfilePicture(cost).Draw();

    private string Draw()
    {
        using var stream = new MemoryStream();
        using (var canvas = SKSvgCanvas.Create(SKRect.Create(Width, Height), stream))
        using (var white = new SKPaint { Color = SKColors.White })
        {
            canvas.DrawRect(SKRect.Create(Width, Height), white);
            for (var row = 0; row < ProfileFigure.All.Count; row++)
            {
                Draw(canvas, ProfileFigure.All[row], row * ChartHeight);
            }
        }

        Write($"{Figures.Exact(layers.Count)} layers, in the order they run", Width - Margins.Right, TitleLine, "end", Pale);
        var svg = XDocument.Parse(Encoding.UTF8.GetString(stream.ToArray()));
        RemoveClips(svg);
        svg.Root!.SetAttributeValue("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {Width} {Height}"));
        svg.Root.AddFirst(new XElement(Svg + "title", $"What the layers of {cost.Name} cost"));
        svg.Root.Add(text);
        return svg.ToString(SaveOptions.DisableFormatting);
    }

    /// <summary>Nothing reaches out of its chart; and Skia numbers clips through the whole process, so that no two pictures would be equal.</summary>
    private static void RemoveClips(XDocument svg)
    {
        svg.Descendants(Svg + "clipPath").Remove();
        svg.Descendants().Attributes("clip-path").Remove();
    }

    private void Draw(SKCanvas canvas, ProfileFigure figure, int top)
    {
        var chart = new ProfileChart(layers, figure, [.. declared.Skip(1).Select(static d => d.First - .5)]);
        chart.Draw(canvas, new PixelRect(0, Width, top + ChartHeight, top), Margins);
        Write($"{figure.Title}: {figure.Total(cost)}", Margins.Left, top + TitleLine, "start", Dark, isBold: true);
        foreach (var tick in chart.Scale.Ticks)
        {
            Write(chart.Scale.Label(tick), Margins.Left - 8, chart.Find(0, tick).Y + 4, "end", Pale);
        }

        var line = top + TitleLine + 2;
        var sum = layers.Sum(figure.Of);
        for (var i = 0; i < chart.Heaviest.Count; i++)
        {
            var (layer, weight) = chart.Heaviest[i];
            var share = (100.0 * weight / sum).ToString("0", CultureInfo.InvariantCulture);
            line += LineHeight;
            Write($"{i + 1}  {layers[layer].Path}: {chart.Scale.Text(weight)}, {share} %", Margins.Left, line, "start", figure.Colour);
        }

        WriteNumbers(chart, figure.Colour);
        if (figure == ProfileFigure.All[^1])
        {
            WriteNames(chart);
        }
    }

    /// <summary>Writes the number of each of the heaviest layers over its bar, beside those written already.</summary>
    private void WriteNumbers(ProfileChart chart, string colour)
    {
        var written = new List<(double X, double Y)>();
        for (var i = 0; i < chart.Heaviest.Count; i++)
        {
            var (layer, weight) = chart.Heaviest[i];
            var top = chart.Find(layer, weight / chart.Scale.Divisor);
            var (x, y) = ((double)top.X, top.Y - 4.0);
            while (written.Any(w => Math.Abs(w.X - x) < LetterWidth + 2 && Math.Abs(w.Y - y) < FontSize))
            {
                x += LetterWidth + 2;
            }

            written.Add((x, y));
            Write((i + 1).ToString(CultureInfo.InvariantCulture), x, y, "middle", colour, isBold: true);
        }
    }

    /// <summary>Writes the names of the declared layers below the last chart, where they find room.</summary>
    private void WriteNames(ProfileChart chart)
    {
        foreach (var layer in declared)
        {
            var (left, right) = (chart.Find(layer.First - .5, 0).X, chart.Find(layer.End - .5, 0).X);
            if ((layer.Name.Length + 1) * LetterWidth <= right - left)
            {
                Write(layer.Name, (left + right) / 2, Height - NamesHeight + FontSize, "middle", Pale);
            }
        }
    }

    private void Write(string words, double x, double y, string anchor, string colour, bool isBold = false) => text.Add(new XElement(
        Svg + "text",
        new XAttribute("x", x.ToString("0.#", CultureInfo.InvariantCulture)),
        new XAttribute("y", y.ToString("0.#", CultureInfo.InvariantCulture)),
        new XAttribute("text-anchor", anchor),
        new XAttribute("fill", colour),
        isBold ? new XAttribute("font-weight", "bold") : null,
        words));
}
