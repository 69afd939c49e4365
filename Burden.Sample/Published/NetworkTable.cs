using Burden.Reports.Rendering;

namespace Burden.Sample.Published;

/// <summary>A table of networks: a title, what its columns show, and a row for each network.</summary>
/// <param name="Title">What stands above it.</param>
/// <param name="Columns">What it shows of a network beside its name.</param>
/// <param name="Rows">The networks.</param>
/// <param name="Notes">What a reader must know of the whole table.</param>
internal sealed record NetworkTable(string Title, IReadOnlyList<NetworkColumn> Columns, IReadOnlyList<PublishedRow> Rows, params IReadOnlyList<string> Notes)
{
    /// <summary>The notes on the whole table, then those on its networks.</summary>
    public IEnumerable<string> AllNotes => Notes.Concat(PublishedNotes.Of([.. Rows.Select(static r => r.Name)]));

    /// <summary>The table as text.</summary>
    /// <param name="link">The file that a network's name leads to, if any.</param>
    public Grid ToGrid(Func<string, string?>? link = null) => new(
        [new Column("model"), .. Columns.Select(static c => new Column(c.Title, c.IsFigure))],
        [.. Rows.Select(row => (IReadOnlyList<Cell>)[new Cell(row.Name, link?.Invoke(row.Name)), .. Columns.Select(c => new Cell(c.Text(row)))])]);
}

/// <summary>What a column of a <see cref="NetworkTable"/> shows.</summary>
internal sealed record NetworkColumn(string Title, bool IsFigure, Func<PublishedRow, string> Text)
{
    /// <summary>The columns of every table.</summary>
    public static IReadOnlyList<NetworkColumn> Costs { get; } =
    [
        new("input size", true, static r => Sizes.Input(r.Cost.InputShape)),
        new("param mem", true, static r => Figures.Memory(r.Cost.ParameterBytes)),
        new("feat. mem", true, static r => Figures.Memory(r.Cost.FeatureBytes)),
        new("flops", true, static r => Figures.Flops(r.Cost.Flops)),
    ];

    /// <summary>The most memory that is alive at once, and the figures that other tools print too, to the last digit.</summary>
    public static IReadOnlyList<NetworkColumn> Exact { get; } =
    [
        new("peak feat. mem", true, static r => Figures.Memory(r.Cost.PeakFeatureBytes)),
        new("parameters", true, static r => Figures.Exact(r.Cost.Parameters)),
        new("MACs", true, static r => Figures.Exact(r.Cost.Macs)),
    ];

    /// <summary>The columns that tell how well a network classifies.</summary>
    public static IReadOnlyList<NetworkColumn> Performance { get; } =
    [
        new("src", false, static r => r.Source ?? ""),
        new("top-1/top-5 error", true, static r => $"{r.Top1Error} / {r.Top5Error}"),
    ];
}
