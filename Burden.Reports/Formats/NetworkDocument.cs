using System.Globalization;
using Burden.Reports.Catalog;
using Burden.Reports.Rendering;

namespace Burden.Reports.Formats;

/// <summary>The page of one network: its figures, its costs at several input sizes, and the picture of where they lie.</summary>
internal static class NetworkDocument
{
    /// <param name="network">The network.</param>
    /// <param name="paths">Where the picture and the page on all networks are.</param>
    /// <param name="about">What the table of figures tells beside them.</param>
    /// <param name="more">What follows below the picture.</param>
    public static Document Of(NamedNetwork network, DocumentPaths paths, IReadOnlyList<IReadOnlyList<Cell>> about, params IReadOnlyList<Block> more)
    {
        var cost = network.Cost;
        var blocks = new List<Block>
        {
            new Block.Paragraph(string.Create(CultureInfo.InvariantCulture,
                $"{Task(network)}The parameters take {Figures.Memory(cost.ParameterBytes)}. A single full pass at the input size {Sizes.Text(cost.InputShape)} takes {Figures.Memory(cost.FeatureBytes)} for features and {Figures.Flops(cost.Flops)}.")),
            new Block.Table(NetworkGrids.Totals(cost, about)),
        };
        if (network.Notes.Count > 0)
        {
            blocks.Add(new Block.Points([.. network.Notes.Select(static n => char.ToUpperInvariant(n[0]) + n[1..])]));
        }

        if (cost.Report is { } report)
        {
            blocks.Add(new Block.Heading("Features at several input sizes"));
            blocks.Add(new Block.Paragraph(NetworkGrids.ScalesTitle(report)));
            blocks.Add(new Block.Table(NetworkGrids.Scales(report)));
        }

        foreach (var (title, grid) in AnalysisGrids.Of(network))
        {
            blocks.Add(new Block.Heading(title));
            blocks.Add(new Block.Table(grid));
        }

        blocks.Add(new Block.Heading("Profile"));
        blocks.Add(new Block.Paragraph("Where in the network memory and work go, from the input on the left to the output on the right. Each bar is a layer; the heaviest three of each chart are named."));
        blocks.Add(new Block.Picture(paths.PictureOf(network), $"Parameter memory, feature memory and FLOPs of each layer of {network.Name}"));
        if (network.Plan is { Buffers.Count: > 0 })
        {
            blocks.Add(new Block.Heading("Memory over the run"));
            blocks.Add(new Block.Paragraph("Each box is a buffer: as high as its bytes, as wide as the steps that it is alive, at the offset where a static planner puts it. The dotted line is where most is alive at once."));
            blocks.Add(new Block.Picture(paths.MemoryPictureOf(network), $"Where the features of {network.Name} lie in memory, step by step"));
        }

        blocks.AddRange(more);
        blocks.Add(new Block.Link(paths.Index, "All networks"));
        return new Document(network.Name, blocks);
    }

    private static string Task(NamedNetwork network) => network.Task is { } task ? $"A network for {task}. " : "";
}
