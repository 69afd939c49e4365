using System.Globalization;

namespace Burden.Reports.Charts;

/// <summary>A figure of each layer as bars, in the order the layers run.</summary>
internal sealed class BarChart
{
    /// <summary>How many of the heaviest layers stand out.</summary>
    private const int HeaviestCount = 3;

    /// <summary>What the axis goes beyond the largest bar.</summary>
    private const double Headroom = 1.06;

    private readonly long sum;

    /// <param name="layers">The layers in the order they run.</param>
    /// <param name="figure">What the bars show.</param>
    public BarChart(IReadOnlyList<LayerCost> layers, ProfileFigure figure)
    {
        Layers = layers;
        Figure = figure;
        var weights = layers.Select(figure.Of).ToList();
        sum = weights.Sum();
        Scale = new AxisScale(weights.DefaultIfEmpty().Max(), figure.UnitStep, figure.Units);
        var ranks = Enumerable.Range(0, weights.Count).OrderByDescending(i => weights[i]).Take(HeaviestCount).ToList();
        Bars = [.. weights.Select((w, i) => new LayerBar(i, w, HeightOf(w / Scale.Divisor), ranks.IndexOf(i) + 1)).Where(static b => b.Weight > 0)];
    }

    public IReadOnlyList<LayerCost> Layers { get; }

    public ProfileFigure Figure { get; }

    /// <summary>The scale of the axis.</summary>
    public AxisScale Scale { get; }

    /// <summary>A bar for each layer that has some of the figure.</summary>
    public IReadOnlyList<LayerBar> Bars { get; }

    /// <summary>The bars that stand out, the heaviest first.</summary>
    public IEnumerable<LayerBar> Heaviest => Bars.Where(static b => b.Rank > 0).OrderBy(static b => b.Rank);

    /// <summary>How high a value in the axis's unit stands, from 0 to 1.</summary>
    public double HeightOf(double value) => value / (Scale.Largest * Headroom);

    /// <summary>A bar in words: <c>Conv1.Conv2d: 1.11 MB, 12 %</c>.</summary>
    public string Describe(LayerBar bar) =>
        string.Create(CultureInfo.InvariantCulture, $"{Layers[bar.Layer].Path}: {Scale.Text(bar.Weight)}, {100.0 * bar.Weight / sum:0} %");
}

/// <summary>One bar of a <see cref="BarChart"/>.</summary>
/// <param name="Layer">The layer's number.</param>
/// <param name="Weight">The layer's figure.</param>
/// <param name="Height">How high it is, from 0 to 1.</param>
/// <param name="Rank">1 for the heaviest layer and so on; 0 for one that doesn't stand out.</param>
internal sealed record LayerBar(int Layer, long Weight, double Height, int Rank);
