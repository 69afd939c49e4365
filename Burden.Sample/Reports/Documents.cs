using Burden.Reports.Catalog;
using Burden.Reports.Formats;
using Burden.Reports.Rendering;
using Burden.Sample.Published;

namespace Burden.Sample.Reports;

/// <summary>The documents of the reports: the tables, and a page for each network.</summary>
internal sealed class Documents : IDocuments
{
    public Document Index(DocumentPaths paths, Func<string, bool> exists)
    {
        var blocks = new List<Block> { new Block.Paragraph("Memory and FLOPs of convolutional networks, for one input each. A network's name leads to its report.") };
        foreach (var table in NetworkTables.All)
        {
            blocks.Add(new Block.Heading(table.Title));
            blocks.Add(new Block.Table(table.ToGrid(name => Networks.Find(name) is { } network && exists(paths.PageOf(network)) ? paths.PageOf(network) : null)));
            AddPoints(blocks, table.AllNotes);
        }

        blocks.Add(new Block.Heading("Notes and assumptions"));
        AddPoints(blocks, PublishedNotes.Counting);
        return new Document("What convolutional networks cost", blocks);
    }

    public Document Network(NamedNetwork network, DocumentPaths paths) => NetworkDocument.Of(network, paths, [TaskRow(network)]);

    /// <summary>What a network is for, as a row of its figures.</summary>
    public static IReadOnlyList<Cell> TaskRow(NamedNetwork network) => ["task", network.Task ?? "-", ""];

    private static void AddPoints(List<Block> blocks, IEnumerable<string> texts)
    {
        if (texts.ToList() is { Count: > 0 } points)
        {
            blocks.Add(new Block.Points(points));
        }
    }
}
