using Burden.Reports.Charts;
using ScottPlot;
using SkiaSharp;

namespace Burden.Sample.Reports;

/// <summary>One of a profile's charts: a bar for each layer in the order they run. ScottPlot draws it.</summary>
internal sealed class ProfileChart
{
    /// <summary>How many of the heaviest layers stand out.</summary>
    private const int HeaviestCount = 3;

    /// <summary>What the axis goes beyond the largest bar, for the numbers over the bars.</summary>
    private const double Headroom = 1.16;

    /// <summary>A bar of a deep network is still this wide, because a thinner one can't be seen.</summary>
    private const double LeastBarWidth = 1.3;

    /// <summary>What is free beside the first bar and the last.</summary>
    private const double SideGap = 8;

    private readonly IReadOnlyList<LayerCost> layers;
    private readonly ProfileFigure figure;
    private readonly IReadOnlyList<double> borders;
    private readonly Plot plot = new();

    /// <param name="layers">The layers in the order they run.</param>
    /// <param name="figure">The figure that the bars show.</param>
    /// <param name="borders">The places of the lines between the declared layers.</param>
    public ProfileChart(IReadOnlyList<LayerCost> layers, ProfileFigure figure, IReadOnlyList<double> borders)
    {
        this.layers = layers;
        this.figure = figure;
        this.borders = borders;
        Scale = new AxisScale(layers.Select(figure.Of).DefaultIfEmpty().Max(), figure.UnitStep, figure.Units);
        Heaviest = [.. Weights.OrderByDescending(static w => w.Figure).Take(HeaviestCount)];
    }

    /// <summary>The scale of the axis.</summary>
    public AxisScale Scale { get; }

    /// <summary>The heaviest layers, the heaviest first.</summary>
    public IReadOnlyList<(int Layer, long Figure)> Heaviest { get; }

    private IEnumerable<(int Layer, long Figure)> Weights => layers.Select((l, i) => (i, figure.Of(l))).Where(static w => w.Item2 > 0);

    /// <summary>Draws the bars, the axis and the grid, without any text.</summary>
    /// <param name="canvas">Where to draw.</param>
    /// <param name="area">The chart's place.</param>
    /// <param name="margins">What is left free around the bars.</param>
    public void Draw(SKCanvas canvas, PixelRect area, PixelPadding margins)
    {
        var layersPerPixel = layers.Count / (area.Width - margins.Left - margins.Right - (2 * SideGap));
        var barWidth = Math.Max(.8, LeastBarWidth * layersPerPixel);
        plot.Add.Bars(Weights.Select(w => new Bar
        {
            Position = w.Layer,
            Value = w.Figure / Scale.Divisor,
            Size = barWidth,
            LineWidth = 0,
            FillColor = Color.FromHex(figure.Colour).WithOpacity(Heaviest.Contains(w) ? 1 : .5),
        }).ToArray());
        foreach (var border in borders)
        {
            plot.Add.VerticalLine(border, 1, Colors.Black.WithOpacity(.12));
        }

        plot.Axes.SetLimits(-.5 - (SideGap * layersPerPixel), layers.Count - .5 + (SideGap * layersPerPixel), 0, Scale.Largest * Headroom);
        plot.Axes.Left.SetTicks([.. Scale.Ticks], [.. Scale.Ticks.Select(static _ => "")]);
        plot.Axes.Bottom.SetTicks([], []);
        plot.Axes.Right.IsVisible = false;
        plot.Axes.Top.IsVisible = false;
        plot.Layout.Fixed(margins);
        plot.RenderManager.ClearCanvasBeforeEachRender = false;

        // A plot that finds other limits than the last time draws itself twice. The first time goes nowhere.
        using (var nowhere = new SKNoDrawCanvas((int)area.Width, (int)area.Height))
        {
            plot.Render(nowhere, area);
        }

        plot.Render(canvas, area);
    }

    /// <summary>Where a value of a layer stands in the picture, once it is drawn.</summary>
    /// <param name="layer">The layer's number, or a place between two.</param>
    /// <param name="value">The value in the axis's unit.</param>
    public Pixel Find(double layer, double value) => plot.GetPixel(new Coordinates(layer, value));
}
