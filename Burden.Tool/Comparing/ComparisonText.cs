using System.Globalization;
using Burden.Generator.Costs;
using Burden.Reports.Formats;
using Burden.Reports.Rendering;
using Figures = Burden.Reports.Rendering.Figures;

namespace Burden.Tool.Comparing;

/// <summary>A comparison as Markdown, for a pull request.</summary>
internal static class ComparisonText
{
    private const int MostLayers = 5;

    public static string Of(NetworkComparison comparison)
    {
        var blocks = new List<Block>();
        foreach (var pair in comparison.Changed)
        {
            blocks.Add(new Block.Heading(pair.Before.Name == pair.After.Name ? pair.After.Name : $"{pair.Before.Name} → {pair.After.Name}"));
            blocks.Add(new Block.Table(new Grid(
                [new Column("figure"), new Column("before", true), new Column("after", true), new Column("change", true)],
                [.. pair.Changes.Select(static c => (IReadOnlyList<Cell>)[WordsOf(c.Name), Amount(c.Name, c.Before), Amount(c.Name, c.After), Percent(c)])])));
            AddLayers(blocks, pair.Layers());
        }

        AddNetworks(blocks, "Added", comparison.Added);
        AddNetworks(blocks, "Gone", comparison.Gone);
        var same = comparison.Both.Count - comparison.Changed.Count();
        if (same > 0 || blocks.Count == 0)
        {
            blocks.Add(new Block.Paragraph(string.Create(CultureInfo.InvariantCulture, $"{same} {(same == 1 ? "network" : "networks")} unchanged.")));
        }

        return MarkdownWriter.Write(new Document("What the networks cost", blocks));
    }

    /// <summary>A figure's name in words: <c>peak feature memory</c>.</summary>
    public static string WordsOf(string figure) => figure switch
    {
        "parameterBytes" => "parameter memory",
        "featureElements" => "feature values",
        "featureBytes" => "feature memory",
        "peakFeatureBytes" => "peak feature memory",
        "trafficBytes" => "memory traffic",
        "arenaBytes" => "arena memory",
        "macs" => "MACs",
        "flops" => "FLOPs",
        _ => figure,
    };

    /// <summary>A change in percent, with its sign: <c>+8.3%</c>.</summary>
    public static string Percent(FigureChange change) => change.Percent switch
    {
        double.PositiveInfinity => "from 0",
        > 0 and < .05 => "under +0.1%",
        < 0 and > -.05 => "under -0.1%",
        var percent => percent.ToString("+0.0'%';-0.0'%'", CultureInfo.InvariantCulture),
    };

    /// <summary>An amount to the last digit: <c>4,799,528 B</c>.</summary>
    public static string Amount(string figure, decimal amount)
        => amount.ToString("#,##0.############", CultureInfo.InvariantCulture) + (IsMemory(figure) ? " B" : figure.EndsWith("illiseconds", StringComparison.Ordinal) ? " ms" : "");

    private static bool IsMemory(string figure) => Figure.All.FirstOrDefault(f => f.Key == figure) is { } known ? known.Unit == FigureUnit.Bytes : figure.Contains("Bytes", StringComparison.Ordinal);

    private static void AddLayers(List<Block> blocks, IReadOnlyList<LayerChange> layers)
    {
        if (layers.Count == 0)
        {
            return;
        }

        blocks.Add(new Block.Paragraph(layers.Count > MostLayers
            ? string.Create(CultureInfo.InvariantCulture, $"The {MostLayers} layers that changed most, of {layers.Count}:")
            : "The layers that changed:"));
        blocks.Add(new Block.Table(new Grid(
            [new Column("layer"), new Column(""), new Column("parameters", true), new Column("feature values", true), new Column("FLOPs", true)],
            [.. layers.Take(MostLayers).Select(static l => (IReadOnlyList<Cell>)
                [
                    l.Path, l.Before is null ? "added" : l.After is null ? "gone" : "",
                    Difference(l.Of(static x => x.Parameters)), Difference(l.Of(static x => x.FeatureElements)), Difference(l.Of(static x => x.Flops)),
                ])])));
    }

    private static string Difference((long Before, long After) amounts) => (amounts.After - amounts.Before) switch
    {
        0 => "",
        > 0 and var more => $"+{Figures.Exact(more)}",
        var less => $"-{Figures.Exact(-less)}",
    };

    private static void AddNetworks(List<Block> blocks, string title, IReadOnlyList<ComparedNetwork> networks)
    {
        if (networks.Count > 0)
        {
            blocks.Add(new Block.Heading(title));
            blocks.Add(new Block.Table(new Grid(
                [new Column("network"), new Column("parameters", true), new Column("parameter memory", true), new Column("feature memory", true), new Column("FLOPs", true)],
                [.. networks.Select(static n => (IReadOnlyList<Cell>)[n.Name, Known(n, "parameters"), Known(n, "parameterBytes"), Known(n, "featureBytes"), Known(n, "flops")])])));
        }
    }

    private static string Known(ComparedNetwork network, string figure) => network.Figures.TryGetValue(figure, out var amount) ? Amount(figure, amount) : Figures.Unknown;
}
