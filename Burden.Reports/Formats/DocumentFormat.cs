using Burden.Reports.Catalog;
using Burden.Reports.Charts;

namespace Burden.Reports.Formats;

/// <summary>Reports as documents with pictures.</summary>
/// <param name="documents">What is written.</param>
/// <param name="paths">Where it is written.</param>
/// <param name="picture">Draws what a network's layers cost, as SVG.</param>
/// <param name="write">Writes a document.</param>
internal sealed class DocumentFormat(IDocuments documents, DocumentPaths paths, Func<NetworkCost, string> picture, Func<Document, string> write) : IReportFormat
{
    public IEnumerable<ReportFile> Network(NamedNetwork network) =>
    [
        new(paths.PictureOf(network), picture(network.Cost)),
        .. MemoryPicture.Of(network) is { } memory ? [new ReportFile(paths.MemoryPictureOf(network), memory)] : Array.Empty<ReportFile>(),
        new(paths.PageOf(network), write(documents.Network(network, paths))),
    ];

    public IEnumerable<ReportFile> Index(Func<string, bool> exists) => [new(paths.Index, write(documents.Index(paths, exists)))];
}

/// <summary>The documents of some reports.</summary>
internal interface IDocuments
{
    /// <summary>The page of one network.</summary>
    Document Network(NamedNetwork network, DocumentPaths paths);

    /// <summary>The page on all networks.</summary>
    /// <param name="paths">Where the other pages are.</param>
    /// <param name="exists">Whether a file is there, so that a name can lead to it.</param>
    Document Index(DocumentPaths paths, Func<string, bool> exists);
}

/// <summary>Where documents and their pictures are, in the reports' directory.</summary>
/// <param name="Index">The page on all networks.</param>
/// <param name="Extension">The extension of the networks' pages, with its dot.</param>
/// <param name="FileName">A network's name in file names.</param>
internal sealed record DocumentPaths(string Index, string Extension, Func<NamedNetwork, string> FileName)
{
    /// <summary>The page of a network.</summary>
    public string PageOf(NamedNetwork network) => FileName(network) + Extension;

    /// <summary>The picture of what a network's layers cost.</summary>
    public string PictureOf(NamedNetwork network) => $"figs/{FileName(network)}.svg";

    /// <summary>The picture of a network's memory over the run.</summary>
    public string MemoryPictureOf(NamedNetwork network) => $"figs/memory/{FileName(network)}.svg";
}
