using System.Globalization;
using Burden.Reports.Catalog;

namespace Burden.Reports.Rendering;

/// <summary>The tables that tell of one network.</summary>
internal static class NetworkGrids
{
    /// <summary>The network's own figures, to the last digit and as the published tables print them.</summary>
    /// <param name="cost">The network's costs.</param>
    /// <param name="about">Rows that tell what the network is, above its figures: name, value, and the value once more in other words.</param>
    public static Grid Totals(NetworkCost cost, params IReadOnlyList<IReadOnlyList<Cell>> about) => new(
        [new Column("figure"), new Column("value", true), new Column("", true)],
        [
            .. about,
            ["input size", Sizes.Text(cost.InputShape), ""],
            ["batch", Figures.Exact(cost.Batch), ""],
            ["layers", Figures.Exact(cost.Layers.Count), ""],
            ["parameters", Figures.Exact(cost.Parameters), ""],
            ["buffers", Figures.Exact(cost.Buffers), ""],
            ["parameter memory", Figures.Bytes(cost.ParameterBytes), Figures.Memory(cost.ParameterBytes)],
            ["feature memory", Figures.Bytes(cost.FeatureBytes), Figures.Memory(cost.FeatureBytes)],
            ["peak feature memory", Figures.Bytes(cost.PeakFeatureBytes), Figures.Memory(cost.PeakFeatureBytes)],
            ["arena memory", Figures.Bytes(cost.ArenaBytes), Figures.Memory(cost.ArenaBytes)],
            ["memory traffic", Figures.Bytes(cost.TrafficBytes), Figures.Memory(cost.TrafficBytes)],
            ["MACs", Figures.Exact(cost.Macs), ""],
            ["FLOPs", Figures.Exact(cost.Flops), Figures.Flops(cost.Flops)],
        ]);

    /// <summary>What a network is, as rows for <see cref="Totals"/>.</summary>
    public static IReadOnlyList<IReadOnlyList<Cell>> About(NamedNetwork network) =>
    [
        .. network.Task is { } task ? [["task", task, ""]] : (IReadOnlyList<Cell>[])[],
        .. network.Cost.TypeName.Length > 0 ? [["class", network.Cost.TypeName, ""]] : (IReadOnlyList<Cell>[])[],
        .. network.Inputs.Count > 1 ? [["inputs", string.Join(", ", network.Inputs.Select(Sizes.Text)), ""]] : (IReadOnlyList<Cell>[])[],
    ];

    /// <summary>A row for each network.</summary>
    /// <param name="networks">The networks.</param>
    /// <param name="link">The file that a network's name leads to, if any.</param>
    public static Grid List(IReadOnlyList<NamedNetwork> networks, Func<NamedNetwork, string?>? link = null) => new(
        [
            new Column("network"), new Column("class", IsRepetition: true), new Column("input", true), new Column("layers", true, IsRepetition: true), new Column("parameters", true),
            new Column("param mem", true), new Column("feat. mem", true), new Column("peak feat. mem", true), new Column("flops", true),
        ],
        [.. networks.Select(n => (IReadOnlyList<Cell>)
            [
                new Cell(n.Name, link?.Invoke(n)), n.Cost.TypeName, Sizes.Text(n.Cost.InputShape), Figures.Exact(n.Cost.Layers.Count), Figures.Exact(n.Cost.Parameters),
                Figures.Memory(n.Cost.ParameterBytes), Figures.Memory(n.Cost.FeatureBytes), Figures.Memory(n.Cost.PeakFeatureBytes), Figures.Flops(n.Cost.Flops),
            ])]);

    /// <summary>A row for each layer in the order they run, and their sum.</summary>
    public static Grid Layers(NetworkCost cost)
    {
        var rows = new List<IReadOnlyList<Cell>>();
        foreach (var layer in cost.Layers)
        {
            rows.Add(
            [
                layer.Path, layer.Kind, Sizes.Text(layer.OutputShape), Figures.Exact(layer.Parameters), Figures.Memory(layer.FeatureBytes),
                Figures.Exact(layer.Macs), Figures.Exact(layer.Flops),
            ]);
        }

        rows.Add(["total", "", "", Figures.Exact(cost.Parameters), Figures.Memory(cost.FeatureBytes), Figures.Exact(cost.Macs), Figures.Exact(cost.Flops)]);
        return new Grid(
            [
                new Column("layer"), new Column("kind", IsRepetition: true), new Column("output", true), new Column("parameters", true), new Column("feat. mem", true),
                new Column("MACs", true), new Column("FLOPs", true),
            ],
            rows);
    }

    /// <summary>A row for each size and batch of a report.</summary>
    public static Grid Scales(NetworkReport report)
    {
        var columns = new List<(Column Column, Func<ReportRow, string> Text)>();
        if (report.Rows.All(static r => r.Length > 0))
        {
            columns.Add((new Column("length", true), static r => Figures.Exact(r.Length)));
        }
        else if (report.Batch > 0 || report.Rows.Any(static r => r.Scale != 1))
        {
            columns.Add((new Column("scale", true), static r => r.Scale.ToString(CultureInfo.InvariantCulture)));
        }

        if (report.Batch == 0)
        {
            columns.Add((new Column("batch", true), static r => Figures.Exact(r.Batch)));
        }

        columns.AddRange(
        [
            (new Column("input size", true), static r => Sizes.Input(r.InputShape)),
            (new Column("feature size", true), static r => Sizes.Features(r.OutputShape)),
            (new Column("feature memory", true), static r => Figures.Memory(r.FeatureBytes)),
            (new Column("flops", true), static r => Figures.Flops(r.Flops)),
        ]);
        return new Grid([.. columns.Select(static c => c.Column)], [.. report.Rows.Select(r => (IReadOnlyList<Cell>)[.. columns.Select(c => new Cell(c.Text(r)))])]);
    }

    /// <summary>What the rows of <see cref="Scales"/> are.</summary>
    public static string ScalesTitle(NetworkReport report)
    {
        var batch = report.Batch > 0 ? string.Create(CultureInfo.InvariantCulture, $", {report.Batch} inputs at once") : "";
        return $"Computing the features at {report.At}{batch}{(report.Rows.Any(static r => Sizes.IsImage(r.OutputShape)) ? " (feature sizes are height x width x channels)" : "")}:";
    }
}
