using System.Globalization;

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
            ["input size", Sizes.Input(cost.InputShape), cost.InputShape],
            ["batch", Figures.Exact(cost.Batch), ""],
            ["layers", Figures.Exact(cost.Layers.Count), ""],
            ["parameters", Figures.Exact(cost.Parameters), ""],
            ["buffers", Figures.Exact(cost.Buffers), ""],
            ["parameter memory", $"{Figures.Exact(cost.ParameterBytes)} B", Figures.Memory(cost.ParameterBytes)],
            ["feature memory", $"{Figures.Exact(cost.FeatureBytes)} B", Figures.Memory(cost.FeatureBytes)],
            ["peak feature memory", $"{Figures.Exact(cost.PeakFeatureBytes)} B", Figures.Memory(cost.PeakFeatureBytes)],
            ["arena memory", $"{Figures.Exact(cost.ArenaBytes)} B", Figures.Memory(cost.ArenaBytes)],
            ["memory traffic", $"{Figures.Exact(cost.TrafficBytes)} B", Figures.Memory(cost.TrafficBytes)],
            ["MACs", Figures.Exact(cost.Macs), ""],
            ["FLOPs", Figures.Exact(cost.Flops), Figures.Flops(cost.Flops)],
        ]);

    /// <summary>A row for each layer in the order they run, and their sum.</summary>
    public static Grid Layers(NetworkCost cost)
    {
        var rows = new List<IReadOnlyList<Cell>>();
        foreach (var layer in cost.Layers)
        {
            rows.Add(
            [
                layer.Path, layer.Kind, layer.OutputShape, Figures.Exact(layer.Parameters), Figures.Memory(layer.FeatureBytes),
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

    /// <summary>A row for each input size of a report.</summary>
    public static Grid Scales(NetworkReport report) => new(
        [new Column("scale", true), new Column("input size", true), new Column("feature size", true), new Column("feature memory", true), new Column("flops", true)],
        [.. report.Rows.Select(static r => (IReadOnlyList<Cell>)
            [
                r.Scale.ToString(CultureInfo.InvariantCulture), Sizes.Input(r.InputShape), Sizes.Features(r.OutputShape),
                Figures.Memory(r.FeatureBytes), Figures.Flops(r.Flops),
            ])]);

    /// <summary>What the rows of <see cref="Scales"/> are.</summary>
    public static string ScalesTitle(NetworkReport report) =>
        string.Create(CultureInfo.InvariantCulture, $"Computing the features at {report.At}, {report.Batch} inputs at once (feature sizes are height x width x channels):");
}
