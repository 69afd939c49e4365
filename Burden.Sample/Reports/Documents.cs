using System.Globalization;
using Burden.Sample.Published;
using Burden.Sample.Rendering;

namespace Burden.Sample.Reports;

/// <summary>The documents of the reports: the tables, and a page for each network.</summary>
/// <param name="index">The file name of the tables' page.</param>
/// <param name="extension">The extension of the networks' pages, with its dot.</param>
internal sealed class Documents(string index, string extension)
{
    /// <summary>The folder of the pictures, beside the pages.</summary>
    public const string PictureFolder = "figs";

    /// <summary>The file name of a network's page.</summary>
    public string FileOf(string network) => network + extension;

    /// <summary>The file name of a network's picture, with its folder.</summary>
    public static string PictureOf(string network) => $"{PictureFolder}/{network}.svg";

    /// <summary>The page with all tables.</summary>
    /// <param name="hasPage">Whether a network has a page that its name can lead to.</param>
    public Document Tables(Func<string, bool> hasPage)
    {
        var blocks = new List<Block> { new Block.Paragraph("Memory and FLOPs of convolutional networks, for one input each. A network's name leads to its report.") };
        foreach (var table in NetworkTables.All)
        {
            blocks.Add(new Block.Heading(table.Title));
            blocks.Add(new Block.Table(table.ToGrid(name => hasPage(name) ? FileOf(name) : null)));
            AddPoints(blocks, table.AllNotes);
        }

        blocks.Add(new Block.Heading("Notes and assumptions"));
        AddPoints(blocks, PublishedNotes.Counting);
        return new Document("What convolutional networks cost", blocks);
    }

    /// <summary>The page of one network.</summary>
    public Document Network(NamedNetwork network)
    {
        var cost = network.Cost;
        var blocks = new List<Block>
        {
            new Block.Paragraph(string.Create(CultureInfo.InvariantCulture,
                $"{Task(network)}The parameters take {Figures.Memory(cost.ParameterBytes)}. A single full pass at the input size {Sizes.Input(cost.InputShape)} takes {Figures.Memory(cost.FeatureBytes)} for features and {Figures.Flops(cost.Flops)}.")),
            new Block.Table(NetworkGrids.Totals(network)),
        };
        AddPoints(blocks, PublishedNotes.Of(network.Name).Select(static n => char.ToUpperInvariant(n[0]) + n[1..]));
        if (cost.Report is { } report)
        {
            blocks.Add(new Block.Heading("Features at several input sizes"));
            blocks.Add(new Block.Paragraph(NetworkGrids.ScalesTitle(report)));
            blocks.Add(new Block.Table(NetworkGrids.Scales(report)));
        }

        blocks.Add(new Block.Heading("Profile"));
        blocks.Add(new Block.Paragraph("Where in the network memory and work go, from the input on the left to the output on the right. Each bar is a layer; the heaviest three of each chart are named."));
        blocks.Add(new Block.Picture(PictureOf(network.Name), $"Parameter memory, feature memory and FLOPs of each layer of {network.Name}"));
        blocks.Add(new Block.Link(index, "All networks"));
        return new Document(network.Name, blocks);
    }

    private static string Task(NamedNetwork network) => network.Task is { } task ? $"A network for {task}. " : "";

    private static void AddPoints(List<Block> blocks, IEnumerable<string> texts)
    {
        if (texts.ToList() is { Count: > 0 } points)
        {
            blocks.Add(new Block.Points(points));
        }
    }
}
