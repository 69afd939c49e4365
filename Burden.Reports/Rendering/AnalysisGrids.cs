using System.Globalization;
using Burden.Reports.Catalog;

namespace Burden.Reports.Rendering;

/// <summary>The tables of what analyses tell of one network.</summary>
internal static class AnalysisGrids
{
    /// <summary>A table for each analysis under the names of its constants, and one of what they tell of layers; none of a network without analyses.</summary>
    public static IReadOnlyList<(string Title, Grid Grid)> Of(NamedNetwork network) => [.. OfNetwork(network), .. OfLayers(network)];

    /// <summary>A table for each analysis under the names of its constants.</summary>
    public static IReadOnlyList<(string Title, Grid Grid)> OfNetwork(NamedNetwork network)
        => [.. network.Cost.Analyses
            .Select(static a => (a.Name, new Grid(
                [new Column("figure"), new Column("value", true), new Column("", true)],
                [.. a.Figures.Where(static f => !IsTable(f.Value)).Select(static f => (IReadOnlyList<Cell>)[f.Name, Exact(f), Short(f)])])))
            .Where(static g => g.Item2.Rows.Count > 0)];

    /// <summary>One table of what analyses tell of layers; none where they tell nothing of any.</summary>
    public static IReadOnlyList<(string Title, Grid Grid)> OfLayers(NamedNetwork network)
        => network.LayerFigures.Count > 0 ? [("Layers by analysis", Layers(network.LayerFigures))] : [];

    private static Grid Layers(IReadOnlyList<LayerFigures> layers)
    {
        var names = layers.SelectMany(static l => l.Figures).Select(static f => f.Name).Distinct().ToList();
        return new Grid(
            [new Column("layer"), .. names.Select(static n => new Column(n, true))],
            [.. layers.Select(l => (IReadOnlyList<Cell>)
                [l.Layer, .. names.Select(n => new Cell(l.Figures.Where(f => f.Name == n).Select(Exact).FirstOrDefault() ?? ""))])]);
    }

    /// <summary>Whether a figure is a table of its own, which pictures and JSON show.</summary>
    private static bool IsTable(object value) => value is string text && text.Contains('\n', StringComparison.Ordinal);

    private static string Exact(AnalysisFigure figure) => figure.Value switch
    {
        long bytes when IsBytes(figure) => Figures.Bytes(bytes),
        long number => Figures.Exact(number),
        double real => real.ToString("0.####", CultureInfo.InvariantCulture),
        bool truth => truth ? "yes" : "no",
        var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
    };

    private static string Short(AnalysisFigure figure) => figure.Value switch
    {
        long bytes when IsBytes(figure) => Figures.Memory(bytes),
        long flops when figure.Name.EndsWith("Flops", StringComparison.Ordinal) => Figures.Flops(flops),
        _ => "",
    };

    private static bool IsBytes(AnalysisFigure figure) => figure.Name.Contains("Bytes", StringComparison.Ordinal);
}
