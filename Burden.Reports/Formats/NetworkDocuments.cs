using Burden.Reports.Catalog;
using Burden.Reports.Rendering;

namespace Burden.Reports.Formats;

/// <summary>The documents of a target's networks: their list, and a page with all layers for each.</summary>
internal sealed class NetworkDocuments(IReadOnlyList<NamedNetwork> networks) : IDocuments
{
    public Document Index(DocumentPaths paths, Func<string, bool> exists) => new("What the networks cost",
    [
        new Block.Paragraph("A network's name leads to its report."),
        new Block.Table(NetworkGrids.List(networks, n => exists(paths.PageOf(n)) ? Link(paths.PageOf(n)) : null)),
    ]);

    public Document Network(NamedNetwork network, DocumentPaths paths) => NetworkDocument.Of(
        network, paths, NetworkGrids.About(network), new Block.Heading("Layers"), new Block.Table(NetworkGrids.Layers(network.Cost)));

    private static string Link(string path) => Uri.EscapeDataString(path);
}
